#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "crawler/decoder.h"

namespace dealgraph {

// Incremental decoder of gzip (RFC 1952), several members included. Bytes after the last member
// that begin none are ignored, as browsers do.
class GzipDecoder : public Decoder {
 public:
  GzipDecoder();
  ~GzipDecoder() override;
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

  Result feed(std::string_view bytes, std::string& out, std::size_t limit) override;

  // True once the checksum of the last member was read and is right: nothing is missing.
  bool complete() const override;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

// One member of gzip.
std::string gzip(std::string_view bytes);

bool looks_gzipped(std::string_view bytes);

}  // namespace dealgraph
