#include "crawler/crawl.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <latch>
#include <map>
#include <mutex>
#include <thread>

#include "crawler/fetcher.h"
#include "crawler/links.h"
#include "test_server.h"

namespace dealgraph {
namespace {

using std::chrono::milliseconds;
using Targets = std::vector<std::string>;

std::string article(const std::string& title) {
  std::string body = "<html lang=en><head><title>" + title + "</title></head><body><article><h1>" +
                     title + "</h1>";
  for (int i = 0; i < 5; ++i)
    body += "<p>" + title +
            ": Acme Corporation said on Monday that it agreed to invest two "
            "billion dollars in Example Industries, the company announced in a statement, part " +
            std::to_string(i) + ".</p>";
  return ok(body + "</article></body></html>", "Content-Type: text/html; charset=utf-8\r\n");
}

std::string item(const std::string& url, int day) {
  return "<item><link>" + url + "</link><pubDate>0" + std::to_string(day) +
         " Aug 2026 00:00:00 GMT</pubDate></item>";
}

std::string rss(const std::string& items, const std::string& headers = "") {
  return ok("<rss><channel>" + items + "</channel></rss>", headers);
}

// What a real store does, in memory.
struct Notebook {
  std::map<std::string, SeenPage> known;
  Targets kept;
  std::map<std::string, std::string> published;
  std::map<std::string, std::string> skipped;
  std::map<std::string, std::int64_t> postponed;  // by path: not before
  std::vector<FetchedPage> listings;
  std::vector<WaitingPage> frontier;  // in the order of their announcement
  HostMemory memory;
  std::function<bool()> stopped;
  std::mutex mutex;

  static std::string path(const std::string& url) { return url.substr(url.find('/', 8)); }
  bool waits(const std::string& url) const {
    return std::ranges::any_of(frontier, [&](const auto& page) { return page.url == url; });
  }
  void end_waiting(const std::string& url) {
    std::erase_if(frontier, [&](const auto& page) { return page.url == url; });
  }
  Announced announce(const std::vector<WaitingPage>& pages, const FetchedPage* listing) {
    Announced out;
    for (const auto& page : pages)
      if (known.contains(page.url))
        ++out.stored;
      else if (!waits(page.url) && ++out.added)
        frontier.push_back(page);
    if (listing) {
      listings.push_back(*listing);
      known[listing->url] = {listing->etag, listing->last_modified};
    }
    return out;
  }
  std::vector<WaitingPage> waiting(std::size_t limit) const {
    auto pages = frontier;
    std::erase_if(pages, [this](const auto& page) {
      const auto until = postponed.find(path(page.url));
      return until != postponed.end() && until->second > std::time(nullptr);
    });
    std::stable_sort(pages.begin(), pages.end(), [](const auto& a, const auto& b) {
      return a.published_at != b.published_at ? a.published_at > b.published_at : a.depth < b.depth;
    });
    pages.resize(std::min(limit, pages.size()));
    return pages;
  }
  void keep(const FetchedPage& page, const Article& article, const std::string& from) {
    kept.push_back(path(page.url));
    published[kept.back()] = article.published;
    known[page.doc] = known[page.url] = {page.etag, page.last_modified};
    end_waiting(from);
  }

  CrawlStore store() {
    CrawlStore out;
    out.seen = [this](const std::string& url) -> std::optional<SeenPage> {
      const std::lock_guard lock(mutex);
      const auto found = known.find(url);
      if (found == known.end()) return std::nullopt;
      return found->second;
    };
    out.announce = [this](const auto& pages, const auto* listing) {
      const std::lock_guard lock(mutex);
      return announce(pages, listing);
    };
    out.waiting = [this](const std::string&, std::size_t limit) {
      const std::lock_guard lock(mutex);
      return waiting(limit);
    };
    out.keep = [this](const FetchedPage& page, Article&& article, const std::string& from,
                      const std::vector<WaitingPage>& links) {
      const std::lock_guard lock(mutex);
      announce(links, nullptr);
      keep(page, article, from);
    };
    out.keep_page = [this](const FetchedPage& page, const std::string& from,
                           const std::vector<WaitingPage>& links) {
      const std::lock_guard lock(mutex);
      announce(links, nullptr);
      known[page.doc] = known[page.url] = {page.etag, page.last_modified};
      end_waiting(from);
    };
    out.forget = [this](const std::string& from) {
      const std::lock_guard lock(mutex);
      end_waiting(from);
    };
    out.postpone = [this](const std::string& from, std::int64_t not_before, const std::string&) {
      const std::lock_guard lock(mutex);
      postponed[path(from)] = not_before;
    };
    out.skip = [this](const std::string& url, const std::string& problem) {
      const std::lock_guard lock(mutex);
      skipped[path(url)] = problem;
    };
    out.stopped = stopped;
    return out;
  }
};

Source source_of(std::vector<std::string> urls, SourceKind kind = SourceKind::feed) {
  Source source;
  source.id = "test";
  source.kind = kind;
  source.urls = std::move(urls);
  source.delay_ms = 0;
  source.allow_private = true;
  return source;
}

CrawlReport run(const Source& source, Notebook& notebook) {
  Fetcher fetcher(fetch_policy("dealgraph/1 (test)", "", notebook.stopped, notebook.memory));
  return crawl(source, fetcher, notebook.store());
}

TEST(Crawl, ReadsAFeedNewestFirst) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/feed")
      return rss(item("/old", 1) + item("/new?utm_source=rss", 3) + item("/mid", 2) +
                 item("/mid#again", 2) + item("https://elsewhere.example/x", 4));
    return article("About " + target);
  });
  Notebook notebook;
  const auto report = run(source_of({server.url("/feed")}), notebook);
  EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/feed", "/new", "/mid", "/old"}));
  EXPECT_EQ(notebook.kept, (Targets{"/new", "/mid", "/old"}));
  EXPECT_EQ(notebook.published["/new"], "2026-08-03T00:00:00Z");
  EXPECT_EQ(report.error, "");
  EXPECT_EQ(report.fetched, 4u);
  EXPECT_EQ(report.articles, 3u);
}

TEST(Crawl, FetchesOnlyWhatIsNew) {
  bool more = false;
  TestServer server([&more](auto& target, auto& head) {
    if (target == "/robots.txt") return not_found();
    if (target != "/feed") return article("About " + target);
    if (!more && head.find("If-None-Match: \"1\"") != std::string::npos)
      return respond("304 Not Modified", "", "");
    return more ? rss(item("/b", 2) + item("/a", 1)) : rss(item("/a", 1), "ETag: \"1\"\r\n");
  });
  Notebook notebook;
  const auto source = source_of({server.url("/feed")});
  run(source, notebook);
  const auto second = run(source, notebook);
  EXPECT_EQ(second.fetched, 0u);
  EXPECT_EQ(second.unchanged, 1u);
  EXPECT_EQ(second.error, "");
  more = true;
  const auto third = run(source, notebook);
  EXPECT_EQ(third.articles, 1u);
  EXPECT_EQ(notebook.kept, (Targets{"/a", "/b"}));
}

TEST(Crawl, APageWithoutAnArticleIsFetchedOnce) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/feed") return rss(item("/empty", 1));
    return respond("200 OK", "Content-Type: text/html\r\n", "<html><body></body></html>");
  });
  Notebook notebook;
  const auto source = source_of({server.url("/feed")});
  run(source, notebook);
  EXPECT_EQ(notebook.skipped.count("/empty"), 1u);
  EXPECT_EQ(run(source, notebook).fetched, 1u);  // the feed alone
}

// What was announced waits, so the listing may answer 304 next time.
TEST(Crawl, TriesAgainWhatFailed) {
  bool busy = true;
  TestServer server([&busy](auto& target, auto& head) {
    if (target == "/robots.txt") return not_found();
    if (target == "/feed" && head.find("If-None-Match") != std::string::npos)
      return respond("304 Not Modified", "", "");
    if (target == "/feed")
      return rss(item("/a", 3) + item("/b", 2) + item("/c", 1), "ETag: \"1\"\r\n");
    if (target == "/c") return not_found();
    return busy && target == "/b" ? respond("500 Oops", "", "") : article("About " + target);
  });
  Notebook notebook;
  const auto source = source_of({server.url("/feed")});
  EXPECT_EQ(run(source, notebook).failed, 2u);
  EXPECT_EQ(notebook.skipped["/b"], "HTTP 500");
  EXPECT_NEAR(static_cast<double>(notebook.postponed["/b"] - std::time(nullptr)), 15 * 60, 2);
  EXPECT_NEAR(static_cast<double>(notebook.postponed["/c"] - std::time(nullptr)), 24 * 3600, 2);
  busy = false;
  EXPECT_EQ(run(source, notebook).articles, 0u) << "not yet";
  notebook.postponed["/b"] = 0;
  EXPECT_EQ(run(source, notebook).articles, 1u);
  EXPECT_EQ(notebook.kept, (Targets{"/a", "/b"}));
  EXPECT_EQ(notebook.listings.size(), 1u);
}

TEST(Crawl, LeavesTheRestForLaterRuns) {
  TestServer server([](auto& target, auto& head) {
    if (target == "/robots.txt") return not_found();
    if (target == "/feed" && head.find("If-None-Match") != std::string::npos)
      return respond("304 Not Modified", "", "");
    if (target == "/feed") return rss(item("/a", 2) + item("/b", 1), "ETag: \"1\"\r\n");
    return article("About " + target);
  });
  Notebook notebook;
  auto source = source_of({server.url("/feed")});
  source.max_articles = 1;
  EXPECT_EQ(run(source, notebook).articles, 1u);
  EXPECT_EQ(run(source, notebook).articles, 1u);
  EXPECT_EQ(notebook.kept, (Targets{"/a", "/b"}));
}

TEST(Crawl, ObeysRobots) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt")
      return ok("User-agent: *\nDisallow: /\n\nUser-agent: DealGraph\nDisallow: /private\n");
    if (target == "/feed") return rss(item("/private/1", 3) + item("/moved", 2) + item("/a", 1));
    return target == "/moved" ? redirect_to("/private/2") : article("About " + target);
  });
  Notebook notebook;
  const auto report = run(source_of({server.url("/feed")}), notebook);
  EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/feed", "/moved", "/a"}));
  EXPECT_EQ(report.disallowed, 2u);
  EXPECT_EQ(report.articles, 1u);
  EXPECT_EQ(notebook.skipped["/private/1"], "disallowed by " + server.url("/robots.txt"));
}

TEST(Crawl, UnreachableRobotsForbidAll) {
  for (const std::string& answer :
       {respond("503 Down", "", ""), respond("500 Oops", "", ""),
        std::string("HTTP/1.1 200 OK\r\n"), redirect_to("file:///etc/passwd"),
        respond("429 Slow", "", "")}) {
    TestServer server(
        [&](auto& target, auto&) { return target == "/robots.txt" ? answer : rss(item("/a", 1)); });
    Notebook notebook;
    const auto report = run(source_of({server.url("/feed")}), notebook);
    EXPECT_EQ(server.targets(), Targets{"/robots.txt"}) << answer;
    EXPECT_NE(report.error, "") << answer;
  }
}

TEST(Crawl, ChecksRobotsOfEveryHostARedirectLeadsTo) {
  TestServer other([](auto& target, auto&) {
    return target == "/robots.txt" ? ok("User-agent: *\nDisallow: /no\n")
                                   : article("Moved to " + target);
  });
  TestServer server([&](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/feed") return rss(item("/1", 2) + item("/2", 1));
    return redirect_to(other.url(target == "/1" ? "/yes" : "/no"));
  });
  Notebook notebook;
  const auto report = run(source_of({server.url("/feed")}), notebook);
  EXPECT_EQ(other.targets(), (Targets{"/robots.txt", "/yes"}));
  EXPECT_EQ(report.articles, 1u);
  EXPECT_EQ(report.disallowed, 1u);
}

TEST(Crawl, StopsAfterFiveRedirects) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/loop") return redirect_to("/loop");
    const int hop = std::stoi(target.substr(1));
    return hop == 0 ? article("The end") : redirect_to("/" + std::to_string(hop - 1));
  });
  Notebook notebook;
  const auto source =
      source_of({server.url("/5"), server.url("/6"), server.url("/loop")}, SourceKind::pages);
  const auto report = run(source, notebook);
  EXPECT_EQ(notebook.kept, Targets{"/0"});
  EXPECT_EQ(notebook.skipped["/6"], "more than 5 redirects");
  EXPECT_EQ(notebook.skipped["/loop"], "more than 5 redirects");
  EXPECT_EQ(std::ranges::count(server.targets(), "/loop"), 6);
  EXPECT_EQ(report.failed, 2u);
}

TEST(Crawl, ReachesNoPrivateAddressUnlessAllowed) {
  TestServer server([](auto&, auto&) { return article("secret"); });
  auto source = source_of({server.url("/a")}, SourceKind::pages);
  source.allow_private = false;
  Notebook notebook;
  const auto report = run(source, notebook);
  EXPECT_TRUE(server.targets().empty());
  EXPECT_NE(report.error.find("blocked address 127.0.0.1"), std::string::npos) << report.error;
}

TEST(Crawl, WaitsBetweenRequests) {
  struct Case {
    int delay_ms;
    const char* robots;
    milliseconds least;
  };
  for (const auto& [delay, robots, least] :
       {Case{120, "", milliseconds(120)},
        Case{10, "User-agent: *\nCrawl-delay: 0.15\n", milliseconds(150)},
        Case{120, "User-agent: *\nCrawl-delay: 0.01\n", milliseconds(120)}}) {
    TestServer server([text = robots](auto& target, auto&) {
      if (target == "/robots.txt") return ok(text);
      return target == "/feed" ? rss(item("/a", 1) + item("/b", 2)) : article("About " + target);
    });
    auto source = source_of({server.url("/feed")});
    source.delay_ms = delay;
    Notebook notebook;
    run(source, notebook);
    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 4u);
    for (std::size_t i = 1; i < requests.size(); ++i)
      EXPECT_GE(requests[i].at - requests[i - 1].at, least) << robots << requests[i].target;
  }
}

TEST(Crawl, WaitsAsLongAsRetryAfterSays) {
  int asked = 0;
  TestServer server([&asked](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (asked++ == 0) return respond("429 Too Many Requests", "Retry-After: 1\r\n", "");
    return article("About " + target);
  });
  Notebook notebook;
  const auto report = run(source_of({server.url("/a")}, SourceKind::pages), notebook);
  EXPECT_EQ(report.articles, 1u);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_GE(requests[2].at - requests[1].at, milliseconds(1000));
}

TEST(Crawl, LeavesAHostAloneThatAsksForMore) {
  for (const std::string& answer :
       {respond("429 Too Many Requests", "Retry-After: 3600\r\n", ""),
        respond("503 Down", "Retry-After: 3600\r\n", ""), respond("429 Too Many", "", "")}) {
    TestServer server([&](auto& target, auto&) {
      if (target == "/robots.txt") return not_found();
      return target == "/feed" ? rss(item("/b", 2) + item("/a", 1)) : answer;
    });
    Notebook notebook;
    const auto report = run(source_of({server.url("/feed")}), notebook);
    EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/feed", "/b"})) << answer;
    EXPECT_EQ(report.failed, 2u) << answer;
    EXPECT_EQ(notebook.frontier.size(), 2u) << answer;
  }
  TestServer slow([](auto& target, auto&) {
    return target == "/robots.txt" ? ok("User-agent: *\nCrawl-delay: 3600\n") : not_found();
  });
  Notebook notebook;
  const auto report = run(source_of({slow.url("/feed")}), notebook);
  EXPECT_EQ(slow.targets(), Targets{"/robots.txt"});
  EXPECT_NE(report.error.find("asks for a Crawl-delay of 3600 s"), std::string::npos)
      << report.error;
}

TEST(Crawl, LeavesAHostAloneInLaterRunsToo) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    return respond("429 Too Many Requests", "Retry-After: 3600\r\n", "");
  });
  std::map<std::string, HostRecord> records;
  Notebook notebook;
  notebook.memory.recall = [&](const std::string& host) { return records[host]; };
  notebook.memory.keep = [&](const std::string& host, const HostRecord& record) {
    records[host] = record;
  };
  const auto source = source_of({server.url("/feed")});
  const auto before = std::time(nullptr);
  run(source, notebook);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_GE(records.begin()->second.not_before, before + 3600);
  const auto asked = server.targets().size();
  const auto report = run(source, notebook);
  EXPECT_EQ(server.targets().size(), asked);
  EXPECT_NE(report.error.find("left alone for"), std::string::npos) << report.error;

  records.begin()->second.not_before = 0;
  run(source, notebook);
  EXPECT_GT(server.targets().size(), asked);
  EXPECT_EQ(records.begin()->second.failures, 2);
}

TEST(Crawl, GivesUpAHostThatDoesNotAnswer) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    std::string items;
    for (int i = 1; i < 9; ++i) items += item("/" + std::to_string(i), i);
    return target == "/feed" ? rss(items) : std::string();
  });
  HostRecord kept;
  Notebook notebook;
  notebook.memory.keep = [&](const std::string&, const HostRecord& record) { kept = record; };
  run(source_of({server.url("/feed")}), notebook);
  EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/feed", "/8", "/7", "/6"}));
  EXPECT_EQ(kept.failures, 1);
  EXPECT_GE(kept.not_before, std::time(nullptr) + 200);
}

TEST(Crawl, TurnsThePagesOfAnApi) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    const auto page = target[std::string_view("/api?page=").size()];
    std::string text;
    for (int i = 0; i < 5; ++i)
      text +=
          "<p>Acme Corporation said on Monday that it agreed to invest two billion dollars in "
          "Example Industries, the company announced in a statement.</p>";
    const auto item =
        std::string("{\"id\":") + page + ",\"title\":\"About it\",\"text\":\"" + text + "\"}";
    return ok(page < '4' ? "{\"data\":[" + item + "]}" : "{\"data\":[]}",
              "Content-Type: application/json\r\n");
  });
  Notebook notebook;
  auto source = source_of({server.url("/api?page={page}")}, SourceKind::json);
  source.json.items = "data";
  source.json.link = "/news/{id}";
  source.json.title = "title";
  source.json.content = "text";
  source.json.max_pages = 9;
  EXPECT_EQ(run(source, notebook).articles, 3u);
  EXPECT_EQ(notebook.kept, (Targets{"/news/1", "/news/2", "/news/3"}));
  EXPECT_EQ(server.targets(),
            (Targets{"/robots.txt", "/api?page=1", "/api?page=2", "/api?page=3", "/api?page=4"}));
  const auto again = run(source, notebook);
  EXPECT_EQ(again.articles, 0u);
  EXPECT_EQ(again.error, "");
  EXPECT_EQ(server.targets().size(), 7u) << "a page that tells nothing new is the last";
}

TEST(Crawl, StoresTwinsOnce) {
  std::string origin;
  TestServer server([&](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/feed") return rss(item("/amp/story", 2) + item("/story?from=app", 1));
    auto page = article("About it");
    const std::string link = "<link rel=canonical href=\"" + origin + "/story\">";
    const auto body = page.substr(page.find("<html"));
    return ok("<html><head>" + link + body.substr(body.find("<title")),
              "Content-Type: text/html; charset=utf-8\r\n");
  });
  origin = server.url("");
  Notebook notebook;
  const auto report = run(source_of({server.url("/feed")}), notebook);
  EXPECT_EQ(notebook.kept, Targets{"/story"});
  EXPECT_EQ(report.unchanged, 1u);
}

TEST(Crawl, StopsWhenTold) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    return target == "/feed" ? rss(item("/a", 3) + item("/b", 2) + item("/c", 1), "ETag: \"1\"\r\n")
                             : article("About " + target);
  });
  Notebook notebook;
  notebook.stopped = [&] { return notebook.kept.size() == 1; };
  const auto report = run(source_of({server.url("/feed")}), notebook);
  EXPECT_EQ(notebook.kept, Targets{"/a"});
  EXPECT_EQ(report.error, "");
  EXPECT_EQ(report.failed, 0u);
  EXPECT_EQ(notebook.frontier.size(), 2u) << "the rest waits";
}

TEST(Crawl, WalksASitemapIndex) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/index")
      return ok(
          "<sitemapindex><sitemap><loc>/s1</loc><lastmod>2026-08-01</lastmod></sitemap>"
          "<sitemap><loc>/s2</loc><lastmod>2026-08-05</lastmod></sitemap>"
          "<sitemap><loc>/index</loc></sitemap></sitemapindex>");
    if (target == "/s1") return ok("<urlset><url><loc>/old</loc></url></urlset>");
    if (target == "/s2") return ok("<urlset><url><loc>/new</loc></url></urlset>");
    return article("About " + target);
  });
  Notebook notebook;
  auto source = source_of({server.url("/index")}, SourceKind::sitemap);
  run(source, notebook);
  EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/index", "/s2", "/s1", "/new", "/old"}));
  // A run that has enough does not open the older sitemaps.
  source.max_articles = 1;
  Notebook second;
  run(source, second);
  EXPECT_EQ(second.kept, Targets{"/new"});
  EXPECT_EQ(std::ranges::count(server.targets(), "/s1"), 1);
}

TEST(Crawl, FollowsTheLinksOfAListing) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/list/")
      return ok(
          "<html><base href='/news/'><a href='id/1'>1</a><a href='id/2?fbclid=x'>2</a>"
          "<a href='/about'>x</a><a href='id/3/print'>3</a><a href='javascript:x()'>4</a>"
          "<a href='file:///etc/passwd'>5</a><a href='id/1#c'>6</a></html>",
          "Content-Type: text/html\r\n");
    return article("About " + target);
  });
  auto source = source_of({server.url("/list/")}, SourceKind::listing);
  source.allow = {"/news/id/\\d+"};
  source.deny = {"print"};
  Notebook notebook;
  run(source, notebook);
  EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/list/", "/news/id/1", "/news/id/2"}));
}

std::string page_of_links(const Targets& links) {
  std::string body;
  for (const auto& link : links) body += "<a href='" + link + "'>x</a>";
  return ok("<html><body>" + body + "</body></html>", "Content-Type: text/html\r\n");
}

TEST(Crawl, WalksASiteToItsDepth) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/")
      return page_of_links({"/a/", "/story", "/photo.jpg", "//elsewhere.example/"});
    if (target == "/a/") return page_of_links({"/", "/a/b/", "/story"});
    if (target == "/a/b/") return page_of_links({"/a/b/c"});
    return article("About " + target);
  });
  auto source = source_of({server.url("/")}, SourceKind::site);
  source.deny = {"\\.jpg$"};
  source.max_depth = 2;
  Notebook notebook;
  EXPECT_EQ(run(source, notebook).error, "");
  EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/", "/a/", "/story", "/a/b/"}));
  EXPECT_EQ(notebook.kept, Targets{"/story"});
  run(source, notebook);
  EXPECT_EQ(server.targets().size(), 7u) << "robots.txt and where it begins, for what is new";
}

TEST(Crawl, LeavesFamiliesWithoutArticles) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/") return page_of_links({"/calendar/1", "/a/a/a/b", "/story"});
    if (!target.starts_with("/calendar/")) return article("About " + target);
    const int day = std::stoi(target.substr(10));
    return page_of_links(
        {"/calendar/" + std::to_string(day + 1), "/calendar/" + std::to_string(day + 1000)});
  });
  auto source = source_of({server.url("/")}, SourceKind::site);
  source.max_depth = 20;
  source.max_articles = 10'000;
  Notebook notebook;
  run(source, notebook);
  EXPECT_EQ(notebook.kept, Targets{"/story"});
  EXPECT_EQ(server.targets().size(), 103u) << "robots.txt, /, /story and 100 of the calendar";
}

TEST(Crawl, AsksOverSeveralConnections) {
  std::atomic<int> asked{0};
  TestServer server([&](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    ++asked;
    std::string items;
    for (int i = 1; i < 10; ++i) items += item("/" + std::to_string(i), i);
    return target == "/feed" ? rss(items) : article("About " + target);
  });
  auto source = source_of({server.url("/feed")});
  source.connections = 4;
  Notebook notebook;
  EXPECT_EQ(run(source, notebook).articles, 9u);
  EXPECT_EQ(asked, 10);
  EXPECT_EQ(notebook.kept.size(), 9u);
}

TEST(Crawl, RemembersRobotsForADay) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return ok("User-agent: *\nDisallow: /private\n");
    if (target == "/feed") return rss(item("/private/1", 1));
    return article("About " + target);
  });
  std::map<std::string, RobotsFile> files;
  Notebook notebook;
  notebook.memory.keep_robots = [&](const auto& origin, const auto& file) { files[origin] = file; };
  notebook.memory.recall_robots = [&](const auto& origin) -> std::optional<RobotsFile> {
    if (!files.contains(origin)) return std::nullopt;
    return files[origin];
  };
  const auto source = source_of({server.url("/feed")});
  run(source, notebook);
  ASSERT_EQ(files.size(), 1u);
  notebook.postponed.clear();
  EXPECT_EQ(run(source, notebook).disallowed, 1u);
  EXPECT_EQ(server.targets(), (Targets{"/robots.txt", "/feed", "/feed"}));
  files.begin()->second.fetched_at -= 24 * 3600;
  run(source, notebook);
  EXPECT_EQ(std::ranges::count(server.targets(), "/robots.txt"), 2);
}

// Two sources whose articles lie on one host take turns, and neither presses it.
TEST(Crawl, SourcesShareTheirHostsPace) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/a") return rss(item("/a1", 3) + item("/a2", 2) + item("/a3", 1));
    if (target == "/b") return rss(item("/b1", 3) + item("/b2", 2) + item("/b3", 1));
    return article("About " + target);
  });
  Notebook notebook;
  Fetcher fetcher(fetch_policy("dealgraph/1 (test)", "", {}, {}));
  auto first = source_of({server.url("/a")}), second = source_of({server.url("/b")});
  first.id = "a", second.id = "b";
  first.delay_ms = second.delay_ms = 60;
  Notebook other;
  std::latch ready(2);
  std::thread side([&] {
    ready.arrive_and_wait();
    crawl(second, fetcher, other.store());
  });
  ready.arrive_and_wait();
  crawl(first, fetcher, notebook.store());
  side.join();
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 9u);
  for (std::size_t i = 1; i < requests.size(); ++i)
    EXPECT_GE(requests[i].at - requests[i - 1].at, milliseconds(60)) << requests[i].target;
  for (std::size_t i = 2; i < requests.size(); ++i)
    EXPECT_FALSE(requests[i].target[1] == requests[i - 1].target[1] &&
                 requests[i].target[1] == requests[i - 2].target[1])
        << "three in a row for one source";
}

TEST(Crawl, ReadsTimesInTheSourcesZone) {
  TestServer server([](auto& target, auto&) {
    if (target == "/robots.txt") return not_found();
    if (target == "/feed") return rss(item("/a", 1));
    auto page = article("About it");
    return ok("<html><meta property='article:published_time' content='2026-11-27T09:30:00'>" +
                  page.substr(page.find("<head")),
              "Content-Type: text/html; charset=utf-8\r\n");
  });
  auto source = source_of({server.url("/feed")});
  source.zone = "Asia/Taipei";
  Notebook notebook;
  run(source, notebook);
  EXPECT_EQ(notebook.published["/a"], "2026-11-27T09:30:00+08:00");
}

TEST(Crawl, TellsWhyASourceFails) {
  TestServer server([](auto& target, auto&) {
    if (target == "/off-site") return rss(item("https://elsewhere.example/x", 4));
    if (target == "/broken") return ok("oops");
    if (target == "/good") return rss("");
    return not_found();
  });
  struct Case {
    std::vector<std::string> targets;
    std::string error;
  };
  for (const auto& [targets, error] : {
           Case{{"/none"}, server.url("/none") + ": HTTP 404"},
           Case{{"/off-site"},
                "none of the 1 links belongs to the source; set 'allow' to the URLs "
                "of its articles"},
           Case{{"/none", "/good"}, ""},
           Case{{"/good"}, ""},
       }) {
    auto source = source_of({});
    for (const auto& target : targets) source.urls.push_back(server.url(target));
    Notebook notebook;
    EXPECT_EQ(run(source, notebook).error, error) << targets[0];
  }
  Notebook notebook;
  const auto broken = run(source_of({server.url("/broken")}), notebook).error;
  EXPECT_NE(broken.find("/broken: broken XML"), std::string::npos) << broken;
}

TEST(ArticleFilter, DenyWinsAndAllowReplacesTheOwnSite) {
  Source source;
  source.urls = {"https://www.example.com/feed"};
  EXPECT_TRUE(ArticleFilter(source).accepts(parse_url("https://news.example.com/a").value()));
  EXPECT_FALSE(ArticleFilter(source).accepts(parse_url("https://other.example/a").value()));
  source.allow = {"^https://other\\.example/"};
  source.deny = {"/video/"};
  EXPECT_TRUE(ArticleFilter(source).accepts(parse_url("https://other.example/a").value()));
  EXPECT_FALSE(ArticleFilter(source).accepts(parse_url("https://other.example/video/a").value()));
  EXPECT_FALSE(ArticleFilter(source).accepts(parse_url("https://www.example.com/a").value()));
}

}  // namespace
}  // namespace dealgraph
