#include "cli/parallel.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace dealgraph {
namespace {

TEST(Parallel, CallsEachOnce) {
  for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
    std::vector<int> calls(count);
    in_parallel(count, [&](std::size_t i) { ++calls[i]; });
    EXPECT_EQ(calls, std::vector<int>(count, 1)) << count;
  }
}

TEST(Parallel, ThrowsWhatTheWorkThrows) {
  EXPECT_THROW(in_parallel(100,
                           [](std::size_t i) {
                             if (i == 50) throw std::runtime_error("50");
                           }),
               std::runtime_error);
}

}  // namespace
}  // namespace dealgraph
