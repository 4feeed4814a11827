#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/config.h"
#include "cli/output.h"
#include "crawler/crawl.h"
#include "db/store.h"
#include "extract/extract.h"

namespace dealgraph {

struct CrawlLimits {
  std::size_t jobs = 8;                      // sources at a time
  std::optional<std::chrono::seconds> time;  // none is begun after that
  std::string proxy;
  bool force = false;     // also pages that failed lately
  bool verbose = false;   // tell of each page that was skipped
  bool progress = false;  // a line on the terminal
};

struct CrawlTotals {
  std::size_t sources = 0;  // crawled
  std::size_t failed_sources = 0;
  CrawlReport pages;     // of all of them
  bool stopped = false;  // by a signal or the time: the rest waits for the next run
};

// Crawls the sources side by side, each host at its own pace, and stores what they give. SIGTERM,
// SIGINT and the time limit end it after the page at work.
CrawlTotals run_crawl(const std::vector<Source>& sources, const Settings& settings,
                      const CrawlLimits& limits, const Extractor& extractor, Store& store,
                      const Messages& messages);

}  // namespace dealgraph
