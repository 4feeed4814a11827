#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// The known word that `word` was most likely meant to be: the fewest letters changed, dropped,
// added or swapped with a neighbour (optimal string alignment, ASCII case ignored), at most a third
// of its length. "" if none is near; the first of equals.
std::string suggest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace dealgraph
