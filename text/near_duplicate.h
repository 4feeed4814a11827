#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dealgraph {

constexpr std::size_t sketch_size = 64;  // bytes

// A MinHash sketch of the text (Broder 1997, in one permutation: Li, Owen and Zhang 2012, empty
// bins filled as by Shrivastava and Li 2014): one byte for each of 64 bins over all runs of four
// words, a Han character being a word; width, script and case aside. "" for a text of fewer than 40
// words: too short to tell a copy from a coincidence. Compare with core/sketch.h.
std::string sketch_of(std::string_view text);

}  // namespace dealgraph
