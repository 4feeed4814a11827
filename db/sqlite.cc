#include "db/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

#include "core/error.h"
#include "db/functions.h"

namespace dealgraph {
namespace {

constexpr int busy_timeout_ms = 10'000;

// A path as a file: URI of SQLite.
std::string to_uri(const std::filesystem::path& file, std::string_view query) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%' || byte <= 0x20)
      uri += fmt::format("%{:02X}", byte);
    else
      uri += c;
  }
  return uri + std::string(query);
}

int open_flags(Database::Mode mode) {
  switch (mode) {
    case Database::Mode::read:
      return SQLITE_OPEN_READONLY;
    case Database::Mode::write:
      return SQLITE_OPEN_READWRITE;
    case Database::Mode::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::immutable:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  }
  return SQLITE_OPEN_READONLY;
}

Error to_error(int code, const std::string& file, std::string_view detail) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ExitCode::busy,
              fmt::format("{}: another program is writing to it; run again when it is done", file)};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {ExitCode::bad_data,
              fmt::format("{}: the database is damaged ({}); restore a backup", file, detail)};
    case SQLITE_FULL:
      return {ExitCode::io, fmt::format("{}: the disk is full; make room and run again, what was "
                                        "stored before is kept",
                                        file)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ExitCode::io,
              fmt::format("{}: cannot be written ({}); make the file and its folder writable", file,
                          detail)};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return {ExitCode::io,
              fmt::format("{}: cannot be read or written ({}); check the disk and the "
                          "rights of the file and its folder",
                          file, detail)};
    case SQLITE_NOMEM:
      return {ExitCode::unavailable, fmt::format("{}: out of memory", file)};
    case SQLITE_TOOBIG:
      return {ExitCode::bad_data, fmt::format("{}: a text is too long to be stored", file)};
    default:
      return {ExitCode::software, fmt::format("{}: SQLite error {}: {}", file, code, detail)};
  }
}

}  // namespace

Statement::Statement(Database& database, std::string sql, sqlite3_stmt* statement)
    : database_(&database), sql_(std::move(sql)), statement_(statement) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      sql_(std::move(other.sql_)),
      statement_(std::exchange(other.statement_, nullptr)) {}

Statement::~Statement() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  database_->idle_[sql_].push_back(statement_);
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) database_->fail(code);
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  database_->fail(code);
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::bind_null(int index) { check(sqlite3_bind_null(statement_, index)); }
void Statement::bind_integer(int index, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, index, value));
}
void Statement::bind_real(int index, double value) {
  check(sqlite3_bind_double(statement_, index, value));
}
void Statement::bind_text(int index, std::string_view value) {
  // A null pointer would bind NULL, but an empty view is an empty text.
  const char* data = value.data() ? value.data() : "";
  check(sqlite3_bind_text64(statement_, index, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::bind_blob(int index, std::string_view value) {
  const char* data = value.data() ? value.data() : "";
  check(sqlite3_bind_blob64(statement_, index, data, value.size(), SQLITE_TRANSIENT));
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
std::string Statement::text(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return data ? std::string(static_cast<const char*>(data), size) : std::string();
}
std::optional<double> Statement::optional_real(int column) const {
  if (is_null(column)) return std::nullopt;
  return real(column);
}
std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

// Statements that were never returned are the caller's defect; close_v2 then waits for them.
void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Database::Database(std::filesystem::path file, Mode mode) : file_(std::move(file)) {
  sqlite3* handle = nullptr;
  const std::string name = mode == Mode::immutable ? to_uri(file_, "?immutable=1") : file_.string();
  const int code = sqlite3_open_v2(name.c_str(), &handle, open_flags(mode), nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail(code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, busy_timeout_ms);
  // A file may come from anywhere: its schema must not run functions or rewrite itself.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  register_functions(handle);
}

Database::~Database() {
  for (auto& [sql, statements] : idle_)
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
}

void Database::fail(int code) const {
  const char* detail = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  throw to_error(code, file_.string(), detail);
}

Statement Database::prepare(std::string_view sql) const {
  std::string key(sql);
  auto& self = const_cast<Database&>(*this);
  if (auto found = idle_.find(key); found != idle_.end() && !found->second.empty()) {
    sqlite3_stmt* statement = found->second.back();
    found->second.pop_back();
    return {self, std::move(key), statement};
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(handle_.get(), key.data(), static_cast<int>(key.size()),
                                      &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  return {self, std::move(key), statement};
}

void Database::execute(const std::string& script) {
  const int code = sqlite3_exec(handle_.get(), script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }

std::int64_t Database::value(std::string_view sql) const {
  auto statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

void Database::leave_log_alone() {
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Transaction::Transaction(Database& database)
    : database_(database), nested_(!sqlite3_get_autocommit(database.handle_.get())) {
  database_.prepare(nested_ ? "SAVEPOINT nested" : "BEGIN IMMEDIATE").run();
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    if (nested_) database_.prepare("ROLLBACK TO nested").run();
    database_.prepare(nested_ ? "RELEASE nested" : "ROLLBACK").run();
  } catch (const Error&) {
    // SQLite rolls back by itself on a full disk or an I/O error; then there is nothing to undo.
  }
}

void Transaction::commit() {
  database_.prepare(nested_ ? "RELEASE nested" : "COMMIT").run();
  open_ = false;
}

}  // namespace dealgraph
