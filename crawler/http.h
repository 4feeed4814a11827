#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/article.h"
#include "crawler/url.h"

namespace dealgraph {

struct HttpOptions {
  std::string user_agent;
  bool allow_private = false;  // loopback and private addresses may be reached
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{30'000};  // of one request, body included
  std::string ca_file;                              // PEM; "": the system's
  std::string proxy;  // URL; "": none, for behind one the address filter sees the proxy alone
  std::function<bool()> stopped;  // true ends a transfer within about a second
};

struct Validators {
  std::string etag;
  std::string last_modified;
};

struct HttpRequest {
  Url url;
  Validators validators;             // makes the request conditional
  std::size_t max_body = 15u << 20;  // decoded bytes
  bool cut_body = false;             // keep the first max_body bytes instead of failing
};

// One answer. `error` is empty if and only if it arrived complete and intact, whatever its status.
struct HttpResponse {
  FetchedPage page;   // doc and url: the URL asked for
  int status = 0;     // 0: no answer
  std::string error;  // one line: what went wrong on the way
  bool cut = false;   // page.body is only the beginning
  std::optional<std::chrono::seconds> retry_after;
  std::optional<Url> redirect;  // where a 301, 302, 303, 307 or 308 points, if that may be followed
};

// A connection pool that any number of threads may ask at the same time; one thread of its own
// drives all transfers. Asks with GET over http and https alone, follows no redirect, sends no
// cookie, no credential and no referrer, ignores proxy variables, verifies TLS (1.2 or later), and
// connects to public addresses only. Bodies may be gzip, br or zstd; a truncated one is an error.
// HTTP/2 where a server offers it. Destroy it when no get() is under way.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  HttpResponse get(const HttpRequest& request);  // blocks until the answer is there

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealgraph
