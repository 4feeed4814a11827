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

Json to_json(const SourceStatus& row) {
  return {{"id", row.id},
          {"last_crawled_at", utc_time(row.last_crawled_at)},
          {"last_success_at", json_time(row.last_success_at)},
          {"failing_since", json_time(row.failing_since)},
          {"fetched", row.fetched},
          {"articles", row.articles},
          {"failed", row.failed},
          {"problem", row.problem}};
}

class StatusCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    format_.setup(app, {"table", "json", "jsonl"});
    app.footer("Figures are those of the last crawl of a source.");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    const auto sources = store.source_status();
    if (format_.get() == Format::table) {
      show(sources, store.hosts());
    } else {
      JsonListing listing(format_.get());
      for (const auto& row : sources) listing.add(to_json(row));
      listing.end();
    }
    flush_output();
    if (sources.empty())
      Messages(common.level()).note("nothing was crawled yet; run 'dealgraph crawl'");
    return ExitCode::ok;
  }

 private:
  static void show(const std::vector<SourceStatus>& sources, const std::vector<HostStatus>& hosts) {
    std::vector<std::vector<std::string>> rows{
        {"source", "crawled", "pages", "articles", "failed", "state"}};
    for (const auto& row : sources)
      rows.push_back({row.id, utc_time(row.last_crawled_at), std::to_string(row.fetched),
                      std::to_string(row.articles), std::to_string(row.failed), state(row)});
    if (!sources.empty()) print(format_table(rows));
    for (const auto& host : hosts)
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
};

}  // namespace

std::unique_ptr<Command> make_status_command() { return std::make_unique<StatusCommand>(); }

}  // namespace dealgraph
