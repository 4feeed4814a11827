#include "extract/file_bytes.h"

#include <fstream>

namespace dealgraph {

std::optional<std::string> read_file_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string out;
  std::size_t size = 0;
  // The size is not asked for: a pipe has none.
  do {
    out.resize(size + (size < 65536 ? 65536 : size));
    in.read(out.data() + size, static_cast<std::streamsize>(out.size() - size));
    size += static_cast<std::size_t>(in.gcount());
  } while (in);
  if (in.bad()) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace dealgraph
