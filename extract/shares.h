#pragma once
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace dealgraph {

// Percentages, fractions and counts, in order. Of kind stake where the words around speak of a
// company's shares (7%股权, 两成, 过半, "one-third of the company", "a majority stake"), with the
// percent; else of kind quantity, as are counts with a unit (10 GW, 4.333亿股) and durations in
// years or months (五年, "48-month").
std::vector<Token> find_shares(std::string_view folded);

}  // namespace dealgraph
