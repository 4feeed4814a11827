#include "db/sqlite.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <random>

#include "core/error.h"
#include "db/compress.h"
#include "db/hash.h"
#include "db/readable_amount.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

using test::TempFolder;

ExitCode code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_NE(error.what()[0], '\0');
    return error.code();
  }
  return ExitCode::ok;
}

TEST(Statement, BindsAndReadsEveryKind) {
  Database database(":memory:", Database::Mode::create);
  auto row = database.prepare("SELECT ?1, ?2, ?3, ?4, ?5, ?6, typeof(?7)");
  row.bind(std::int64_t{-5}, 2.5, "輝達", std::optional<double>(), std::optional<int>(3),
           Blob{std::string_view("a\0b", 3)}, std::string_view());
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.integer(0), -5);
  EXPECT_EQ(row.real(1), 2.5);
  EXPECT_EQ(row.text(2), "輝達");
  EXPECT_TRUE(row.is_null(3));
  EXPECT_EQ(row.optional_real(3), std::nullopt);
  EXPECT_EQ(row.optional_integer(4), 3);
  EXPECT_EQ(row.text(5), std::string("a\0b", 3));
  EXPECT_EQ(row.text(6), "text") << "an empty text is no NULL";
  EXPECT_FALSE(row.step());
}

TEST(Statement, TheSameStatementMayBeUsedInsideItself) {
  Database database(":memory:", Database::Mode::create);
  const char* sql = "SELECT value FROM json_each('[1,2,3]') WHERE value > ?1 ORDER BY 1";
  auto outer = database.prepare(sql);
  outer.bind(0);
  std::string seen;
  while (outer.step()) {
    auto inner = database.prepare(sql);
    inner.bind(outer.integer(0));
    while (inner.step()) seen += outer.text(0) + inner.text(0) + ' ';
  }
  EXPECT_EQ(seen, "12 13 23 ");
}

TEST(Transaction, RollsBackUnlessCommitted) {
  Database database(":memory:", Database::Mode::create);
  database.execute("CREATE TABLE t (x)");
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (1)");
  }
  EXPECT_EQ(database.value("SELECT count(*) FROM t"), 0);
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (1)");
    transaction.commit();
  }
  EXPECT_EQ(database.value("SELECT count(*) FROM t"), 1);
}

TEST(Database, ErrorsSayWhoMustAct) {
  TempFolder folder;
  test::write_file(folder / "text.db", std::string(2000, 'x'));
  EXPECT_EQ(
      code_of([&] {
        Database(folder / "text.db", Database::Mode::write).value("SELECT 1 FROM sqlite_schema");
      }),
      ExitCode::bad_data);
  EXPECT_EQ(code_of([&] { Database(folder / "none.db", Database::Mode::write); }), ExitCode::io);
  Database database(folder / "real.db", Database::Mode::create);
  database.execute("CREATE TABLE t (x)");
  EXPECT_EQ(code_of([&] { database.execute("SELECT nonsense"); }), ExitCode::software);
  Database reader(folder / "real.db", Database::Mode::read);
  EXPECT_EQ(code_of([&] { reader.execute("INSERT INTO t VALUES (1)"); }), ExitCode::io);
  database.execute("PRAGMA max_page_count = 2");
  EXPECT_EQ(code_of([&] { database.execute("INSERT INTO t VALUES (zeroblob(100000))"); }),
            ExitCode::io);
}

TEST(Database, ALockedFileIsBusy) {
  TempFolder folder;
  Database one(folder / "a.db", Database::Mode::create);
  one.execute("CREATE TABLE t (x)");
  Database other(folder / "a.db", Database::Mode::write);
  other.execute("PRAGMA busy_timeout = 20");
  Transaction transaction(one);
  EXPECT_EQ(code_of([&] { Transaction second(other); }), ExitCode::busy);
}

TEST(Database, OpensNamesThatAreNoUri) {
  TempFolder folder;
  const auto file = folder / "a b?c#d%e輝.db";
  Database(file, Database::Mode::create).execute("CREATE TABLE t (x); INSERT INTO t VALUES (7)");
  EXPECT_EQ(Database(file, Database::Mode::immutable).value("SELECT x FROM t"), 7);
}

TEST(Compress, ReadsBackAndRefusesDamage) {
  std::mt19937 random(3);
  for (const std::size_t size : {0, 1, 100, 100'000}) {
    std::string bytes(size, 'a');
    for (std::size_t i = 0; i < size; i += 3) bytes[i] = static_cast<char>(random());
    const auto frame = compress(bytes);
    EXPECT_EQ(decompress(frame), bytes) << size;
    EXPECT_EQ(code_of([&] { decompress(frame.substr(0, frame.size() - 1)); }), ExitCode::bad_data);
  }
  EXPECT_EQ(code_of([] { decompress(""); }), ExitCode::bad_data);
  EXPECT_EQ(code_of([] { decompress("no frame at all"); }), ExitCode::bad_data);
}

TEST(ContentHash, IsXxh64) {
  // The value that the xxHash specification gives for no input with seed 0.
  EXPECT_EQ(static_cast<std::uint64_t>(content_hash("")), 0xEF46DB3751D8E999ULL);
  EXPECT_NE(content_hash("a"), content_hash("b"));
}

TEST(ReadableAmount, SaysItInPlainWords) {
  const auto make = [](std::optional<double> min, std::optional<double> max, Qualifier qualifier,
                       Per per = Per::total, const char* currency = "USD") {
    return Amount{min, max, currency, qualifier, per, ""};
  };
  const struct {
    std::optional<Amount> amount;
    const char* expected;
  } cases[] = {
      {std::nullopt, "undisclosed"},
      {Amount{}, "undisclosed"},
      {make(5e9, 5e9, Qualifier::exact), "5 billion USD"},
      {make({}, 100e9, Qualifier::up_to), "up to 100 billion USD"},
      {make(3e9, {}, Qualifier::at_least), "at least 3 billion USD"},
      {make(2e9, 2e9, Qualifier::about), "about 2 billion USD"},
      {make(1e10, 1e11, Qualifier::range), "10 billion to 100 billion USD"},
      {make(11.95e9, 11.95e9, Qualifier::exact), "11.95 billion USD"},
      {make(3e9, 3e9, Qualifier::exact, Per::year), "3 billion USD per year"},
      {make(1.2e12, 1.2e12, Qualifier::exact, Per::total, "TWD"), "1.2 trillion TWD"},
      {make(350000, 350000, Qualifier::exact, Per::total, "EUR"), "350000 EUR"},
      {make(23.28, 23.28, Qualifier::exact, Per::share), "23.28 USD per share"},
      {make(999.99e6, 999.99e6, Qualifier::exact), "1 billion USD"},
      {make(0, 0, Qualifier::exact), "0 USD"},
  };
  for (const auto& c : cases) EXPECT_EQ(readable_amount(c.amount), c.expected);
}

}  // namespace
}  // namespace dealgraph
