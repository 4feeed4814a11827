#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "extract/document.h"

namespace dealgraph {

// Percentages and fractions (kind stake where the words around speak of shares, else quantity) and
// counts with a unit (10 GW, 4.333亿股), in order.
std::vector<Token> find_shares(std::string_view folded);

// Dates and points in time, in order: 今(28)日, 上周五, 2025年10月, "on Tuesday", "Oct. 6".
// Token::date is set where a single day is told or follows from `published`.
std::vector<Token> find_dates(std::string_view folded, std::optional<Date> published);

}  // namespace dealgraph
