#include <csignal>
#include <filesystem>

#include "cli/command.h"
#include "cli/pipeline.h"
#include "crawler/crawl.h"
#include "text/suggest.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

bool names_file(const std::string& name) {
  return name.ends_with(".toml") || name.find('/') != std::string::npos;
}

std::string ids_of(const std::vector<Source>& sources) {
  std::string out;
  for (const auto& source : sources) out += (out.empty() ? "" : ", ") + source.id;
  return out;
}

// One source that the user named: by id, or by the path of its file.
Source find_source(const std::string& name, const std::vector<Source>& known) {
  if (names_file(name)) {
    if (std::error_code none; !fs::is_regular_file(name, none))
      throw Error(ExitCode::no_input, name + ": no such source file");
    return load_source(name);
  }
  std::vector<std::string_view> ids;
  for (const auto& source : known) {
    if (source.id == name) return source;
    ids.push_back(source.id);
  }
  const auto near = suggest(name, ids);
  throw Error(ExitCode::no_input, "no source " + name +
                                      (near.empty() ? "; there are: " + ids_of(known)
                                                    : ", did you mean " + near + "?"));
}

CrawlStore storing_in(Store& store, const Extractor& extractor, const Messages& messages) {
  CrawlStore out;
  out.seen = [&store](const std::string& url) -> std::optional<SeenPage> {
    const auto page = store.known_page(url);
    if (!page) return std::nullopt;
    return SeenPage{page->etag, page->last_modified};
  };
  out.keep_listing = [&store](const FetchedPage& listing) { store.keep_listing(listing); };
  out.keep = [&](const FetchedPage& page, const Article& article) {
    keep_article(store, extractor, page, article);
  };
  out.skip = [&messages](const std::string& url, const std::string& problem) {
    messages.progress(url + ": " + problem);
  };
  return out;
}

class CrawlCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("SOURCE", names_, "Ids of sources or paths of their files (default: all)")
        ->type_name("");
    app.add_flag("--force", force_, "Crawl sources that are not due yet, too");
    app.footer(
        "Sources are the shipped ones and those of your own folder; dealgraph.toml says which.");
  }

  ExitCode run(const CommonOptions& common) override {
    // A server that hangs up while we write to it is a failed request, not the end of the run.
    std::signal(SIGPIPE, SIG_IGN);
    const Messages messages(common.level());
    const auto settings = load_settings(common);
    const auto sources = choose(settings, messages);
    const auto extractor = Extractor::load(settings.rules);
    auto store = Store::open_for_writing(settings.database);

    std::size_t failed = 0;
    const auto into = storing_in(store, extractor, messages);
    for (const auto& source : sources)
      if (is_due(source, store, messages) && !crawl_one(source, settings, store, into, messages))
        ++failed;
    const auto changes = derive(store, settings, current_time());

    messages.progress(count_of(changes.new_deals, "new deal") + ", " +
                      count_of(changes.new_cycles, "new circular deal"));
    return failed ? ExitCode::some_sources_failed : ExitCode::ok;
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

  static bool crawl_one(const Source& source, const Settings& settings, Store& store,
                        const CrawlStore& into, const Messages& messages) {
    const auto report = crawl(source, settings.user_agent, into);
    store.mark_crawled(source.id, current_time(), report.error);
    messages.progress(source.id + ": " + count_of(report.fetched, "page") + " fetched, " +
                      count_of(report.articles, "article") + ", " +
                      std::to_string(report.unchanged) + " unchanged, " +
                      std::to_string(report.disallowed) + " disallowed, " +
                      std::to_string(report.failed) + " failed");
    if (report.error.empty()) return true;
    messages.warn(source.id + ": " + report.error);
    return false;
  }

  std::vector<std::string> names_;
  bool force_ = false;
};

}  // namespace

std::unique_ptr<Command> make_crawl_command() { return std::make_unique<CrawlCommand>(); }

}  // namespace dealgraph
