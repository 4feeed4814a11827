#include <brotli/decode.h>

#include <array>
#include <new>

#include "crawler/decoder.h"

namespace dealgraph {
namespace {

struct StateDeleter {
  void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
};

class BrotliBody : public Decoder {
 public:
  BrotliBody() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (!state_) throw std::bad_alloc();
  }

  Result feed(std::string_view bytes, std::string& out, std::size_t limit) override {
    std::array<std::uint8_t, 1 << 15> buffer;
    auto in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    for (;;) {
      std::uint8_t* next = buffer.data();
      std::size_t room = buffer.size();
      const auto result =
          BrotliDecoderDecompressStream(state_.get(), &left, &in, &room, &next, nullptr);
      const std::string_view made(reinterpret_cast<char*>(buffer.data()), buffer.size() - room);
      if (!append_within(made, out, limit)) return Result::too_big;
      if (result == BROTLI_DECODER_RESULT_ERROR) return Result::broken;
      if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return Result::ok;
    }
  }

  bool complete() const override { return BrotliDecoderIsFinished(state_.get()); }

 private:
  std::unique_ptr<BrotliDecoderState, StateDeleter> state_;
};

}  // namespace

std::unique_ptr<Decoder> make_brotli_decoder() { return std::make_unique<BrotliBody>(); }

}  // namespace dealgraph
