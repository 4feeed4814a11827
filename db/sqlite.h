#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace dealgraph {

class Database;

// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

// A prepared statement, borrowed from its Database's cache until the end of its life. Must not
// outlive the Database. Every failure throws Error as Database says.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Binds ?1, ?2, … from left to right; an empty optional is NULL. Values are copied.
  template <typename... T>
  Statement& bind(const T&... values) {
    int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }
  bool step();  // true: a row is there
  void run();   // steps to the end

  // Columns of the present row count from 0.
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;  // also the bytes of a blob; "" for NULL
  std::optional<double> optional_real(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  friend class Database;
  Statement(Database& database, std::string sql, sqlite3_stmt* statement);

  template <typename T>
  struct IsOptional : std::false_type {};
  template <typename T>
  struct IsOptional<std::optional<T>> : std::true_type {};

  template <typename T>
  void bind_one(int index, const T& value) {
    if constexpr (IsOptional<T>::value) {
      if (value)
        bind_one(index, *value);
      else
        bind_null(index);
    } else if constexpr (std::is_same_v<T, Blob>) {
      bind_blob(index, value.bytes);
    } else if constexpr (std::is_floating_point_v<T>) {
      bind_real(index, value);
    } else if constexpr (std::is_integral_v<T>) {
      bind_integer(index, static_cast<std::int64_t>(value));
    } else {
      bind_text(index, std::string_view(value));
    }
  }
  void bind_null(int index);
  void bind_integer(int index, std::int64_t value);
  void bind_real(int index, double value);
  void bind_text(int index, std::string_view value);
  void bind_blob(int index, std::string_view value);
  void check(int code) const;

  Database* database_;
  std::string sql_;
  sqlite3_stmt* statement_;
};

// One connection. Failures throw Error: busy (locked by another), bad_data (damaged or no
// database), io (unreadable, unwritable, disk full), software (a statement that is wrong).
class Database {
 public:
  enum class Mode {
    read,       // existing file, never written to by a statement
    write,      // existing file
    create,     // makes the file if it is not there
    immutable,  // existing file on a medium that nobody can write to; ignores a write-ahead log
  };
  // ":memory:" with Mode::create is a private database in memory.
  Database(std::filesystem::path file, Mode mode);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  Statement prepare(std::string_view sql) const;
  void execute(const std::string& script);         // any number of statements, no results
  std::int64_t last_id() const;                    // of the last row inserted
  std::int64_t value(std::string_view sql) const;  // first column of the first row; 0 if none
  // The write-ahead log is left alone when the connection closes: the file keeps its bytes.
  void leave_log_alone();
  const std::filesystem::path& file() const { return file_; }
  // For a wrapper of more of the C API (db/query.cc); never closed by the caller.
  sqlite3* handle() const { return handle_.get(); }

 private:
  friend class Statement;
  friend class Transaction;
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  [[noreturn]] void fail(int code) const;

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> handle_;
  // Idle statements by their SQL. A statement in use is not here, so calls may nest.
  mutable std::unordered_map<std::string, std::vector<sqlite3_stmt*>> idle_;
};

// BEGIN IMMEDIATE: a writer that cannot go on learns so at once, not half-way. Within another one
// it is a part of that, which may fail alone.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();  // rolls back unless committed
  void commit();

 private:
  Database& database_;
  bool nested_;
  bool open_ = true;
};

}  // namespace dealgraph
