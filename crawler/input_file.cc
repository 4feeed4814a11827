#include "crawler/input_file.h"

#include <cerrno>
#include <cstring>

namespace dealgraph {
namespace {

// gzip grows at most a thousandfold, so that one piece never decodes to more than 16 MiB.
constexpr std::size_t piece = 16U << 10;
constexpr std::size_t no_limit = ~std::size_t{0};

}  // namespace

InputFile::InputFile(const std::string& path) {
  file_ = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!file_) fail();
}

InputFile::~InputFile() {
  if (file_ && file_ != stdin) std::fclose(file_);
}

void InputFile::fail() {
  problem_ = std::strerror(errno);
  ended_ = true;
}

bool InputFile::fill() {
  if (ended_) return false;
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  char bytes[piece];
  const auto count = std::fread(bytes, 1, piece, file_);
  ended_ = count < piece;
  if (ended_ && std::ferror(file_)) {
    fail();
    return false;
  }
  const std::string_view read(bytes, count);
  if (!started_ && looks_gzipped(read)) gzip_ = std::make_unique<GzipDecoder>();
  started_ = true;
  if (!gzip_) {
    buffer_ += read;
  } else {
    if (gzip_->feed(read, buffer_, no_limit) != GzipDecoder::Result::ok) broken_ = true;
    if (ended_ && !gzip_->complete()) broken_ = true;
    if (broken_) ended_ = true;
  }
  return true;
}

std::string_view InputFile::peek(std::size_t size) {
  while (buffer_.size() - begin_ < size && fill()) {
  }
  return std::string_view(buffer_).substr(begin_);
}

void InputFile::skip(std::size_t size) { begin_ += size; }

}  // namespace dealgraph
