#include "db/rows.h"

#include <fmt/format.h>

#include "core/error.h"

namespace dealgraph {
namespace {

template <typename T>
T known(const std::optional<T>& value, const std::string& name, std::string_view what) {
  if (value) return *value;
  throw Error(
      ExitCode::bad_data,
      fmt::format("the database is damaged (unknown {} '{}'); restore a backup", what, name));
}

}  // namespace

AmountColumns to_columns(const std::optional<Amount>& amount) {
  if (!amount) return {};
  return {amount->min,
          amount->max,
          amount->currency,
          std::string(to_string(amount->qualifier)),
          std::string(to_string(amount->per)),
          amount->text};
}

std::optional<Amount> amount_at(const Statement& row, int first) {
  // The currency is "" where unknown, never NULL, so it tells "no amount" from "no bounds".
  if (row.is_null(first + 2)) return std::nullopt;
  Amount amount;
  amount.min = row.optional_real(first);
  amount.max = row.optional_real(first + 1);
  amount.currency = row.text(first + 2);
  const auto qualifier = row.text(first + 3);
  amount.qualifier = known(parse_qualifier(qualifier), qualifier, "qualifier");
  const auto per = row.text(first + 4);
  amount.per = known(parse_per(per), per, "period");
  amount.text = row.text(first + 5);
  return amount;
}

DealType type_at(const Statement& row, int column) {
  const auto name = row.text(column);
  return known(parse_deal_type(name), name, "deal type");
}

Status status_at(const Statement& row, int column) {
  const auto name = row.text(column);
  return known(parse_status(name), name, "status");
}

std::optional<Date> date_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  const auto text = row.text(column);
  return known(parse_date(text), text, "date");
}

Verdict verdict_at(const Statement& row, int column) {
  if (row.is_null(column)) return Verdict::none;
  return row.text(column) == "accepted" ? Verdict::accepted : Verdict::rejected;
}

std::optional<std::string> to_column(Verdict verdict) {
  if (verdict == Verdict::none) return std::nullopt;
  return verdict == Verdict::accepted ? "accepted" : "rejected";
}

std::optional<std::string> to_column(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return to_string(*date);
}

}  // namespace dealgraph
