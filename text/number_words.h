#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "text/numeral.h"

namespace dealgraph {

// Whether an English number word may start at byte `at`, judged by two letters.
bool may_be_number_word(std::string_view text, std::size_t at);

// A number in English words with a unit: "two hundred million", "half a billion", "tens of
// billions", "billions", "multibillion", "nine-figure", "five" (without a unit: scale 1).
std::optional<Numeral> parse_english_number(std::string_view text, std::size_t at);

// Moves `at` past "billion", " million", "-million", "lakh crore"; with `after_digit` also past
// bn, m, T and the like. Returns the factor, 1 if no unit follows.
double read_english_unit(std::string_view text, std::size_t& at, bool after_digit);

}  // namespace dealgraph
