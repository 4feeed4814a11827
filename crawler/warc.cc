#include "crawler/warc.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace dealgraph {
namespace {

constexpr std::size_t max_headers = 256U << 10;
constexpr std::size_t max_body = 64U << 20;

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// Value of a header among lines, "" if it is absent. Names are compared without case.
std::string header(std::string_view lines, std::string_view name) {
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = lines.substr(0, end);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && lower(trim(line.substr(0, colon))) == name)
      return std::string(trim(line.substr(colon + 1)));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return "";
}

template <typename Number>
std::optional<Number> number(std::string_view text, int base = 10) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return value;
}

// Bytes of a header block with the empty line that ends it, or npos.
std::size_t headers_size(std::string_view text) {
  const auto crlf = text.find("\r\n\r\n");
  const auto lf = text.find("\n\n");
  if (crlf == std::string_view::npos && lf == std::string_view::npos) return crlf;
  return crlf < lf ? crlf + 4 : lf + 2;
}

// Undoes "Transfer-Encoding: chunked" (RFC 9112, §7.1). Archivers often undo it and leave the
// header: a body that does not begin with a chunk size is returned as it is.
std::string unchunked(std::string_view body, bool& whole) {
  std::string out;
  whole = false;
  for (auto rest = body; !rest.empty();) {
    const auto line = rest.find('\n');
    const auto size = number<std::size_t>(rest.substr(0, line), 16);
    if (line == std::string_view::npos || line > 64 || !size) {
      if (!out.empty()) return out;
      whole = true;
      return std::string(body);
    }
    rest.remove_prefix(line + 1);
    if (*size == 0) {
      whole = true;
      return out;
    }
    out += rest.substr(0, *size);
    if (rest.size() < *size) return out;
    rest.remove_prefix(*size);
    if (rest.starts_with("\r\n"))
      rest.remove_prefix(2);
    else if (rest.starts_with("\n"))
      rest.remove_prefix(1);
  }
  return out;
}

void undo_content_encoding(WarcResponse& response, const std::string& encoding) {
  auto& body = response.page.body;
  if (encoding.empty() || encoding == "identity") return;
  if (encoding != "gzip" && encoding != "x-gzip") {
    response.problem = "content encoding " + encoding + " is not supported";
    body.clear();
    return;
  }
  if (!looks_gzipped(body)) return;  // undone by the archiver
  GzipDecoder decoder;
  std::string out;
  const auto result = decoder.feed(body, out, max_body);
  if (result != GzipDecoder::Result::ok || !decoder.complete())
    response.problem = result == GzipDecoder::Result::too_big ? "the page is larger than 64 MB"
                                                              : "the gzip encoding is broken";
  body = std::move(out);
}

WarcResponse parse_response(std::string_view block, std::string uri) {
  WarcResponse response;
  response.page.doc = response.page.url = std::move(uri);
  const auto size = headers_size(block);
  if (!block.starts_with("HTTP/") || size == std::string_view::npos) {
    response.problem = "the record holds no HTTP response";
    return response;
  }
  const auto lines = block.substr(0, size);
  const auto status_at = std::min(lines.find(' '), lines.size() - 1) + 1;
  response.status = number<int>(lines.substr(status_at, 3)).value_or(0);
  auto& page = response.page;
  page.content_type = header(lines, "content-type");
  page.etag = header(lines, "etag");
  page.last_modified = header(lines, "last-modified");
  page.body = block.substr(size);
  if (lower(header(lines, "transfer-encoding")).find("chunked") != std::string::npos) {
    bool whole = false;
    page.body = unchunked(page.body, whole);
    if (!whole) response.problem = "the last chunk is missing";
  }
  undo_content_encoding(response, lower(header(lines, "content-encoding")));
  return response;
}

// Skips `size` bytes; false if the file ends before.
bool skip_bytes(InputFile& file, std::size_t size) {
  while (size > 0) {
    const auto ready = file.peek(1).size();
    if (ready == 0) return false;
    const auto step = std::min(ready, size);
    file.skip(step);
    size -= step;
  }
  return true;
}

bool skip_blank_lines(InputFile& file) {
  for (;;) {
    const auto ready = file.peek(1);
    if (ready.empty()) return false;
    if (ready[0] != '\r' && ready[0] != '\n') return true;
    file.skip(1);
  }
}

std::string read_records(InputFile& file, const std::function<void(WarcResponse&&)>& keep) {
  for (std::size_t record = 1; skip_blank_lines(file); ++record) {
    auto ready = file.peek(5);
    if (!ready.starts_with("WARC/"))
      return fmt::format("record {} does not begin with WARC/", record);
    std::size_t size = headers_size(ready);
    for (std::size_t want = 1024; size == std::string_view::npos && want <= max_headers;
         want *= 2) {
      ready = file.peek(want);
      size = headers_size(ready);
    }
    if (size == std::string_view::npos)
      return fmt::format("record {} has no end of headers", record);
    const std::string lines(ready.substr(0, size));
    file.skip(size);
    const auto length = number<std::size_t>(header(lines, "content-length"));
    if (!length) return fmt::format("record {} has no Content-Length", record);
    auto uri = header(lines, "warc-target-uri");
    if (uri.size() > 1 && uri.front() == '<' && uri.back() == '>')
      uri = uri.substr(1, uri.size() - 2);
    std::size_t left = *length;
    if (lower(header(lines, "warc-type")) == "response" && uri.find("://") != std::string::npos &&
        uri.starts_with("http")) {
      const auto block = file.peek(std::min(left, max_body)).substr(0, std::min(left, max_body));
      auto response = parse_response(block, std::move(uri));
      if (left > max_body) response.problem = "the page is larger than 64 MB";
      if (block.size() < std::min(left, max_body)) response.problem = "the record is cut off";
      left -= block.size();
      file.skip(block.size());
      keep(std::move(response));
    }
    if (!skip_bytes(file, left)) return fmt::format("record {} is cut off", record);
  }
  return "";
}

}  // namespace

std::string read_warc(InputFile& file, const std::function<void(WarcResponse&&)>& keep) {
  auto problem = read_records(file, keep);
  return file.broken() ? "the gzip stream is broken or cut off" : problem;
}

}  // namespace dealgraph
