#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "extract/document.h"

namespace dealgraph {

// Dates and points in time, in order, in one pass: 今(28)日, 上周五, 2025年10月, 民国114年,
// 元月15日, 二零二零年三月八日, "on Tuesday", "Oct. 6", "28 October 2025", "last year". Token::core
// is the date, Token::span also the words before it ("on", "late", "in"). Token::date is set where
// a single day is told or follows from `published`.
std::vector<Token> find_dates(std::string_view folded, std::optional<Date> published);

}  // namespace dealgraph
