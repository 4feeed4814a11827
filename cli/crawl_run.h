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
  std::size_t jobs = 8;                      // sites at a time
  std::optional<std::chrono::seconds> time;  // none is begun after that
  std::string proxy;
};

struct CrawlTotals {
  std::size_t sources = 0;  // crawled
  std::size_t failed_sources = 0;
  CrawlReport pages;     // of all of them
  bool stopped = false;  // by a signal or the time: the rest waits for the next run
};

// Crawls the sources, those of one site one after the other and different sites side by side, and
// stores what they give. SIGTERM, SIGINT and the time limit end it after the page at work.
CrawlTotals run_crawl(const std::vector<Source>& sources, const Settings& settings,
                      const CrawlLimits& limits, const Extractor& extractor, Store& store,
                      const Messages& messages);

}  // namespace dealgraph
