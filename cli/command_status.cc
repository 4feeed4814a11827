#include <fmt/format.h>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/pipeline.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

std::string time_or_never(const std::optional<std::int64_t>& at) {
  return at ? utc_time(*at) : "never";
}

Json json_time(const std::optional<std::int64_t>& at) {
  return at ? Json(utc_time(*at)) : Json(nullptr);
}

Json to_json(const SourceStatus& row, std::size_t waiting) {
  return {{"id", row.id},
          {"last_crawled_at", utc_time(row.last_crawled_at)},
          {"last_success_at", json_time(row.last_success_at)},
          {"failing_since", json_time(row.failing_since)},
          {"fetched", row.fetched},
          {"articles", row.articles},
          {"failed", row.failed},
          {"waiting", waiting},
          {"problem", row.problem}};
}

Json to_json(const FailedPage& page) {
  const bool again = page.not_before != end_of_time;
  return {{"source", page.source},
          {"url", page.url},
          {"failures", page.failures},
          {"next_try", again ? Json(utc_time(page.not_before)) : Json()},
          {"problem", page.problem}};
}

class StatusCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    format_.setup(app, {"table", "json", "jsonl"});
    app.add_flag("--failed", failed_, "List the pages that could not be had");
    app.footer(
        "Figures are those of the last crawl of a source; waiting: pages still to be fetched.");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    if (failed_) return show_failed(store.failed_pages());
    const auto sources = store.source_status();
    if (format_.get() == Format::table) {
      show(store, sources);
    } else {
      JsonListing listing(format_.get());
      for (const auto& row : sources) listing.add(to_json(row, waiting(store, row.id)));
      listing.end();
    }
    flush_output();
    if (sources.empty())
      Messages(common.level()).note("nothing was crawled yet; run 'dealgraph crawl'");
    return ExitCode::ok;
  }

 private:
  static std::size_t waiting(const Store& store, const std::string& source) {
    return store.waiting_count(source, end_of_time - 1);
  }

  ExitCode show_failed(const std::vector<FailedPage>& pages) const {
    if (format_.get() != Format::table) {
      JsonListing listing(format_.get());
      for (const auto& page : pages) listing.add(to_json(page));
      listing.end();
    } else if (!pages.empty()) {
      std::vector<std::vector<std::string>> rows{{"source", "failures", "next try", "page"}};
      for (const auto& page : pages)
        rows.push_back({page.source, std::to_string(page.failures),
                        page.not_before == end_of_time ? "none" : utc_time(page.not_before),
                        page.url + ": " + page.problem});
      print(format_table(rows));
    }
    flush_output();
    return ExitCode::ok;
  }

  static void show(const Store& store, const std::vector<SourceStatus>& sources) {
    std::vector<std::vector<std::string>> rows{
        {"source", "crawled", "pages", "articles", "failed", "waiting", "state"}};
    for (const auto& row : sources)
      rows.push_back({row.id, utc_time(row.last_crawled_at), std::to_string(row.fetched),
                      std::to_string(row.articles), std::to_string(row.failed),
                      std::to_string(waiting(store, row.id)), state(row)});
    if (!sources.empty()) print(format_table(rows));
    for (const auto& host : store.hosts())
      if (host.not_before > current_time())
        print(fmt::format("{} is left alone until {}: {}\n", printable(host.host),
                          utc_time(host.not_before), printable(host.reason)));
  }

  static std::string state(const SourceStatus& row) {
    if (row.problem.empty()) return "well";
    return "fails since " + time_or_never(row.failing_since) + ", last well " +
           time_or_never(row.last_success_at) + ": " + row.problem;
  }

  FormatOption format_;
  bool failed_ = false;
};

}  // namespace

std::unique_ptr<Command> make_status_command() { return std::make_unique<StatusCommand>(); }

}  // namespace dealgraph
