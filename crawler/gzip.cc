#include "crawler/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace dealgraph {
namespace {

constexpr int gzip_window = 15 + 16;  // zlib: largest window, gzip header required

}  // namespace

struct GzipDecoder::Stream {
  z_stream z{};
  bool ended = false;
  bool ignore_rest = false;
};

GzipDecoder::GzipDecoder() : stream_(std::make_unique<Stream>()) {
  if (inflateInit2(&stream_->z, gzip_window) != Z_OK) throw std::bad_alloc();
}

GzipDecoder::~GzipDecoder() { inflateEnd(&stream_->z); }

GzipDecoder::Result GzipDecoder::feed(std::string_view bytes, std::string& out, std::size_t limit) {
  auto& z = stream_->z;
  std::array<char, 1 << 15> buffer;
  // zlib's interface predates const; it does not write to its input.
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  bool more_output = false;
  while ((z.avail_in > 0 || more_output) && !stream_->ignore_rest) {
    if (stream_->ended) {
      stream_->ignore_rest = *z.next_in != 0x1F;
      if (stream_->ignore_rest) break;
      inflateReset(&z);
      stream_->ended = false;
    }
    z.next_out = reinterpret_cast<Bytef*>(buffer.data());
    z.avail_out = buffer.size();
    const int status = inflate(&z, Z_NO_FLUSH);
    const std::size_t made = buffer.size() - z.avail_out;
    if (!append_within({buffer.data(), made}, out, limit)) return Result::too_big;
    if (status == Z_STREAM_END)
      stream_->ended = true;
    else if (status != Z_OK && status != Z_BUF_ERROR)
      return Result::broken;
    more_output = !stream_->ended && z.avail_out == 0;
  }
  return Result::ok;
}

bool append_within(std::string_view bytes, std::string& out, std::size_t limit) {
  const std::size_t room = limit - std::min(limit, out.size());
  out.append(bytes.substr(0, room));
  return bytes.size() <= room;
}

std::unique_ptr<Decoder> make_gzip_decoder() { return std::make_unique<GzipDecoder>(); }

bool GzipDecoder::complete() const { return stream_->ended; }

std::string gzip(std::string_view bytes) {
  z_stream z{};
  if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

bool looks_gzipped(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

}  // namespace dealgraph
