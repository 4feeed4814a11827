#include "extract/rounds.h"

#include <algorithm>
#include <string_view>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::string_view verbs[] = {" raised ", " raises ",  " raise ",   " raising ",
                                      " closed ", " secured ", " secures ", " completed "};
constexpr std::string_view rounds[] = {"round",     "funding", "financing", "Series ", "capital",
                                       "investors", "equity",  "valuation", "valued"};

bool any_in(std::string_view text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

void remember_round(const Sentence& sentence, const Skeleton& skeleton, Discourse& discourse) {
  const std::string_view text = skeleton.text;
  if (sentence.lang != "en" || !any_in(text, verbs)) return;
  const bool round = any_in(text, rounds);
  const Slot* who = nullptr;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const auto* slot = slot_of(skeleton, decode_at(text, i, size));
    i += size;
    if (!slot) continue;
    if (!slot->parties.empty()) {
      if (who || slot->parties.size() > 1) return;
      who = slot;
    } else if (who && !slot->tokens.empty()) {
      const auto& token = sentence.tokens[static_cast<std::size_t>(slot->tokens.front())];
      if (token.kind != MentionKind::amount || token.role != AmountRole::none) continue;
      // "has raised $2 billion"
      const auto before = text.substr(0, i - size);
      const bool right_behind = before.ends_with(" raised ") || before.ends_with(" raises ");
      if (!any_in(before, verbs) || (!round && !right_behind)) return;
      discourse.payer.clear();
      discourse.payee = who->parties;
      discourse.since_deal = 0;
      discourse.round = token.amount;
      return;
    }
  }
}

}  // namespace dealgraph
