#include "extract/deal_changes.h"

#include <gtest/gtest.h>

namespace dealgraph {
namespace {

// Sentences are 100 bytes long; deals of one overlap.
DealMention deal(const std::string& payer, const std::string& payee, std::size_t sentence = 0,
                 DealType type = DealType::purchase) {
  DealMention out;
  out.type = type;
  out.payer.id = payer;
  out.payee.id = payee;
  out.sentence = {100 * sentence, 100 * sentence + 100};
  out.span = {100 * sentence + 10, 100 * sentence + 50};
  return out;
}

std::string tell(const std::vector<DealChange>& changes) {
  std::string out;
  const auto name = [](const DealMention* d) {
    return d ? d->payer.id + d->payee.id : std::string("-");
  };
  for (const auto& change : changes)
    out += (out.empty() ? "" : " ") + name(change.before) + ':' + name(change.after);
  return out;
}

TEST(DealChanges, PairWhatBelongsTogether) {
  auto loan = deal("a", "b", 0, DealType::loan);
  auto far = deal("a", "c");
  far.span = {60, 90};
  const struct {
    std::vector<DealMention> before, after;
    const char* told;
  } cases[] = {
      {{}, {}, ""},
      {{deal("a", "b")}, {deal("a", "b")}, ""},
      {{}, {deal("a", "b")}, "-:ab"},
      {{deal("a", "b")}, {}, "ab:-"},
      {{deal("a", "b")}, {loan}, "ab:ab"},
      {{deal("a", "b")}, {deal("b", "a")}, "ab:ba"},
      {{deal("a", "b")}, {deal("a", "c")}, "ab:ac"},
      {{deal("a", "b")}, {deal("c", "d")}, "ab:- -:cd"},
      {{deal("a", "b")}, {far}, "ab:- -:ac"},
      {{deal("a", "b")}, {deal("a", "b", 1)}, "ab:- -:ab"},
      {{deal("a", "b"), deal("a", "c", 1)}, {loan, deal("a", "c", 1)}, "ab:ab"},
      {{deal("a", "b")}, {deal("b", "a"), loan}, "ab:ab -:ba"},
  };
  for (const auto& c : cases) EXPECT_EQ(tell(deal_changes(c.before, c.after)), c.told);
}

TEST(DealChanges, LookAtWhatIsShownNotAtTheRule) {
  auto other = deal("a", "b");
  other.rule = "other";
  other.confidence = 0.5;
  EXPECT_TRUE(alike(deal("a", "b"), other));
  other.status = Status::planned;
  EXPECT_FALSE(alike(deal("a", "b"), other));
}

}  // namespace
}  // namespace dealgraph
