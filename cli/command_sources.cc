#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unordered_set>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/output.h"
#include "cli/printer.h"
#include "cli/source_choice.h"
#include "crawler/crawl.h"
#include "crawler/json_list.h"
#include "crawler/links.h"
#include "crawler/listing.h"
#include "crawler/saved_pages.h"
#include "crawler/url.h"
#include "crawler/url_traps.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

std::string kind_name(SourceKind kind) {
  switch (kind) {
    case SourceKind::feed:
      return "feed";
    case SourceKind::sitemap:
      return "sitemap";
    case SourceKind::listing:
      return "listing";
    case SourceKind::pages:
      return "pages";
    case SourceKind::site:
      return "site";
    case SourceKind::json:
      return "json";
  }
  return "";
}

class SourcesListCommand : public Command {
 public:
  void setup(CLI::App& app) override { format_.setup(app, {"table", "json", "jsonl"}); }

  ExitCode run(const CommonOptions& common) override {
    const auto sources = load_sources(load_settings(common).sources);
    std::vector<std::vector<std::string>> rows{{"id", "kind", "lang", "every", "url"}};
    JsonListing listing(format_.get());
    for (const auto& source : sources)
      if (format_.get() == Format::table)
        rows.push_back({source.id, kind_name(source.kind), source.lang,
                        fmt::format("{} min", source.interval_minutes), source.urls.front()});
      else
        listing.add(Json{{"id", source.id},
                         {"name", source.name},
                         {"kind", kind_name(source.kind)},
                         {"lang", source.lang},
                         {"currency", source.currency},
                         {"interval_minutes", source.interval_minutes},
                         {"url", source.urls}});
    if (format_.get() == Format::table) print(format_table(rows));
    listing.end();
    flush_output();
    return ExitCode::ok;
  }

 private:
  FormatOption format_;
};

class SourcesCheckCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("FILE", files_, "Source files (default: all that crawl would use)")
        ->type_name("");
    app.add_option("--on", pages_,
                   "Saved pages (files, folders, WARC) to try the [page] rules on as well")
        ->type_name("PATH");
    app.footer("Reads the files alone; sources try asks the site.");
  }

  ExitCode run(const CommonOptions& common) override {
    std::vector<Source> sources;
    for (const auto& file : files_) sources.push_back(find_source(file, {}));
    if (files_.empty()) sources = load_sources(load_settings(common).sources);
    for (const auto& source : sources) ArticleFilter{source};
    const auto outdated = try_page_rules(site_rules(sources), Messages(common.level()));
    if (outdated == 0) print(count_of(sources.size(), "source") + ": all well\n");
    flush_output();
    return outdated == 0 ? ExitCode::ok : ExitCode::bad_data;
  }

 private:
  // Number of pages of the sources' hosts on which some rule matches nothing.
  std::size_t try_page_rules(const SiteRules& rules, const Messages& messages) const {
    if (pages_.empty()) return 0;
    std::size_t ruled = 0;
    std::size_t outdated = 0;
    read_saved_pages(pages_, rules, [&](PageResult&& page) {
      ruled += page.ruled;
      if (page.outdated.empty()) return;
      ++outdated;
      messages.warn(page.page.doc + ": " + page.outdated);
    });
    if (ruled == 0) {
      messages.warn("none of the pages is of a host that [page] rules are for; see 'hosts'");
      return 1;
    }
    print(
        fmt::format("[page] rules hold on {} of {}\n", ruled - outdated, count_of(ruled, "page")));
    return outdated;
  }

  std::vector<std::string> pages_;
  std::vector<std::string> files_;
};

bool is_address(const std::string& name) {
  return name.starts_with("http://") || name.starts_with("https://");
}

class SourcesTryCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("SOURCE", name_, "Id, source file, or URL of a feed, sitemap or listing")
        ->type_name("")
        ->required();
    app.add_option("--saved", saved_, "Read this saved answer instead of asking the site")
        ->type_name("FILE");
    app.footer("Shows what would be taken and why the rest is left. Nothing is stored.");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    const bool address = is_address(name_);
    auto source = address ? source_at(name_)
                          : find_source(name_, fs::path(name_).extension() == ".toml"
                                                   ? std::vector<Source>{}
                                                   : load_sources(settings.sources));
    if (source.kind == SourceKind::pages) {
      for (const auto& url : source.urls) print("take   " + printable(url) + '\n');
    } else {
      const auto page = saved_.empty() ? fetch(source, settings) : read_saved(source);
      if (address) source.kind = guess_kind(page);
      show(source, read_announcements(source, page));
    }
    flush_output();
    return ExitCode::ok;
  }

 private:
  static Source source_at(const std::string& url) {
    if (!parse_url(url)) throw Error(ExitCode::no_input, url + ": not an http or https URL");
    Source source;
    source.id = source.name = url;
    source.urls = {url};
    return source;
  }

  static std::string first_url(const Source& source) {
    constexpr std::int64_t day = 24 * 3600;
    const std::int64_t now = std::time(nullptr);
    return fill_list_url(source.urls.front(), 1, now - source.json.days * day, now);
  }

  static FetchedPage fetch(const Source& source, const Settings& settings) {
    const auto url = first_url(source);
    auto fetched = Fetcher(fetch_policy(settings.user_agent, "", {}, {}))
                       .fetch(parse_url(url).value(), manners_of(source),
                              [](const Url&) { return Validators{}; });
    if (fetched.result != FetchResult::page)
      throw Error(ExitCode::no_input, url + ": " + fetched.problem);
    return std::move(fetched.page);
  }

  FetchedPage read_saved(const Source& source) const {
    std::error_code none;
    std::ifstream in(saved_, std::ios::binary);
    if (!in || fs::is_directory(saved_, none))
      throw Error(ExitCode::no_input, saved_ + ": cannot be read");
    FetchedPage page;
    page.doc = page.url = first_url(source);
    page.body.assign(std::istreambuf_iterator<char>(in), {});
    return page;
  }

  static bool takes_links(const Source& source) {
    return source.kind == SourceKind::listing || source.kind == SourceKind::site;
  }

  static void show(const Source& source, const Feed& feed) {
    const ArticleFilter filter(source);
    std::unordered_set<std::string> seen;
    std::size_t taken = 0;
    for (const auto& map : feed.sitemaps) print("read   " + printable(map.url) + '\n');
    for (const auto& item : feed.items) {
      const auto found = parse_url(item.url);
      if (!found) continue;
      const auto url = without_tracking(*found);
      auto refusal = filter.refusal(url);
      if (refusal.empty() && takes_links(source)) refusal = trap_of(url);
      if (refusal.empty() && !seen.insert(url.text()).second) refusal = "listed twice";
      taken += refusal.empty();
      print(fmt::format("{}  {}{}\n", refusal.empty() ? "take " : "leave", printable(url.text()),
                        refusal.empty() ? note(item) : "  (" + refusal + ")"));
    }
    if (!feed.problem.empty()) print("problem: " + printable(feed.problem) + '\n');
    print(fmt::format("{} of {} taken\n", taken, count_of(feed.items.size(), "link")));
  }

  static std::string note(const FeedItem& item) {
    const auto& date = item.published.empty() ? item.updated : item.published;
    return (date.empty() ? "" : "  " + date) + (item.content.empty() ? "" : "  with its text") +
           (item.title.empty() ? "" : "  " + printable(item.title));
  }

  std::string name_;
  std::string saved_;
};

}  // namespace

std::unique_ptr<Command> make_sources_list_command() {
  return std::make_unique<SourcesListCommand>();
}
std::unique_ptr<Command> make_sources_check_command() {
  return std::make_unique<SourcesCheckCommand>();
}
std::unique_ptr<Command> make_sources_try_command() {
  return std::make_unique<SourcesTryCommand>();
}

}  // namespace dealgraph
