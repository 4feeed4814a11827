#include "db/hash.h"

#include <xxhash.h>

#include <bit>

namespace dealgraph {

std::int64_t content_hash(std::string_view bytes) {
  return std::bit_cast<std::int64_t>(XXH64(bytes.data(), bytes.size(), 0));
}

}  // namespace dealgraph
