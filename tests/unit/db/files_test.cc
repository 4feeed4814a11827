#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "core/error.h"
#include "db/lock.h"
#include "db/schema.h"
#include "db/sqlite.h"
#include "samples.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;
using namespace test;

void expect_error(const std::function<void()>& action, ExitCode code, const std::string& part,
                  const std::string& what) {
  try {
    action();
    ADD_FAILURE() << what << ": no error";
  } catch (const Error& error) {
    const std::string message = error.what();
    EXPECT_EQ(error.code(), code) << what << ": " << message;
    EXPECT_NE(message.find(part), std::string::npos) << what << ": " << message;
    EXPECT_NE(message.find(".db"), std::string::npos) << what << " names no file: " << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << what << ": " << message;
  }
}

std::string good_database(const TempFolder& folder) {
  const auto file = folder / "good.db";
  { auto store = Store::open_for_writing(file); }
  const auto bytes = read_file(file);
  fs::remove(file);
  return bytes;
}

std::string with_bytes(std::string bytes, std::size_t at, const std::string& other) {
  return bytes.replace(at, other.size(), other);
}

// The bytes of a database that an SQL script turned into something else.
std::string altered(const TempFolder& folder, const std::string& bytes, const std::string& script) {
  const auto file = folder / "altered.db";
  write_file(file, bytes);
  { Database(file, Database::Mode::write).execute("PRAGMA journal_mode = DELETE;" + script); }
  const auto changed = read_file(file);
  fs::remove(file);
  return changed;
}

TEST(Files, WhatIsNotOursIsRefusedAndKeepsItsBytes) {
  TempFolder folder;
  const auto good = good_database(folder);
  Database(folder / "foreign.db", Database::Mode::create)
      .execute("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')");
  const struct {
    const char* what;
    std::string bytes;
    const char* part;
  } cases[] = {
      {"text", "a shopping list\n", "not a dealgraph database"},
      {"long text", std::string(20000, 'x'), "not a dealgraph database"},
      {"cut in its header", good.substr(0, 50), "cut off"},
      {"cut in a page", good.substr(0, good.size() - 1000), "cut off"},
      {"cut after a page", good.substr(0, 4096), "cut off"},
      {"of another program", read_file(folder / "foreign.db"), "another program"},
      {"of another application", with_bytes(good, 68, "GPKG"), "another program"},
      {"newer", with_bytes(good, 60, std::string("\0\0\0\x63", 4)), "newer dealgraph (schema 99"},
      {"negative version", with_bytes(good, 60, std::string("\xff\xff\xff\xff", 4)), "newer"},
      {"damaged schema", with_bytes(good, 100, std::string(200, '\xee')), "damaged"},
      {"page size", with_bytes(good, 16, "\x03\x07"), "damaged"},
      {"a table is missing", altered(folder, good, "DROP TABLE sources"),
       "damaged (table sources is missing"},
      {"a view was changed",
       altered(folder, good, "DROP VIEW v_edges; CREATE VIEW v_edges AS SELECT 1"),
       "damaged (view v_edges is not"},
      {"hostile trigger",
       altered(folder, good,
               "CREATE TRIGGER evil AFTER INSERT ON runs BEGIN DELETE FROM deals; END"),
       "trigger evil"},
  };
  for (const auto& c : cases) {
    const auto file = folder / "case.db";
    write_file(file, c.bytes);
    expect_error([&] { Store::open_for_reading(file); }, ExitCode::bad_data, c.part, c.what);
    EXPECT_TRUE(read_file(file) == c.bytes) << c.what << ": changed by reading";
    expect_error([&] { Store::open_for_writing(file); }, ExitCode::bad_data, c.part, c.what);
    EXPECT_TRUE(read_file(file) == c.bytes) << c.what << ": changed by writing";
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) fs::remove(file.string() + suffix);
  }
}

TEST(Files, MissingFilesAndFolders) {
  TempFolder folder;
  expect_error([&] { Store::open_for_reading(folder / "none.db"); }, ExitCode::no_input,
               "no such database", "missing");
  expect_error([&] { Store::open_for_writing(folder / "no/such/folder/a.db"); },
               ExitCode::cannot_create, "cannot be created", "missing folder");
  fs::create_directory(folder / "folder.db");
  expect_error([&] { Store::open_for_reading(folder / "folder.db"); }, ExitCode::bad_data,
               "no plain file", "a folder");
  expect_error([&] { Store::open_for_writing(folder / "folder.db"); }, ExitCode::bad_data,
               "no plain file", "a folder");
}

TEST(Files, AnEmptyFileIsADatabaseNotMadeYet) {
  TempFolder folder;
  const auto file = folder / "empty.db";
  write_file(file, "");
  expect_error([&] { Store::open_for_reading(file); }, ExitCode::no_input, "no such database",
               "empty");
  { auto store = Store::open_for_writing(file); }
  EXPECT_NO_THROW(Store::open_for_reading(file));
}

TEST(Files, ANewDatabaseTakesNothingFromAnOldLog) {
  TempFolder folder;
  const auto file = folder / "new.db";
  Database old(folder / "old.db", Database::Mode::create);
  old.execute("PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (url TEXT)");
  write_file(folder / "new.db-wal", read_file(folder / "old.db-wal"));
  { auto store = Store::open_for_writing(file); }
  EXPECT_EQ(query(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'bookmarks'", 1), "0\n");
}

TEST(Files, OwnTablesOfTheUserAreWelcome) {
  TempFolder folder;
  const auto file = folder / "own.db";
  write_file(file, altered(folder, good_database(folder),
                           "CREATE TABLE notes (x); CREATE VIEW mine AS SELECT * FROM v_deals"));
  EXPECT_NO_THROW(Store::open_for_writing(file));
  EXPECT_NO_THROW(Store::open_for_reading(file));
}

TEST(Files, ANewDatabaseIsWholeAndHasOurSettings) {
  TempFolder folder;
  const auto file = folder / "new.db";
  write_file(folder / "new.db.part", "left by a kill");
  { auto store = Store::open_for_writing(file); }
  EXPECT_FALSE(fs::exists(folder / "new.db.part"));
  Database database(file, Database::Mode::read);
  EXPECT_EQ(database.value("PRAGMA application_id"), application_id);
  EXPECT_EQ(database.value("PRAGMA user_version"), static_cast<std::int64_t>(migrations().size()));
  EXPECT_EQ(query(file, "PRAGMA journal_mode", 1), "wal\n");
  EXPECT_EQ(query(file, "PRAGMA integrity_check", 1), "ok\n");
  EXPECT_EQ(query(file, "PRAGMA foreign_key_check", 1), "");
  EXPECT_EQ(database.value("SELECT count(*) FROM pragma_table_list "
                           "WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT strict"),
            0);
}

TEST(Migrate, StepsAreTransactionsAndTheFirstVersionIsCopied) {
  TempFolder folder;
  const auto file = folder / "old.db";
  const Migration steps[] = {{"CREATE TABLE a (x); INSERT INTO a VALUES (1)"},
                             {"ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1"},
                             {"CREATE TABLE b (x); CREATE TABLE a (broken)"}};
  {
    Database database(file, Database::Mode::create);
    migrate(database, std::span(steps).first(1));
    EXPECT_EQ(database.value("PRAGMA user_version"), 1);
    EXPECT_EQ(back_up(database), file.string() + ".v1.bak");
    EXPECT_EQ(back_up(database), file.string() + ".v1.bak") << "again, over the old copy";
    EXPECT_THROW(migrate(database, steps), Error);
    EXPECT_EQ(database.value("PRAGMA user_version"), 2) << "the step that failed left nothing";
    EXPECT_EQ(database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
    EXPECT_EQ(database.value("SELECT y FROM a"), 2);
  }
  Database copy(file.string() + ".v1.bak", Database::Mode::read);
  EXPECT_EQ(copy.value("PRAGMA user_version"), 1);
  EXPECT_EQ(copy.value("PRAGMA application_id"), application_id);
  EXPECT_EQ(copy.value("SELECT x FROM a"), 1);
  EXPECT_FALSE(fs::exists(file.string() + ".v1.bak.part"));
}

TEST(WriterLock, TheSecondWriterIsToldWhoHoldsIt) {
  TempFolder folder;
  const auto file = folder / "a.db";
  auto first = Store::open_for_writing(file);
  expect_error([&] { Store::open_for_writing(file); }, ExitCode::busy,
               "process " + std::to_string(getpid()), "second writer");
  fs::create_symlink(file, folder / "alias.db");
  expect_error([&] { Store::open_for_writing(folder / "alias.db"); }, ExitCode::busy, "process",
               "second writer by another name");
  EXPECT_NO_THROW(Store::open_for_reading(file));
}

TEST(WriterLock, IsGivenBack) {
  TempFolder folder;
  const auto file = folder / "a.db";
  for (int i = 0; i < 3; ++i) EXPECT_NO_THROW(Store::open_for_writing(file)) << i;
  write_file(folder / "a.db.lock", "99999999\n");
  EXPECT_NO_THROW(Store::open_for_writing(file)) << "a file alone holds nothing";
}

TEST(WriterLock, FollowsNoLink) {
  TempFolder folder;
  write_file(folder / "precious", "keep me");
  fs::create_symlink(folder / "precious", folder / "a.db.lock");
  expect_error([&] { Store::open_for_writing(folder / "a.db"); }, ExitCode::io, "symbolic link",
               "link");
  EXPECT_EQ(read_file(folder / "precious"), "keep me");
  ASSERT_EQ(mkfifo((folder / "b.db.lock").c_str(), 0600), 0);
  expect_error([&] { Store::open_for_writing(folder / "b.db"); }, ExitCode::io, "no plain file",
               "fifo");
}

// As a user whom the rights bind; root may write anything. Returns the first complaint.
std::string as_nobody(const std::function<std::string()>& check) {
  int channel[2];
  if (pipe(channel) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(1);
    std::string problem;
    try {
      problem = check();
    } catch (const std::exception& error) {
      problem = error.what();
    }
    (void)!write(channel[1], problem.data(), problem.size());
    _exit(0);
  }
  close(channel[1]);
  std::string problem;
  char buffer[512];
  for (ssize_t size; (size = read(channel[0], buffer, sizeof buffer)) > 0;)
    problem.append(buffer, static_cast<std::size_t>(size));
  close(channel[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0 ? problem : "the child failed";
}

TEST(Files, ReadOnlyFilesCanBeReadAndAreNotWritten) {
  TempFolder folder;
  const auto file = folder / "a.db";
  {
    auto store = Store::open_for_writing(file);
    store.mark_crawled("cnyes", {7, 0, 0, 0, ""});
  }
  const auto before = read_file(file);
  chmod(file.c_str(), 0444);
  chmod(folder.path().c_str(), 0555);
  EXPECT_EQ(as_nobody([&] {
              const auto at = Store::open_for_reading(file).last_crawled("cnyes");
              return at == 7 ? "" : "wrong content";
            }),
            "");
  const auto problem = as_nobody([&]() -> std::string {
    try {
      Store::open_for_writing(file);
      return "no error";
    } catch (const Error& error) {
      return std::to_string(static_cast<int>(error.code())) + ' ' + error.what();
    }
  });
  EXPECT_EQ(problem,
            "74 " + file.string() + ": is read-only; make it writable or use another file");
  chmod(folder.path().c_str(), 0755);
  EXPECT_TRUE(read_file(file) == before);
}

// A log that still holds changes cannot be read without write access; half an answer would be
// worse.
TEST(Files, ALogThatCannotBeReadIsNotIgnored) {
  TempFolder folder;
  const auto file = folder / "a.db";
  auto store = std::make_unique<Store>(Store::open_for_writing(file));
  store->mark_crawled("cnyes", {7, 0, 0, 0, ""});
  fs::create_directory(folder / "copy");
  fs::copy_file(file, folder / "copy/a.db");
  fs::copy_file(file.string() + "-wal", folder / "copy/a.db-wal");
  store.reset();
  chmod((folder / "copy").c_str(), 0555);
  chmod(folder.path().c_str(), 0755);
  const auto problem = as_nobody([&]() -> std::string {
    Store::open_for_reading(folder / "copy/a.db");
    return "no error";
  });
  chmod((folder / "copy").c_str(), 0755);
  EXPECT_NE(problem.find("the last changes are still in"), std::string::npos) << problem;
}

}  // namespace
}  // namespace dealgraph
