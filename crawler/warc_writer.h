#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/article.h"

namespace dealgraph {

// WARC 1.1 (ISO 28500:2017). Records are to be written one behind the other.
std::string warc_info(std::string_view software, std::int64_t at);

// The page as a response record. Its body is the decoded one, so the header fields that told of
// encodings are left out and Content-Length is its own; without a kept head one is made up from
// what is known.
std::string warc_response(const FetchedPage& page);

}  // namespace dealgraph
