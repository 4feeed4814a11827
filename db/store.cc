#include "db/store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

#include "core/error.h"
#include "db/schema.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

bool is_writable(const fs::path& path) { return access(path.c_str(), W_OK) == 0; }

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

// A rename is durable only when its folder is on the disk too.
void sync_folder(const fs::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

void remove_database(const fs::path& file) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + suffix);
}

// Made beside its place and moved there whole, so that no kill leaves half a database behind.
void create_database(const fs::path& file) {
  const fs::path part = file.string() + ".part";
  try {
    remove_database(part);
    {
      Database database(part, Database::Mode::create);
      database.execute("PRAGMA synchronous = FULL");
      migrate(database, migrations());
      database.execute("PRAGMA journal_mode = WAL");
    }
    // A log that outlived its database would be replayed into the new one.
    remove_database(file);
    fs::rename(part, file);
  } catch (const fs::filesystem_error& error) {
    throw Error(ExitCode::cannot_create,
                fmt::format("{}: cannot be created ({})", file.string(), error.code().message()));
  }
  sync_folder(folder_of(file));
}

void migrate_existing(Database& database) {
  const auto version = static_cast<std::size_t>(database.value("PRAGMA user_version"));
  if (version >= migrations().size()) return;
  back_up(database);
  migrate(database, migrations());
}

// A write-ahead log needs its folder writable even for reading. Without that right a file with an
// empty log is read as it stands; one whose log holds changes is not, for they would be missing.
std::unique_ptr<Database> open_unwritable(const fs::path& file) {
  try {
    auto database = std::make_unique<Database>(file, Database::Mode::read);
    database->value("SELECT count(*) FROM sqlite_schema");
    return database;
  } catch (const Error& error) {
    if (error.code() != ExitCode::io) throw;
  }
  std::error_code none;
  const auto log = fs::file_size(file.string() + "-wal", none);
  if (!none && log > 0)
    throw Error(ExitCode::io, fmt::format("{}: the last changes are still in {}-wal, and reading "
                                          "them needs write access to the folder",
                                          file.string(), file.string()));
  return std::make_unique<Database>(file, Database::Mode::immutable);
}

// A damaged or hostile file must keep its bytes, so no checkpoint may follow a refusal.
void check_or_leave_alone(Database& database) {
  try {
    check_schema(database, migrations());
  } catch (const Error&) {
    database.leave_log_alone();
    throw;
  }
}

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

bool Store::exists(const fs::path& file) {
  std::error_code none;
  return fs::exists(file, none) && !(fs::is_regular_file(file, none) && fs::is_empty(file, none));
}

Store Store::open_for_reading(const fs::path& file) {
  check_header(file, migrations().size());
  auto impl = std::make_unique<Impl>();
  const bool writable = is_writable(file) && is_writable(folder_of(file));
  impl->database =
      writable ? std::make_unique<Database>(file, Database::Mode::write) : open_unwritable(file);
  auto& database = *impl->database;
  database.execute("PRAGMA query_only = ON; PRAGMA cache_size = -32768");
  check_or_leave_alone(database);
  if (database.value("PRAGMA user_version") < static_cast<std::int64_t>(migrations().size()))
    throw Error(ExitCode::bad_data,
                fmt::format("{}: was written by an older dealgraph; run 'dealgraph crawl' or "
                            "'dealgraph import' once to bring it up to date",
                            file.string()));
  return Store(std::move(impl));
}

Store Store::open_for_writing(const fs::path& name) {
  // Links are resolved first, so that two names of one file share one lock.
  std::error_code none;
  auto file = fs::weakly_canonical(name, none);
  if (none) file = name;
  auto impl = std::make_unique<Impl>();
  if (exists(file)) {
    check_header(file, migrations().size());
    if (!is_writable(file))
      throw Error(
          ExitCode::io,
          fmt::format("{}: is read-only; make it writable or use another file", file.string()));
  }
  impl->lock.emplace(file);
  if (!exists(file)) create_database(file);
  impl->database = std::make_unique<Database>(file, Database::Mode::write);
  auto& database = *impl->database;
  check_or_leave_alone(database);
  // Indexes of a large file are touched all over: a cache of 48 MiB saves most of the reads.
  database.execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; "
      "PRAGMA temp_store = MEMORY; "
      "PRAGMA wal_autocheckpoint = 4000");
  migrate_existing(database);
  return Store(std::move(impl));
}

}  // namespace dealgraph
