#include "crawler/warc_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace dealgraph {
namespace {

std::string warc_date(std::int64_t at) {
  const auto seconds = static_cast<std::time_t>(at);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
std::uint64_t fnv(std::string_view text, std::uint64_t hash) {
  for (const unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3;
  return hash;
}

// The same page of the same time has the same id, so that two exports can be compared.
std::string record_id(std::string_view text) {
  const auto a = fnv(text, 0xcbf29ce484222325), b = fnv(text, a);
  return fmt::format("<urn:uuid:{:08x}-{:04x}-5{:03x}-{:04x}-{:012x}>", a >> 32, a >> 16 & 0xFFFF,
                     a & 0xFFF, (b >> 48 & 0x3FFF) | 0x8000, b & 0xFFFFFFFFFFFF);
}

std::string record(std::string_view type, std::string_view fields, std::string_view media,
                   std::int64_t at, std::string_view block) {
  return fmt::format(
      "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n{}"
      "Content-Type: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      type, record_id(fmt::format("{}{}{}{}", type, fields, at, block)), warc_date(at), fields,
      media, block.size(), block);
}

bool is_named(std::string_view line, std::string_view name) {
  return line.size() > name.size() && line[name.size()] == ':' &&
         std::equal(name.begin(), name.end(), line.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

bool tells_of_encoding(std::string_view line) {
  constexpr std::array<std::string_view, 3> names{"content-encoding", "transfer-encoding",
                                                  "content-length"};
  return std::any_of(names.begin(), names.end(), [&](auto name) { return is_named(line, name); });
}

// Readers of archives know HTTP/1.1; the version that came over the wire says nothing of the page.
std::string status_line(std::string_view line) {
  const auto space = line.find(' ');
  auto status = space == std::string_view::npos ? "200 OK" : line.substr(space + 1);
  while (!status.empty() && static_cast<unsigned char>(status.back()) <= ' ')
    status.remove_suffix(1);
  return fmt::format("HTTP/1.1 {}\r\n", status.size() == 3 ? fmt::format("{} ", status) : status);
}

std::string field(std::string_view name, std::string_view value) {
  const bool plain = std::none_of(value.begin(), value.end(),
                                  [](unsigned char c) { return c < ' ' || c == 0x7F; });
  return value.empty() || !plain ? std::string() : fmt::format("{}: {}\r\n", name, value);
}

std::string head_of(const FetchedPage& page) {
  if (page.head.empty())
    return "HTTP/1.1 200 OK\r\n" + field("Content-Type", page.content_type) +
           field("ETag", page.etag) + field("Last-Modified", page.last_modified);
  std::string_view rest = page.head;
  std::string out;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end);
    if (out.empty())
      out = status_line(line);
    else if (!tells_of_encoding(line))
      out += line;
  }
  return out;
}

}  // namespace

std::string warc_info(std::string_view software, std::int64_t at) {
  const auto block = fmt::format("software: {}\r\nformat: WARC File Format 1.1\r\n", software);
  return record("warcinfo", "", "application/warc-fields", at, block);
}

std::string warc_response(const FetchedPage& page) {
  const auto block =
      fmt::format("{}Content-Length: {}\r\n\r\n{}", head_of(page), page.body.size(), page.body);
  return record("response", fmt::format("WARC-Target-URI: {}\r\n", page.url),
                "application/http; msgtype=response", page.fetched_at, block);
}

}  // namespace dealgraph
