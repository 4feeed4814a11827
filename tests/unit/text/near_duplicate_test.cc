#include "text/near_duplicate.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "core/sketch.h"

namespace dealgraph {
namespace {

// Words that do not repeat, by a fixed seed.
std::vector<std::string> words(std::size_t count, unsigned seed) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    seed = seed * 1664525u + 1013904223u;
    out.push_back("w" + std::to_string(seed >> 8));
  }
  return out;
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += part + ' ';
  return out;
}

// The slow, obvious way: shared runs of four over all runs.
double jaccard(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto runs = [](const std::vector<std::string>& all) {
    std::set<std::vector<std::string>> out;
    for (std::size_t i = 0; i + 4 <= all.size(); ++i)
      out.insert({all.begin() + static_cast<long>(i), all.begin() + static_cast<long>(i) + 4});
    return out;
  };
  const auto left = runs(a), right = runs(b);
  std::size_t both = 0;
  for (const auto& run : left) both += right.contains(run);
  return static_cast<double>(both) / static_cast<double>(left.size() + right.size() - both);
}

TEST(NearDuplicate, EstimatesTheShareOfCommonRuns) {
  for (const std::size_t changed : {0u, 10u, 40u, 120u, 400u}) {
    const auto text = words(400, 7);
    auto copy = text;
    const auto other = words(400, 1000);
    for (std::size_t i = 0; i < changed; ++i) copy[i] = other[i];
    EXPECT_NEAR(sketch_similarity(sketch_of(join(text)), sketch_of(join(copy))),
                jaccard(text, copy), 0.17)
        << changed;
  }
}

TEST(NearDuplicate, SeesThroughScriptWidthAndCase) {
  std::string hant, hans;
  for (int i = 0; i < 30; ++i) {
    hant += "輝達宣布對第" + std::to_string(i) + "家公司投資，ＡＩ晶片。";
    hans += "辉达宣布对第" + std::to_string(i) + "家公司投资 ai 芯片。";
  }
  EXPECT_GT(sketch_similarity(sketch_of(hant), sketch_of(hans)), 0.6);
  EXPECT_EQ(sketch_of(hant), sketch_of(hant + "。"));
}

TEST(NearDuplicate, ShortTextsAreNoCopies) {
  EXPECT_EQ(sketch_of("Acme buys Example for $2 billion."), "");
  EXPECT_EQ(sketch_of(""), "");
  EXPECT_EQ(sketch_similarity("", ""), 0);
}

}  // namespace
}  // namespace dealgraph
