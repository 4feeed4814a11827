#pragma once
#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "crawler/gzip.h"

namespace dealgraph {

// A file or standard input ("-"), read piece by piece in bounded memory; gzip, told by its first
// bytes, is decoded on the way.
class InputFile {
 public:
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Makes at least `size` bytes available unless the input ends before; returns all available ones.
  // The view lives until the next call.
  std::string_view peek(std::size_t size);
  void skip(std::size_t size);  // of the bytes that peek() showed

  // Why the file cannot be opened or read on, "" if it can; the input then ends there.
  const std::string& problem() const { return problem_; }
  // True if the input was gzip and turned out broken or cut off; it then ends there.
  bool broken() const { return broken_; }

 private:
  bool fill();

  void fail();

  std::string problem_;
  std::FILE* file_ = nullptr;
  std::unique_ptr<GzipDecoder> gzip_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the unread part of buffer_
  bool started_ = false;
  bool ended_ = false;
  bool broken_ = false;
};

}  // namespace dealgraph
