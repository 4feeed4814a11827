#include "crawler/input_file.h"

#include <cerrno>
#include <cstring>

#include "core/error.h"

namespace dealgraph {
namespace {

// gzip grows at most a thousandfold, so that one piece never decodes to more than 16 MiB.
constexpr std::size_t piece = 16U << 10;
constexpr std::size_t no_limit = ~std::size_t{0};

[[noreturn]] void cannot_read(const std::string& path) {
  throw Error(ExitCode::no_input, "cannot read " + path + ": " + std::strerror(errno));
}

}  // namespace

InputFile::InputFile(const std::string& path) : path_(path) {
  file_ = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (!file_) cannot_read(path);
}

InputFile::~InputFile() {
  if (file_ != stdin) std::fclose(file_);
}

bool InputFile::fill() {
  if (ended_) return false;
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  char bytes[piece];
  const auto count = std::fread(bytes, 1, piece, file_);
  if (count < piece && std::ferror(file_)) cannot_read(path_);
  const std::string_view read(bytes, count);
  if (!started_ && looks_gzipped(read)) gzip_ = std::make_unique<GzipDecoder>();
  started_ = true;
  ended_ = count < piece;
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
