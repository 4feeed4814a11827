#include "db/compress.h"

#include <fmt/format.h>
#include <zstd.h>

#include "core/error.h"

namespace dealgraph {
namespace {

constexpr int level = 6;
// No page is kept that is larger; a damaged header must not make us ask for terabytes.
constexpr unsigned long long max_content = 1ULL << 30;

}  // namespace

std::string compress(std::string_view bytes) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const auto size = ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(size))
    throw Error(ExitCode::software, fmt::format("zstd: {}", ZSTD_getErrorName(size)));
  frame.resize(size);
  return frame;
}

std::string decompress(std::string_view frame) {
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > max_content)
    throw Error(ExitCode::bad_data, "a stored page is damaged: no Zstandard frame");
  std::string bytes(size, '\0');
  const auto written = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(written) || written != size)
    throw Error(ExitCode::bad_data, "a stored page is damaged: its Zstandard frame is incomplete");
  return bytes;
}

}  // namespace dealgraph
