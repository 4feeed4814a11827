#pragma once
#include <curl/curl.h>

#include <array>
#include <memory>
#include <semaphore>
#include <string>

#include "crawler/decoder.h"
#include "crawler/http.h"

namespace dealgraph {

struct CurlDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct HeaderListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, HeaderListDeleter>;

// One request on its way: what its callbacks share, and what libcurl reads while it lasts. It must
// stay where it is from prepare() until the transfer is over.
struct Transfer {
  CURL* handle = nullptr;
  const HttpRequest* request = nullptr;
  HttpResponse* response = nullptr;
  HeaderList headers;
  std::array<char, CURL_ERROR_SIZE> detail{};
  CURLcode code = CURLE_OK;
  std::binary_semaphore done{0};
  bool allow_private = false;
  std::string blocked;  // address that the filter refused
  std::string problem;  // why the body was refused
  bool head_complete = false;
  bool body_begun = false;
  std::string encoding;              // "" if none
  std::unique_ptr<Decoder> decoder;  // of `encoding`
};

// Sets the handle up for the request. Throws Error(software) if this libcurl cannot do it.
void prepare(const HttpOptions& options, Transfer& transfer);

// The transfer is over with `code`: fills in the rest of the response.
void conclude(const Transfer& transfer);

}  // namespace dealgraph
