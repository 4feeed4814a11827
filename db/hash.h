#pragma once
#include <cstdint>
#include <string_view>

namespace dealgraph {

// XXH64 with seed 0, as the signed 64-bit integer that SQLite can hold.
std::int64_t content_hash(std::string_view bytes);

}  // namespace dealgraph
