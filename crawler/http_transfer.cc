#include "crawler/http_transfer.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <string_view>

#include "core/error.h"
#include "crawler/address.h"
#include "crawler/decoder.h"

namespace dealgraph {
namespace {

constexpr long low_speed_bytes = 100;  // a second, for low_speed_seconds: the server is stalling
constexpr long low_speed_seconds = 15;
constexpr std::size_t max_kept_head = std::size_t{32} * 1024;
constexpr const char* accept =
    "Accept: text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,*/*;q=0.8";

void add(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (!longer) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c != 0x7F; });
}

std::string header(CURL* handle, const char* name) {
  curl_header* found = nullptr;
  if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
  return found->value;
}

// Several encodings on top of each other come out as one unknown name.
std::string encoding_of(CURL* handle) {
  curl_header* found = nullptr;
  if (curl_easy_header(handle, "Content-Encoding", 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
    return {};
  std::string value = found->amount > 1 ? "several" : found->value;
  for (char& c : value) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (value == "identity") return {};
  return value == "x-gzip" ? "gzip" : value;
}

std::unique_ptr<Decoder> make_decoder(std::string_view encoding) {
  if (encoding == "gzip") return make_gzip_decoder();
  if (encoding == "br") return make_brotli_decoder();
  if (encoding == "zstd") return make_zstd_decoder();
  return nullptr;
}

bool begin_body(Transfer& transfer) {
  transfer.body_begun = true;
  transfer.encoding = encoding_of(transfer.handle);
  if (!transfer.encoding.empty()) transfer.decoder = make_decoder(transfer.encoding);
  if (transfer.encoding.empty() || transfer.decoder) return true;
  transfer.problem = "the server used a content encoding that was not asked for";
  return false;
}

Decoder::Result append(Transfer& transfer, std::string_view bytes) {
  auto& body = transfer.response->page.body;
  const std::size_t limit = transfer.request->max_body;
  if (transfer.decoder) return transfer.decoder->feed(bytes, body, limit);
  return append_within(bytes, body, limit) ? Decoder::Result::ok : Decoder::Result::too_big;
}

// Called from C: must not throw. An out-of-memory exception ends the transfer.
std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) try {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.body_begun && !begin_body(transfer)) return 0;
  switch (append(transfer, {data, size})) {
    case Decoder::Result::ok:
      return size;
    case Decoder::Result::broken:
      transfer.problem = "broken " + transfer.encoding + " body";
      return 0;
    case Decoder::Result::too_big:
      break;
  }
  transfer.response->cut = transfer.request->cut_body;
  if (!transfer.response->cut)
    transfer.problem = fmt::format("body larger than {} bytes", transfer.request->max_body);
  return 0;
} catch (...) {
  return 0;
}

// libcurl takes a connection that closes amid the headers for a complete answer without a body.
std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) try {
  const std::string_view line(data, size);
  auto& transfer = *static_cast<Transfer*>(user);
  auto& head = transfer.response->page.head;
  if (line.starts_with("HTTP/")) {
    transfer.head_complete = false;
    head.clear();
  } else if (line == "\r\n" || line == "\n") {
    transfer.head_complete = true;
    return size;
  }
  // Cookies are secrets that nothing here needs.
  if (curl_strnequal(line.data(), "set-cookie",
                     std::min(size, std::string_view("set-cookie").size())) == 0 &&
      head.size() + size <= max_kept_head)
    head += line;
  return size;
} catch (...) {
  return 0;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return (*static_cast<const std::function<bool()>*>(user))() ? 1 : 0;
}

curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.allow_private && !is_public_address(address->addr)) {
    transfer.blocked = to_string(address->addr);
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) c = ' ';
  return text;
}

std::string describe(const Transfer& transfer, CURLcode code, const char* detail) {
  if (!transfer.problem.empty()) return transfer.problem;
  // With several addresses the filter may have refused one and another one failed.
  if (!transfer.blocked.empty() && code == CURLE_COULDNT_CONNECT)
    return fmt::format("blocked address {} (not public)", transfer.blocked);
  return one_line(*detail ? detail : curl_easy_strerror(code));
}

std::optional<std::chrono::seconds> retry_after(CURL* handle) {
  const auto value = header(handle, "Retry-After");
  if (value.empty()) return std::nullopt;
  constexpr long most = 366L * 24 * 3600;
  if (value.find_first_not_of("0123456789") == std::string::npos)
    return std::chrono::seconds(value.size() > 8 ? most : std::min(most, std::stol(value)));
  const auto date = curl_getdate(value.c_str(), nullptr);
  if (date < 0) return std::nullopt;
  return std::chrono::seconds(std::clamp<long>(date - std::time(nullptr), 0, most));
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

void read_head(CURL* handle, const Url& url, HttpResponse& response) {
  response.page.content_type = header(handle, "Content-Type");
  response.page.etag = header(handle, "ETag");
  response.page.last_modified = header(handle, "Last-Modified");
  response.retry_after = retry_after(handle);
  if (!is_redirect(response.status)) return;
  auto location = header(handle, "Location");
  if (location.find_first_not_of(" \t\r\n") == std::string::npos) location.clear();
  response.redirect = location.empty() ? std::nullopt : resolve_url(url, location);
  if (!response.redirect)
    response.error = location.empty()
                         ? "redirect without a target"
                         : one_line("redirect to a refused address: " + location.substr(0, 200));
}

HeaderList headers_of(const HttpRequest& request) {
  HeaderList headers;
  add(headers, accept);
  add(headers, "Accept-Encoding: gzip, br, zstd");
  const auto& [etag, last_modified] = request.validators;
  if (!etag.empty() && is_printable(etag)) add(headers, "If-None-Match: " + etag);
  if (!last_modified.empty() && is_printable(last_modified))
    add(headers, "If-Modified-Since: " + last_modified);
  return headers;
}

}  // namespace

void prepare(const HttpOptions& options, Transfer& transfer) {
  transfer.headers = headers_of(*transfer.request);
  transfer.allow_private = options.allow_private;
  CURL* curl = transfer.handle;
  const auto set = [curl](CURLoption option, auto value) {
    if (curl_easy_setopt(curl, option, value) != CURLE_OK)
      throw Error(ExitCode::software,
                  fmt::format("this libcurl lacks option {}", static_cast<int>(option)));
  };
  set(CURLOPT_URL, transfer.request->url.text().c_str());
  set(CURLOPT_HTTPGET, 1L);
  set(CURLOPT_HTTPHEADER, transfer.headers.get());
  set(CURLOPT_USERAGENT, options.user_agent.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, options.proxy.c_str());  // "": not even that of the environment
  if (options.stopped) {
    set(CURLOPT_XFERINFOFUNCTION, on_progress);
    set(CURLOPT_XFERINFODATA, &options.stopped);
    set(CURLOPT_NOPROGRESS, 0L);
  }
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PIPEWAIT, 1L);  // rather one HTTP/2 connection than several
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, low_speed_bytes);
  set(CURLOPT_LOW_SPEED_TIME, low_speed_seconds);
  set(CURLOPT_OPENSOCKETFUNCTION, on_socket);
  set(CURLOPT_OPENSOCKETDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, on_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_WRITEFUNCTION, on_body);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_ERRORBUFFER, transfer.detail.data());
  set(CURLOPT_PRIVATE, &transfer);
}

void conclude(const Transfer& transfer) {
  auto& response = *transfer.response;
  long status = 0;
  curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  response.page.fetched_at = std::time(nullptr);
  read_head(transfer.handle, transfer.request->url, response);
  if (transfer.code != CURLE_OK && !response.cut)
    response.error = describe(transfer, transfer.code, transfer.detail.data());
  else if (!transfer.head_complete)
    response.error = "truncated headers";
  else if (transfer.decoder && !response.cut && !transfer.decoder->complete())
    response.error = "truncated " + transfer.encoding + " body";
}

}  // namespace dealgraph
