#pragma once
#include <string_view>

#include "extract/extract.h"

namespace dealgraph::bench {

// Reads texts that invite quadratic work at a size and at twice that size, and prints both times:
// a ratio of about 2 is linear, about 4 quadratic. A reading that takes longer than `limit` seconds
// is given up, and the text is tried a tenth as long. `news`: ordinary text, any length.
void time_hostile(const Extractor& extractor, std::string_view news, unsigned limit);

}  // namespace dealgraph::bench
