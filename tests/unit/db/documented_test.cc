#include <gtest/gtest.h>

#include <map>
#include <set>

#include "samples.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

using namespace test;

// The columns that a section "## `NAME`" of the page describes, one table row each.
std::map<std::string, std::set<std::string>> documented(const std::string& page) {
  std::map<std::string, std::set<std::string>> views;
  std::istringstream lines(page);
  std::string view;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) view.clear();
    if (line.starts_with("## `")) view = line.substr(4, line.find('`', 4) - 4);
    if (view.empty() || !line.starts_with("| `")) continue;
    const auto names = line.substr(0, line.find(" |", 2));
    for (auto at = names.find('`'); at != std::string::npos; at = names.find('`', at + 1)) {
      const auto end = names.find('`', at + 1);
      views[view].insert(names.substr(at + 1, end - at - 1));
      at = end;
    }
  }
  return views;
}

TEST(Documentation, DescribesEveryColumnOfEveryView) {
  TempFolder folder;
  const auto file = folder / "a.db";
  { auto store = Store::open_for_writing(file); }
  Database database(file, Database::Mode::read);
  std::map<std::string, std::set<std::string>> views;
  auto row = database.prepare(
      "SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c "
      "WHERE s.type = 'view'");
  while (row.step()) views[row.text(0)].insert(row.text(1));
  ASSERT_EQ(views.size(), 11U);
  const auto page = documented(read_file(DEALGRAPH_SOURCE_DIR "/docs/database.md"));
  for (const auto& [view, columns] : views) {
    const auto section = page.find(view);
    ASSERT_NE(section, page.end()) << view << " has no section";
    EXPECT_EQ(section->second, columns) << view;
  }
}

// Every query that the page shows runs.
TEST(Documentation, ItsQueriesRun) {
  TempFolder folder;
  const auto file = folder / "a.db";
  { auto store = Store::open_for_writing(file); }
  const auto page = read_file(DEALGRAPH_SOURCE_DIR "/docs/database.md");
  int queries = 0;
  for (auto at = page.find("```sql\n"); at != std::string::npos; at = page.find("```sql\n", at)) {
    at += 7;
    const auto end = page.find("```", at);
    EXPECT_NO_THROW(Database(file, Database::Mode::read).execute(page.substr(at, end - at)))
        << page.substr(at, end - at);
    ++queries;
  }
  EXPECT_GE(queries, 3);
}

}  // namespace
}  // namespace dealgraph
