#pragma once
#include <string>
#include <vector>

#include "bench/rule_set.h"
#include "core/article.h"
#include "extract/extract.h"

namespace dealgraph::bench {

struct StepTime {
  std::string name;
  double seconds = 0;     // processor time of the fastest round
  std::size_t found = 0;  // so that a step that finds nothing is noticed
  bool in_sum = true;     // false: holds, or is held by, another step
};

// Times the steps of the extraction one by one over all articles. `only`: part of the name of those
// to run, "" for all.
std::vector<StepTime> time_steps(const std::vector<Article>& articles, const RuleSet& rules,
                                 const Extractor& extractor, int rounds, const std::string& only);

}  // namespace dealgraph::bench
