#pragma once
#include <cstdint>
#include <filesystem>
#include <span>

#include "db/sqlite.h"

namespace dealgraph {

// PRAGMA application_id of our files: "DGRF".
inline constexpr std::int64_t application_id = 0x44475246;

// One step of the schema. Steps are never edited after a release, only added; step i brings a file
// to PRAGMA user_version i + 1.
struct Migration {
  const char* sql;
};
std::span<const Migration> migrations();

// Runs the steps that the file lacks, each in one transaction of its own.
void migrate(Database& database, std::span<const Migration> steps);

// Copies the database as it stands to FILE.v<user_version>.bak, whole or not at all.
// Returns the copy's path.
std::filesystem::path back_up(Database& database);

// Throws Error(bad_data) unless the file looks like one of ours, by its first 100 bytes and its
// size, and Error(no_input) if there is none. Opens nothing through SQLite, so that a file that is
// not ours keeps its bytes.
void check_header(const std::filesystem::path& file, std::size_t newest_version);

// Throws Error(bad_data) unless tables, views and indexes are exactly those that the steps up to
// the file's user_version make. Other tables and views are the user's own and welcome; triggers
// are not, since they would run inside our transactions.
void check_schema(const Database& database, std::span<const Migration> steps);

}  // namespace dealgraph
