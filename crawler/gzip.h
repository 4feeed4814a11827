#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace dealgraph {

// Incremental decoder of gzip (RFC 1952), several members included. Bytes after the last member
// that begin none are ignored, as browsers do.
class GzipDecoder {
 public:
  enum class Result { ok, broken, too_big };

  GzipDecoder();
  ~GzipDecoder();
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

  // Appends what `bytes` decode to. too_big: `out` would outgrow `limit` bytes; it then holds
  // exactly `limit`.
  Result feed(std::string_view bytes, std::string& out, std::size_t limit);

  // True once the checksum of the last member was read and is right: nothing is missing.
  bool complete() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

bool looks_gzipped(std::string_view bytes);

}  // namespace dealgraph
