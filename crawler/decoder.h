#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace dealgraph {

// Incremental decoder of one content encoding.
class Decoder {
 public:
  enum class Result { ok, broken, too_big };

  virtual ~Decoder() = default;

  // Appends what `bytes` decode to. too_big: `out` would outgrow `limit` bytes; it then holds
  // exactly `limit`.
  virtual Result feed(std::string_view bytes, std::string& out, std::size_t limit) = 0;

  // True once the end was read: nothing is missing.
  virtual bool complete() const = 0;
};

// Appends at most `limit` - out.size() bytes; false if some were left out.
bool append_within(std::string_view bytes, std::string& out, std::size_t limit);

std::unique_ptr<Decoder> make_gzip_decoder();
std::unique_ptr<Decoder> make_brotli_decoder();  // RFC 7932
std::unique_ptr<Decoder> make_zstd_decoder();    // RFC 8878, windows up to the 8 MiB of RFC 9659

}  // namespace dealgraph
