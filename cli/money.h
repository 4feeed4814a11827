#pragma once
#include <optional>
#include <string>

#include "core/amount.h"

namespace dealgraph {

// A number in people's units: 1.5e9 → "1.5bn", 2e12 → "2tn", 250000 → "250,000".
std::string format_number(double value);

// Without units: 1234.5 → "1,234.5".
std::string format_plain(double value);

// The other way, with k, m, bn or b, tn, upper or lower case: "1.5bn" → 1.5e9. Empty for what is no
// sum, or below zero.
std::optional<double> parse_money(const std::string& text);

// "up to USD 100bn", "USD 1bn to 2bn", "about EUR 2m a year"; "undisclosed" without an amount.
std::string format_amount(const std::optional<Amount>& amount);

}  // namespace dealgraph
