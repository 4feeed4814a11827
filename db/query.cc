#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <memory>

#include "core/error.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int most_bytes_of_text = 8 << 20;  // also of what a function builds
constexpr int steps_between_looks = 200;     // of SQLite's machine; one may build a long text

bool is_same(const char* text, std::string_view other) { return text && other == text; }

// Lets a statement read. SQLite asks for each thing that a statement would do, also for those that
// a view or the full-text index does inside.
int allow_reading(void*, int action, const char* first, const char* second, const char*,
                  const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return is_same(second, "load_extension") ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:  // the full-text index asks whether others have written
      return is_same(first, "data_version") && !second ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

// Guards a connection for the life of one statement, and leaves it as it was.
class Guard {
 public:
  Guard(sqlite3* handle, const QueryLimits& limits)
      : handle_(handle), end_(Clock::now() + std::chrono::milliseconds(limits.milliseconds)) {
    sqlite3_set_authorizer(handle_, allow_reading, nullptr);
    sqlite3_progress_handler(handle_, steps_between_looks, is_late, this);
    length_ = sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, most_bytes_of_text);
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
  ~Guard() {
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, length_);
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
    sqlite3_set_authorizer(handle_, nullptr, nullptr);
  }

 private:
  static int is_late(void* self) { return Clock::now() > static_cast<Guard*>(self)->end_; }

  sqlite3* handle_;
  Clock::time_point end_;
  int length_ = 0;
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using UserStatement = std::unique_ptr<sqlite3_stmt, Finalize>;

std::string explain(sqlite3* handle, int code, const QueryLimits& limits) {
  switch (code & 0xFF) {
    case SQLITE_INTERRUPT:
      return fmt::format("it takes more than {:g} seconds; ask for less, or use the sqlite3 shell",
                         limits.milliseconds / 1000.0);
    case SQLITE_AUTH:
      return fmt::format("a question may only read ({})", sqlite3_errmsg(handle));
    case SQLITE_TOOBIG:
      return "a text of the result is too long";
    default:
      return sqlite3_errmsg(handle);
  }
}

// Whether more than space, semicolons and comments is left: sqlite3_prepare finds nothing in those.
bool is_more_sql(sqlite3* handle, const char* rest) {
  while (*rest) {
    sqlite3_stmt* raw = nullptr;
    const char* next = nullptr;
    const int code = sqlite3_prepare_v2(handle, rest, -1, &raw, &next);
    const UserStatement statement(raw);
    if (code != SQLITE_OK || raw) return true;
    if (next == rest) return false;
    rest = next;
  }
  return false;
}

QueryResult::Cell cell_at(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::monostate();
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    default: {
      const void* data = sqlite3_column_blob(statement, column);
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return data ? std::string(static_cast<const char*>(data), size) : std::string();
    }
  }
}

std::size_t size_of(const QueryResult::Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return sizeof cell + (text ? text->size() : 0);
}

// Returns SQLITE_DONE, or what stopped it.
int read_rows(sqlite3_stmt* statement, const QueryLimits& limits, QueryResult& result) {
  const int columns = sqlite3_column_count(statement);
  for (int i = 0; i < columns; ++i) result.columns.emplace_back(sqlite3_column_name(statement, i));
  std::size_t bytes = 0;
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    result.cut = result.rows.size() >= limits.rows || bytes > limits.bytes;
    if (result.cut) return SQLITE_DONE;
    auto& row = result.rows.emplace_back();
    for (int i = 0; i < columns; ++i) {
      row.push_back(cell_at(statement, i));
      bytes += size_of(row.back());
    }
  }
  return code;
}

QueryResult failed(std::string problem) {
  QueryResult result;
  result.problem = std::move(problem);
  return result;
}

}  // namespace

QueryResult Store::query(const std::string& sql, const QueryLimits& limits) const {
  QueryResult result;
  auto* handle = impl_->database->handle();
  // A virtual table declares itself when it is first used, which only looks like writing.
  impl_->database->value("SELECT rowid FROM article_fts LIMIT 0");
  const Guard guard(handle, limits);
  if (sql.find('\0') != std::string::npos) return failed("there is a NUL character in it");
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  int code = sqlite3_prepare_v2(handle, sql.c_str(), -1, &raw, &rest);
  const UserStatement statement(raw);
  if (code != SQLITE_OK) return failed(explain(handle, code, limits));
  if (!raw) return failed("there is no statement in it");
  if (!sqlite3_stmt_readonly(raw)) return failed("a question may only read");
  if (is_more_sql(handle, rest)) return failed("there is more than one statement in it");
  code = read_rows(raw, limits, result);
  if (code != SQLITE_DONE) return failed(explain(handle, code, limits));
  return result;
}

}  // namespace dealgraph
