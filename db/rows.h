#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/amount.h"
#include "core/date.h"
#include "core/deal.h"
#include "db/sqlite.h"

namespace dealgraph {

// Between values and columns. A name that no enum knows throws Error(bad_data): the file is
// damaged.

// The six columns amount_min, amount_max, currency, qualifier, per, amount_quote; all NULL for
// none.
struct AmountColumns {
  std::optional<double> min;
  std::optional<double> max;
  std::optional<std::string> currency;
  std::optional<std::string> qualifier;
  std::optional<std::string> per;
  std::optional<std::string> quote;
};
AmountColumns to_columns(const std::optional<Amount>& amount);

// Reads the six from column `first` on.
std::optional<Amount> amount_at(const Statement& row, int first);
DealType type_at(const Statement& row, int column);
Status status_at(const Statement& row, int column);
std::optional<Date> date_at(const Statement& row, int column);
Verdict verdict_at(const Statement& row, int column);
std::optional<std::string> to_column(Verdict verdict);
std::optional<std::string> to_column(const std::optional<Date>& date);

}  // namespace dealgraph
