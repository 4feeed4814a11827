#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/deal.h"
#include "extract/lexicon.h"
#include "text/pattern.h"

namespace dealgraph {

// Reads the status of a deal, and the reasons to drop it, from the words around it.
class StatusReader {
 public:
  explicit StatusReader(const Lexicon& lexicon);

  // `clauses`: the clauses of the match; `sentence`: all of it. The strongest sign wins:
  // terminated, denied, rumored, planned, agreed, completed; empty without any.
  std::optional<Status> told(const std::string& lang, std::string_view clauses,
                             std::string_view sentence) const;
  // What the clauses behind a deal say became of it: it was denied, called off or carried out.
  std::optional<Status> became(const std::string& lang, std::string_view behind) const;
  // A condition, a hypothesis, a denial without a deal, advice: what is told did not happen.
  bool unreal(const std::string& lang, std::string_view clauses, std::string_view before) const;
  // The word that makes it so, "" if none does.
  std::string unreal_word(const std::string& lang, std::string_view clauses,
                          std::string_view before) const;
  // The clause tells the price of the deal told before it: 總價…, 金額…, "in a deal worth ...".
  bool price_clause(const std::string& lang, std::string_view clause) const;
  // The clause tells what somebody spends on what follows: 斥資…
  bool spends(const std::string& lang, std::string_view clause) const;
  // The clause tells a part of the price: 首付款, "upfront".
  bool part_payment(const std::string& lang, std::string_view clause) const;

  // The clause takes the deal up by a noun of its own: ", a contract that …".
  bool names_deal(const std::string& lang, std::string_view clause) const;

 private:
  struct Words {
    std::vector<std::pair<Status, Pattern>>
        statuses;  // strongest first; rumored looks at the sentence
    std::vector<std::pair<Status, Pattern>> outcomes;  // strongest first
    Pattern outcome_open;                              // what makes an outcome one that may come
    Pattern unreal, not_unreal, condition, price, spend, part, deal;
  };
  std::map<std::string, Words, std::less<>> by_lang_;
};

}  // namespace dealgraph
