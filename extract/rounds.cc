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

constexpr std::string_view sells[] = {" sold ",     " issued ",   " priced ",  " sells ",
                                      " issues ",   " borrowed ", " borrows ", " borrow ",
                                      " marketed ", " sell "};
constexpr std::string_view notes[] = {" bonds", " notes", " debt", " loan", " bond "};

bool any_in(std::string_view text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

constexpr std::string_view zh_verbs[] = {
    "完成", "获得", "进帐", "进账", "筹得", "募得", "筹集", "募集", "融得", "拿下", "敲定",
    "签订", "签署", "签下", "取得", "获",   "统筹", "到手", "入袋", "公告", "接获", "拿到"};
constexpr std::string_view zh_rounds[] = {"融资", "募资", "轮", "增资"};
constexpr std::string_view zh_loans[] = {"联贷", "银团贷款", "联合授信", "联合贷款", "授信案"};

// Of an order whose buyer is not named yet.
constexpr std::string_view zh_orders[] = {"合约", "合同", "订单"};

// 甲宣布完成3億元B輪融資: the next sentences may say who gave it without saying whom.
void remember_chinese(const Sentence& sentence, const Skeleton& skeleton, Discourse& discourse) {
  const std::string_view text = skeleton.text;
  const bool loan = any_in(text, zh_loans);
  const bool order = !loan && any_in(text, zh_orders);
  if (!any_in(text, zh_verbs) || !(loan || order || any_in(text, zh_rounds))) return;
  const Slot* who = nullptr;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    const auto* slot = slot_of(skeleton, c);
    i += size;
    if (!slot) continue;
    if (!slot->parties.empty()) {
      if (c >= mask::other) continue;
      if (who && who->parties != slot->parties) return;
      if (slot->parties.size() > 1) return;
      who = slot;
    } else if (who && !slot->tokens.empty()) {
      const auto& token = sentence.tokens[static_cast<std::size_t>(slot->tokens.front())];
      if (token.kind != MentionKind::amount || token.role != AmountRole::none) continue;
      discourse.payer.clear();
      discourse.payee = who->parties;
      discourse.since_deal = 0;
      discourse.round = token.amount;
      discourse.raised = loan ? DealType::loan : order ? DealType::purchase : DealType::investment;
      return;
    }
  }
}

}  // namespace

void remember_round(const Sentence& sentence, const Skeleton& skeleton, Discourse& discourse) {
  const std::string_view text = skeleton.text;
  if (sentence.lang == "zh") return remember_chinese(sentence, skeleton, discourse);
  const bool loan = any_in(text, notes) && (any_in(text, sells) || any_in(text, verbs));
  if (!loan && !any_in(text, verbs)) return;
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
      if (!loan && (!any_in(before, verbs) || (!round && !right_behind))) return;
      if (loan && !any_in(before, verbs) && !any_in(before, sells)) return;
      discourse.payer.clear();
      discourse.payee = who->parties;
      discourse.since_deal = 0;
      discourse.round = token.amount;
      discourse.raised = loan ? DealType::loan : DealType::investment;
      return;
    }
  }
}

}  // namespace dealgraph
