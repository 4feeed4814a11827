#include "db/schema.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <map>
#include <string>
#include <system_error>

#include "core/error.h"
#include "db/store.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t header_size = 100;  // https://www.sqlite.org/fileformat2.html §1.3
constexpr std::string_view magic{"SQLite format 3\0", 16};

std::uint32_t big_endian(const char* bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw Error(ExitCode::bad_data, fmt::format("{}: {}", file.string(), why));
}

// Without a log that may hold the rest, a file must be as long as its header says.
bool is_truncated(const fs::path& file, const char* header) {
  std::error_code none;
  const auto log = fs::file_size(file.string() + "-wal", none);
  if (!none && log > 0) return false;
  const bool count_is_valid = big_endian(header + 24) == big_endian(header + 92);
  std::uint64_t page =
      static_cast<unsigned char>(header[16]) << 8 | static_cast<unsigned char>(header[17]);
  if (page == 1) page = 65536;
  return count_is_valid && fs::file_size(file, none) < page * big_endian(header + 28);
}

std::map<std::string, std::string> objects(const Database& database) {
  std::map<std::string, std::string> found;
  auto rows = database.prepare(
      "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' "
      "ESCAPE '\\'");
  while (rows.step()) found[rows.text(0)] = rows.text(1);
  return found;
}

std::string newer_message(std::int64_t version, std::size_t newest) {
  return fmt::format(
      "was written by a newer dealgraph (schema {}, this program knows {}); use that "
      "version or another file",
      version, newest);
}

}  // namespace

void migrate(Database& database, std::span<const Migration> steps) {
  const auto version = static_cast<std::size_t>(database.value("PRAGMA user_version"));
  for (std::size_t step = version; step < steps.size(); ++step) {
    Transaction transaction(database);
    database.execute(steps[step].sql);
    database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                 application_id, step + 1));
    transaction.commit();
  }
}

fs::path back_up(Database& database) {
  const fs::path copy =
      fmt::format("{}.v{}.bak", database.file().string(), database.value("PRAGMA user_version"));
  const fs::path part = copy.string() + ".part";
  fs::remove(part);
  database.prepare("VACUUM INTO ?1").bind(part.string()).run();
  fs::rename(part, copy);
  return copy;
}

void check_header(const fs::path& file, std::size_t newest_version) {
  std::error_code none;
  if (!Store::exists(file))
    throw Error(ExitCode::no_input,
                fmt::format("{}: no such database; make one with 'dealgraph init' or 'dealgraph "
                            "import'",
                            file.string()));
  if (!fs::is_regular_file(file, none))
    refuse(file, "is no plain file, so it cannot be a database");
  std::array<char, header_size> header{};
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(ExitCode::no_input,
                fmt::format("{}: cannot be read; check its rights", file.string()));
  in.read(header.data(), header.size());
  if (std::string_view(header.data(), magic.size()) != magic)
    refuse(file, "is not a dealgraph database; use another file");
  if (in.gcount() < static_cast<std::streamsize>(header_size))
    refuse(file, "the database is damaged (cut off); restore a backup");
  if (big_endian(header.data() + 68) != application_id)
    refuse(file, "is an SQLite database of another program; use another file");
  const auto version = big_endian(header.data() + 60);
  if (version > newest_version) refuse(file, newer_message(version, newest_version));
  if (is_truncated(file, header.data()))
    refuse(file, "the database is damaged (cut off); restore a backup");
}

void check_schema(const Database& database, std::span<const Migration> steps) {
  const auto& file = database.file();
  const auto version = database.value("PRAGMA user_version");
  // Said again although the header was checked: a newer version may still be in the log alone.
  if (version < 0 || version > static_cast<std::int64_t>(steps.size()))
    refuse(file, newer_message(version, steps.size()));
  Database model(":memory:", Database::Mode::create);
  migrate(model, steps.first(static_cast<std::size_t>(version)));
  const auto found = objects(database);
  for (const auto& [name, sql] : objects(model)) {
    const auto there = found.find(name);
    if (there == found.end() || there->second != sql)
      refuse(file, fmt::format("the database is damaged ({} is {}); restore a backup", name,
                               there == found.end() ? "missing" : "not as dealgraph made it"));
  }
  for (const auto& [name, sql] : found)
    if (name.starts_with("trigger "))
      refuse(file, fmt::format("holds a {}, which dealgraph did not make; drop it", name));
}

}  // namespace dealgraph
