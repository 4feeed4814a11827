#pragma once
#include <string>
#include <string_view>

namespace dealgraph {

// One Zstandard frame (RFC 8878) that states its content size.
std::string compress(std::string_view bytes);

// Throws Error(bad_data) for anything but a whole frame as compress() makes it.
std::string decompress(std::string_view frame);

}  // namespace dealgraph
