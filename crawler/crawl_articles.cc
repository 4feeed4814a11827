#include <condition_variable>
#include <ctime>
#include <deque>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "crawler/article_parser.h"
#include "crawler/crawl_context.h"
#include "crawler/json_list.h"
#include "crawler/url_traps.h"
#include "text/zone.h"

namespace dealgraph {
namespace {

constexpr std::size_t refill = 64;

// When a page that failed is worth another try.
std::int64_t next_try(bool passing, int failures) {
  constexpr std::int64_t quarter = std::int64_t{15} * 60, day = std::int64_t{24} * 3600;  // seconds
  if (failures >= (passing ? 6 : 2)) return end_of_time;
  return std::time(nullptr) + (passing ? quarter << 2 * failures : day << failures);
}

class ArticleFetcher {
 public:
  explicit ArticleFetcher(CrawlContext& context)
      : context_(context), page_rules_(site_rules({context.source})) {}
  void run();

 private:
  void work();
  std::optional<WaitingPage> next();
  void refill_queue();
  void finish(const WaitingPage& waiting);
  void fetch_article(const WaitingPage& waiting);
  Fetched obtain(const Url& url, const WaitingPage& waiting);
  bool is_trap(const Url& url);
  void keep(const Url& url, const WaitingPage& waiting, FetchedPage& page, ParsedArticle& parsed,
            const std::vector<WaitingPage>& links);
  void give_up(const WaitingPage& waiting, const Fetched& fetched);

  CrawlContext& context_;
  const SiteRules page_rules_;
  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::deque<WaitingPage> queue_;
  std::unordered_set<std::string> tried_;  // in this run, also those at work
  std::size_t at_work_ = 0;
  std::size_t left_waiting_ = 0;  // of those tried: they failed
  std::size_t taken_ = 0;
  UrlFamilies families_;
  std::exception_ptr failure_;
};

void ArticleFetcher::run() {
  std::vector<std::thread> others;
  for (int i = 1; i < context_.source.connections; ++i) others.emplace_back([this] { work(); });
  work();
  for (auto& thread : others) thread.join();
  if (failure_) std::rethrow_exception(failure_);
}

// What the store throws ends all; the first of it is what the user reads.
void ArticleFetcher::work() try {
  while (const auto waiting = next()) {
    fetch_article(*waiting);
    finish(*waiting);
  }
} catch (...) {
  const std::lock_guard lock(mutex_);
  if (!failure_) failure_ = std::current_exception();
  changed_.notify_all();
}

// Pages that follow links may yet announce more, so their end is waited for.
std::optional<WaitingPage> ArticleFetcher::next() {
  std::unique_lock lock(mutex_);
  const auto enough = static_cast<std::size_t>(context_.source.max_articles);
  while (taken_ < enough && !failure_ && !context_.is_stopped()) {
    if (queue_.empty()) refill_queue();
    if (queue_.empty() && at_work_ == 0) break;
    if (queue_.empty()) {
      changed_.wait(lock);
      continue;
    }
    auto waiting = std::move(queue_.front());
    queue_.pop_front();
    ++taken_;
    ++at_work_;
    return waiting;
  }
  changed_.notify_all();
  return std::nullopt;
}

void ArticleFetcher::refill_queue() {
  for (auto& waiting :
       context_.store.waiting(context_.source.id, refill + at_work_ + left_waiting_))
    if (tried_.insert(waiting.url).second) queue_.push_back(std::move(waiting));
}

void ArticleFetcher::finish(const WaitingPage&) {
  {
    const std::lock_guard lock(mutex_);
    --at_work_;
  }
  changed_.notify_all();
  if (context_.store.tick) context_.store.tick();
}

bool ArticleFetcher::is_trap(const Url& url) {
  const std::lock_guard lock(mutex_);
  return context_.source.kind == SourceKind::site && families_.is_closed(url);
}

Fetched ArticleFetcher::obtain(const Url& url, const WaitingPage& waiting) {
  if (waiting.content.empty()) return context_.fetch(url);
  Fetched fetched;
  fetched.result = FetchResult::page;
  fetched.page =
      page_of_content({waiting.url, waiting.title, waiting.published, "", waiting.content});
  fetched.page.doc = fetched.page.url = waiting.url;
  return fetched;
}

void ArticleFetcher::give_up(const WaitingPage& waiting, const Fetched& fetched) {
  context_.fail(waiting.url, fetched.problem);
  {
    const std::lock_guard lock(mutex_);
    ++left_waiting_;
  }
  // A host left alone, or a run that ends, says nothing of the page.
  if (fetched.host_closed || context_.is_stopped()) return;
  context_.store.postpone(waiting.url, next_try(fetched.passing, waiting.failures),
                          fetched.problem);
}

void ArticleFetcher::fetch_article(const WaitingPage& waiting) {
  const auto url = parse_url(waiting.url);
  if (!url) return context_.store.forget(waiting.url);
  if (is_trap(*url))
    return context_.store.postpone(waiting.url, end_of_time,
                                   "one of many pages without an article");
  auto fetched = obtain(*url, waiting);
  if (fetched.result == FetchResult::unchanged) return context_.store.forget(waiting.url);
  if (fetched.result != FetchResult::page) return give_up(waiting, fetched);
  const auto& source = context_.source;
  PageHints hints{source.lang, source.currency, source.name, &page_rules_};
  hints.want_links = source.kind == SourceKind::site && waiting.depth < source.max_depth;
  auto parsed = parse_html_article(fetched.page, hints);
  if (!parsed.outdated.empty()) context_.count_outdated(std::move(parsed.outdated));
  std::vector<FeedItem> links;
  for (const auto& link : parsed.links) links.push_back({link.text(), "", "", "", ""});
  keep(*url, waiting, fetched.page, parsed, context_.choose(links, waiting.depth + 1));
}

void ArticleFetcher::keep(const Url& url, const WaitingPage& waiting, FetchedPage& page,
                          ParsedArticle& parsed, const std::vector<WaitingPage>& links) {
  {
    const std::lock_guard lock(mutex_);
    families_.learn(url, parsed.found);
  }
  if (!parsed.found) {
    context_.store.keep_page(page, waiting.url, links);
    return context_.store.skip(waiting.url, parsed.problem);
  }
  const auto canonical = parse_url(parsed.article.canonical_url);
  if (canonical && *canonical != url && is_twin(url, *canonical)) {
    if (context_.store.seen(canonical->text())) {
      context_.count_unchanged();
      return context_.store.keep_page(page, waiting.url, links);
    }
    // Stored under the address that its twins share.
    page.url = parsed.article.url = canonical->text();
  }
  auto& published = parsed.article.published;
  published = published.empty() ? waiting.published : with_zone(published, context_.source.zone);
  context_.store.keep(page, std::move(parsed.article), waiting.url, links);
  context_.count_article();
}

}  // namespace

void fetch_waiting(CrawlContext& context) { ArticleFetcher(context).run(); }

}  // namespace dealgraph
