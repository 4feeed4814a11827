#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/json.h"

namespace dealgraph {

// A figure of `eval --json` that got worse or better, e.g. "languages.en.pairs.f1".
struct Change {
  std::string figure;
  double before = 0;
  std::optional<double> now;  // empty: 0 / 0
};

struct Comparison {
  std::vector<Change> worse;
  std::vector<Change> better;
};

// Compares figures with those that a baseline holds, a full `eval --json` or any part of one; what
// it leaves out is not compared, nor are "rules" and "errors". Throws Error(bad_data) if it is no
// such JSON, names a figure that there is not, or was measured on other articles.
Comparison compare(const Json& figures, const std::filesystem::path& baseline);

// The figures that `--write-baseline` keeps: those that no change of rules should make worse.
Json baseline_of(const Json& figures);

// "languages.en.pairs.f1 fell from 0.9 to 0.85, by 0.05".
std::string describe(const Change& change);

}  // namespace dealgraph
