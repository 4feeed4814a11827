#include "extract/double_array.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace dealgraph {
namespace {

TEST(DoubleArray, AgreesWithAMap) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::map<std::string, std::int32_t> keys;
    const int count = static_cast<int>(random() % 200);
    for (int i = 0; i < count; ++i) {
      std::string key;
      for (std::size_t n = 1 + random() % 5; n > 0; --n) key += "ab\xE8\xBE\x89\xFF"[random() % 6];
      keys.emplace(key, i);
    }
    const DoubleArray trie({keys.begin(), keys.end()});
    for (int i = 0; i < 200; ++i) {
      std::string text;
      for (std::size_t n = random() % 8; n > 0; --n) text += "ab\xE8\xBE\x89\xFF"[random() % 6];
      std::map<std::size_t, std::int32_t> expected;
      for (std::size_t n = 1; n <= text.size(); ++n)
        if (const auto key = keys.find(text.substr(0, n)); key != keys.end())
          expected[n] = key->second;
      std::map<std::size_t, std::int32_t> got;
      trie.prefixes(text, 0, [&](std::size_t n, std::int32_t value) { got[n] = value; });
      EXPECT_EQ(got, expected) << text;
    }
  }
}

TEST(DoubleArray, AnEmptyOneFindsNothing) {
  DoubleArray().prefixes("abc", 0, [](std::size_t, std::int32_t) { FAIL(); });
}

}  // namespace
}  // namespace dealgraph
