#include "extract/inflection.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dealgraph {
namespace {

TEST(Inflect, MakesTheFormsOfAVerb) {
  const struct {
    const char* entry;
    std::vector<std::string> all;
    std::string participle;
  } cases[] = {
      {"invest", {"invest", "invests", "investing", "invested"}, "invested"},
      {"lease", {"lease", "leases", "leasing", "leased"}, "leased"},
      {"supply", {"supply", "supplies", "supplying", "supplied"}, "supplied"},
      {"buy bought", {"buy", "buys", "buying", "bought"}, "bought"},
      {"take took taken", {"take", "takes", "taking", "took", "taken"}, "taken"},
      {"plan planned planning", {"plan", "plans", "planning", "planned"}, "planned"},
      {"take+over took taken",
       {"take over", "takes over", "taking over", "took over", "taken over"},
       "taken over"},
      {"in-license", {"in-license", "in-licenses", "in-licensing", "in-licensed"}, "in-licensed"},
      {"furnish", {"furnish", "furnishes", "furnishing", "furnished"}, "furnished"},
  };
  for (const auto& c : cases) {
    const auto forms = inflect(c.entry);
    EXPECT_EQ(forms.all, c.all) << c.entry;
    EXPECT_EQ(forms.participles, std::vector<std::string>{c.participle}) << c.entry;
  }
  EXPECT_TRUE(inflect("").all.empty());
}

}  // namespace
}  // namespace dealgraph
