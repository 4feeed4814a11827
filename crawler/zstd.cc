#include <zstd.h>

#include <array>
#include <new>

#include "crawler/decoder.h"

namespace dealgraph {
namespace {

constexpr int max_window_log = 23;

struct StreamDeleter {
  void operator()(ZSTD_DCtx* stream) const { ZSTD_freeDCtx(stream); }
};

class ZstdBody : public Decoder {
 public:
  ZstdBody() : stream_(ZSTD_createDCtx()) {
    if (!stream_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, max_window_log);
  }

  Result feed(std::string_view bytes, std::string& out, std::size_t limit) override {
    std::array<char, 1 << 15> buffer;
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    bool full = false;
    while (in.pos < in.size || full) {
      ZSTD_outBuffer made{buffer.data(), buffer.size(), 0};
      const auto more = ZSTD_decompressStream(stream_.get(), &made, &in);
      if (!append_within({buffer.data(), made.pos}, out, limit)) return Result::too_big;
      if (ZSTD_isError(more)) return Result::broken;
      ended_ = more == 0;
      full = !ended_ && made.pos == made.size;
    }
    return Result::ok;
  }

  bool complete() const override { return ended_; }

 private:
  std::unique_ptr<ZSTD_DCtx, StreamDeleter> stream_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Decoder> make_zstd_decoder() { return std::make_unique<ZstdBody>(); }

}  // namespace dealgraph
