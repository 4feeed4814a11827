#include "cli/command.h"
#include "cli/crawl_run.h"
#include "cli/json.h"
#include "cli/pipeline.h"
#include "cli/source_choice.h"
#include "cli/terminal.h"

namespace dealgraph {
namespace {

class CrawlCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("SOURCE", names_, "Ids of sources or paths of their files (default: all)")
        ->type_name("");
    app.add_flag("--force", force_, "Crawl sources that are not due yet, too");
    app.add_option("--max-time", max_time_, "End after so many seconds; the rest waits")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 1'000'000), "");
    app.add_option("--jobs", limits_.jobs, "Sources that are crawled at a time (default: 8)")
        ->type_name("N")
        ->check(CLI::Range(1, 64), "");
    app.add_option("--proxy", limits_.proxy, "Proxy to use; private addresses are its own affair")
        ->type_name("URL");
    app.add_flag("--no-progress", no_progress_, "No line of progress on a terminal");
    app.add_flag("--summary", summary_, "Print one line at the end");
    app.add_flag("--json", json_, "Print figures as one line of JSON");
    app.footer(
        "Sources are the shipped ones and those of your own folder; dealgraph.toml says which.");
  }

  ExitCode run(const CommonOptions& common) override {
    const Messages messages(common.level());
    const auto settings = load_settings(common);
    const auto sources = choose(settings, messages);
    const auto extractor = Extractor::load(settings.rules);
    auto store = Store::open_for_writing(settings.database);

    std::vector<Source> due;
    for (const auto& source : sources)
      if (is_due(source, store, messages)) due.push_back(source);
    auto limits = limits_;
    limits.force = force_;
    limits.verbose = common.level() > 0;
    limits.progress = !no_progress_ && common.level() >= 0 && errors_are_a_terminal();
    if (max_time_ > 0) limits.time = std::chrono::seconds(max_time_);
    const auto totals = run_crawl(due, settings, limits, extractor, store, messages);
    const auto changes = derive(store, settings, current_time());
    report(totals, changes, messages);
    return totals.failed_sources ? ExitCode::some_sources_failed : ExitCode::ok;
  }

 private:
  std::vector<Source> choose(const Settings& settings, const Messages& messages) const {
    const auto known = load_sources(settings.sources);
    std::vector<Source> chosen;
    for (const auto& name : names_) chosen.push_back(find_source(name, known));
    if (!names_.empty()) return chosen;
    if (known.empty())
      throw Error(ExitCode::config, "no sources to crawl; dealgraph init makes a folder for them");
    // Without a config nobody has said which sites to visit, so say it aloud.
    if (settings.config_file.empty())
      messages.note("no dealgraph.toml here; crawling the shipped sources: " + ids_of(known));
    return known;
  }

  bool is_due(const Source& source, const Store& store, const Messages& messages) const {
    const auto last = store.last_crawled(source.id);
    if (force_ || !last) return true;
    const auto wait = *last + source.interval_minutes * std::int64_t{60} - current_time();
    if (wait <= 0) return true;
    messages.progress(source.id + ": not due for " +
                      count_of(static_cast<std::size_t>((wait + 59) / 60), "minute") +
                      "; --force crawls it now");
    return false;
  }

  void report(const CrawlTotals& totals, const ChangeSummary& changes,
              const Messages& messages) const {
    const auto& pages = totals.pages;
    if (json_)
      print(to_line(Json{{"sources", totals.sources},
                         {"failed_sources", totals.failed_sources},
                         {"fetched", pages.fetched},
                         {"articles", pages.articles},
                         {"unchanged", pages.unchanged},
                         {"disallowed", pages.disallowed},
                         {"failed", pages.failed},
                         {"stopped", totals.stopped},
                         {"new_deals", changes.new_deals},
                         {"new_cycles", changes.new_cycles}}) +
            '\n');
    const auto line = count_of(totals.sources, "source") + " (" +
                      std::to_string(totals.failed_sources) + " failed), " +
                      count_of(pages.fetched, "page") + ", " + count_of(pages.articles, "article") +
                      ", " + count_of(changes.new_deals, "new deal") + ", " +
                      count_of(changes.new_cycles, "new circular deal") +
                      (totals.stopped ? "; stopped early" : "");
    if (summary_)
      print(line + '\n');
    else
      messages.progress(line);
    flush_output();
  }

  std::vector<std::string> names_;
  bool force_ = false;
  bool summary_ = false;
  bool json_ = false;
  bool no_progress_ = false;
  std::int64_t max_time_ = 0;
  CrawlLimits limits_;
};

}  // namespace

std::unique_ptr<Command> make_crawl_command() { return std::make_unique<CrawlCommand>(); }

}  // namespace dealgraph
