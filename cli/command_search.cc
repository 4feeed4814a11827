#include <fmt/format.h>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

// The line of the text that has the first word of the query.
std::string place_of(const ArticleRow& row, const std::string& query) {
  const auto begin = query.find_first_not_of(" \"");
  const auto word =
      begin == query.npos ? query : query.substr(begin, query.find_first_of(" \"", begin) - begin);
  const auto at = row.text.find(word);
  if (at == row.text.npos) return row.title;
  const auto line = row.text.rfind('\n', at);
  const auto from = line == row.text.npos ? 0 : line + 1;
  return excerpt(row.text.substr(from, row.text.find('\n', at) - from), word);
}

Json to_json(const ArticleRow& row, const std::string& query) {
  return {{"id", row.id},       {"published", row.published},    {"site", row.site},
          {"title", row.title}, {"place", place_of(row, query)}, {"deals", row.deals},
          {"url", row.url}};
}

class SearchCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("QUERY", query_,
                   "Words that all stand in the article; quotes keep some together")
        ->type_name("")
        ->required();
    app.add_option("--limit", limit_, "At most so many; 0: all")
        ->type_name("N")
        ->check(check_count, "");
    format_.setup(app, {"table", "json", "jsonl", "csv"});
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    std::string query;
    for (const auto& word : query_) query += (query.empty() ? "" : " ") + word;
    const auto rows = store.search_articles(query, limit_);
    show(rows, query);
    flush_output();
    if (rows.empty()) Messages(common.level()).note("no such articles");
    return ExitCode::ok;
  }

 private:
  void show(const std::vector<ArticleRow>& rows, const std::string& query) const {
    const auto format = format_.get();
    if (format == Format::csv)
      print(format_csv({"id", "published", "site", "title", "place", "deals", "url"}));
    JsonListing listing(format);
    for (const auto& row : rows) {
      const auto place = place_of(row, query);
      if (format == Format::csv)
        print(format_csv({std::to_string(row.id), row.published, row.site, row.title, place,
                          std::to_string(row.deals), row.url}));
      else if (format != Format::table)
        listing.add(to_json(row, query));
      else
        print(fmt::format(
            "{}  {}\n  {}\n  {}{}\n", printable(row.published.substr(0, 10)), printable(row.title),
            printable(place), printable(row.url),
            row.deals ? fmt::format(" ({})", count_of(row.deals, "deal")) : std::string()));
    }
    listing.end();
  }

  std::vector<std::string> query_;
  std::size_t limit_ = 20;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_search_command() { return std::make_unique<SearchCommand>(); }

}  // namespace dealgraph
