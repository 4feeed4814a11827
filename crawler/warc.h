#pragma once
#include <functional>
#include <string>

#include "core/article.h"
#include "crawler/input_file.h"

namespace dealgraph {

// An HTTP response of a web archive, its transfer and content encodings undone.
struct WarcResponse {
  FetchedPage page;     // doc and url: the target URI
  int status = 0;       // HTTP
  std::string problem;  // why the body is missing or incomplete; "" if it is whole
};

// Reads the response records of a WARC file (1.0, 1.1; ISO 28500) one by one; records of other
// types are passed over. Holds one record at a time, at most 64 MB of it. Returns "" or why the
// file could not be read to its end.
std::string read_warc(InputFile& file, const std::function<void(WarcResponse&&)>& keep);

}  // namespace dealgraph
