#include "cli/listing.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/output.h"

namespace dealgraph {
namespace {

TEST(JsonListing, IsTheArrayOfItsObjects) {
  const std::vector<Json> all{Json{{"id", 1}, {"deals", Json::array({1, 2})}}, Json{{"id", 2}},
                              Json{{"id", 3}}};
  for (std::size_t count = 0; count <= all.size(); ++count) {
    const std::vector<Json> objects(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    for (const auto format : {Format::json, Format::jsonl}) {
      std::string expected = to_lines(Json(objects)) + '\n';
      if (format == Format::jsonl) {
        expected.clear();
        for (const auto& object : objects) expected += to_line(object) + '\n';
      }
      testing::internal::CaptureStdout();
      JsonListing listing(format);
      for (const auto& object : objects) listing.add(object);
      listing.end();
      flush_output();
      EXPECT_EQ(testing::internal::GetCapturedStdout(), expected) << count;
    }
  }
}

}  // namespace
}  // namespace dealgraph
