#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "db/store.h"

namespace dealgraph {

struct ReportData {
  std::string title;
  std::string made_at;  // UTC, for people
  std::vector<CycleRow> cycles;
  std::vector<DealRow> deals;
  std::function<std::vector<EvidenceRow>(std::int64_t deal)> evidence;
  std::function<std::vector<std::string>(const std::string& party)> aliases;
  bool explorer = true;  // a graph of all deals at the end, half a megabyte of script
};

// One self-contained HTML document that loads nothing: circular deals as rings with their evidence,
// a table of deals, a table of parties, and a graph of all deals to explore. But for the graph it
// is readable without its scripts, which only sort and filter. Whatever an article holds stays
// text. `nonce` must be unguessable: the scripts and styles of the page carry it, and nothing else
// may run (Content Security Policy, level 3).
std::string report_page(const ReportData& data, const std::string& nonce);

}  // namespace dealgraph
