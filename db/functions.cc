#include "db/functions.h"

#include <sqlite3.h>

#include <cstdint>

#include "db/hash.h"

namespace dealgraph {
namespace {

void append_bytes(std::string& out, const void* data, std::size_t size) {
  out.append(static_cast<const char*>(data), size);
}

// A value with its type and length, so that no two rows read alike.
void append_value(std::string& out, sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  out += static_cast<char>(type);
  if (type == SQLITE_INTEGER) {
    const std::int64_t number = sqlite3_value_int64(value);
    append_bytes(out, &number, sizeof number);
  } else if (type == SQLITE_FLOAT) {
    const double number = sqlite3_value_double(value);
    append_bytes(out, &number, sizeof number);
  } else if (type != SQLITE_NULL) {
    const void* data = sqlite3_value_blob(value);
    const std::int64_t size = sqlite3_value_bytes(value);
    append_bytes(out, &size, sizeof size);
    if (data) append_bytes(out, data, static_cast<std::size_t>(size));
  }
}

void row_hash(sqlite3_context* context, int count, sqlite3_value** values) {
  std::string row;
  for (int i = 0; i < count; ++i) append_value(row, values[i]);
  sqlite3_result_int64(context, content_hash(row));
}

void spaced_function(sqlite3_context* context, int, sqlite3_value** values) {
  const void* data = sqlite3_value_blob(values[0]);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  const auto text = spaced({data ? static_cast<const char*>(data) : "", data ? size : 0});
  sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

std::size_t sequence_length(unsigned char first) { return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

// Unicode 15, blocks of CJK ideographs: unified, extensions A to H, compatibility.
bool is_han(std::uint32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007;
}

std::uint32_t code_point(std::string_view bytes) {
  std::uint32_t c = static_cast<unsigned char>(bytes[0]) & (0xFFU >> (bytes.size() + 1));
  for (std::size_t i = 1; i < bytes.size(); ++i)
    c = c << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
  return c;
}

}  // namespace

std::string spaced(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0xC0) {
      out += text[at++];
      continue;
    }
    const auto bytes = text.substr(at, sequence_length(first));
    at += bytes.size();
    if (!is_han(code_point(bytes))) {
      out += bytes;
      continue;
    }
    if (!out.empty() && out.back() != ' ') out += ' ';
    out += bytes;
    out += ' ';
  }
  return out;
}

void register_functions(sqlite3* handle) {
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  sqlite3_create_function(handle, "row_hash", -1, flags, nullptr, row_hash, nullptr, nullptr);
  sqlite3_create_function(handle, "spaced", 1, flags, nullptr, spaced_function, nullptr, nullptr);
}

}  // namespace dealgraph
