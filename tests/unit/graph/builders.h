#pragma once
#include <string>

#include "core/deal.h"
#include "graph/amounts.h"

namespace dealgraph::test {

inline Amount exact(double value, std::string currency = "USD") {
  return {value, value, std::move(currency), Qualifier::exact, Per::total, "as told"};
}
inline Amount about(double value) {
  return {value, value, "USD", Qualifier::about, Per::total, ""};
}
inline Amount up_to(double value) { return {{}, value, "USD", Qualifier::up_to, Per::total, ""}; }
inline Amount at_least(double value) {
  return {value, {}, "USD", Qualifier::at_least, Per::total, ""};
}
inline Amount range(double min, double max) {
  return {min, max, "USD", Qualifier::range, Per::total, ""};
}
inline Amount yearly(double value) {
  return {value, value, "USD", Qualifier::exact, Per::year, ""};
}

// NVIDIA invests in OpenAI, as article `id` tells it.
inline Evidence evidence(std::int64_t id, std::optional<Amount> amount, std::string date,
                         Status status = Status::agreed) {
  Evidence made;
  made.id = id;
  made.article_id = id;
  made.mention.payer.id = "nvidia";
  made.mention.payee.id = "openai";
  made.mention.amount = std::move(amount);
  made.mention.announced = parse_date(date);
  made.mention.status = status;
  return made;
}

inline Deal deal(std::int64_t id, std::string payer, std::string payee,
                 std::optional<Amount> amount = {}, Status status = Status::agreed,
                 DealType type = DealType::investment) {
  Deal made;
  made.id = id;
  made.type = type;
  made.payer = std::move(payer);
  made.payee = std::move(payee);
  if (amount) made.usd = usd_total(*amount);
  made.amount = std::move(amount);
  made.status = status;
  return made;
}

}  // namespace dealgraph::test
