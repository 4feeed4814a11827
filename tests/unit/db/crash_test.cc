#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "samples.h"
#include "temp_folder.h"

namespace dealgraph {
namespace {

using namespace test;

constexpr const char* sentence = "輝達投資OpenAI，OpenAI投資輝達。";

Article numbered(int number) {
  return article("https://x/" + std::to_string(number), "標題", sentence);
}

// Both deals of the article and all derived tables, as a crawl would.
void store_one(Store& store, int number) {
  const auto made = numbered(number);
  auto forth = mention(made, "輝達", "nvidia", "OpenAI", "openai", sentence);
  auto back = mention(made, "OpenAI", "openai", "輝達", "nvidia", sentence);
  store.keep_article(page(made.url, std::string(3000, 'x')), made, {forth, back}, listed, "r");
  derive(store, true, number);
}

// Stores articles from `number` on and says each number after its commit, until it is killed.
[[noreturn]] void work(const std::filesystem::path& file, int number, int channel) {
  try {
    auto store = Store::open_for_writing(file);
    for (;; ++number) {
      store_one(store, number);
      if (write(channel, &number, sizeof number) != sizeof number) _exit(1);
    }
  } catch (const std::exception& error) {
    fprintf(stderr, "%s\n", error.what());
  }
  _exit(1);
}

// The last number that the child said before it died.
int run_and_kill(const std::filesystem::path& file, int number, useconds_t after) {
  int channel[2];
  if (pipe(channel) != 0) return -1;
  const pid_t child = fork();
  if (child == 0) work(file, number, channel[1]);
  close(channel[1]);
  usleep(after);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  int last = number - 1;
  for (int said; read(channel[0], &said, sizeof said) == sizeof said;) last = said;
  close(channel[0]);
  return last;
}

TEST(Crash, NothingIsLostDoubledOrHalfWritten) {
  TempFolder folder;
  const auto file = folder / "a.db";
  std::mt19937 random(5);
  int stored = 0;
  // A busy machine writes little in the time that a child lives, so it may live ever longer.
  constexpr int most_rounds = 60;
  useconds_t patience = 60'000;
  for (int round = 0; round < 20 || (stored <= 20 && round < most_rounds); ++round) {
    if (round >= 20) patience += 20'000;
    // The first rounds hit the making of the file, the others the writing.
    const useconds_t after = round < 8 ? random() % 12'000 : 10'000 + random() % patience;
    const int last = run_and_kill(file, stored + 1, after);
    ASSERT_GE(last, stored);
    if (!std::filesystem::exists(file)) {
      ASSERT_EQ(last, 0);
      continue;
    }
    { auto store = Store::open_for_writing(file); }
    EXPECT_EQ(query(file, "PRAGMA integrity_check", 1), "ok\n");
    EXPECT_EQ(query(file, "PRAGMA foreign_key_check", 1), "");
    const int count = std::stoi(query(file, "SELECT count(*) FROM articles", 1));
    // One more may have been committed that the child had no time to say.
    ASSERT_GE(count, last) << "round " << round;
    ASSERT_LE(count, last + 1) << "round " << round;
    EXPECT_EQ(query(file,
                    "SELECT count(*) FROM articles a WHERE (SELECT count(*) FROM evidence e "
                    "WHERE e.article_id = a.id AND live) != 2",
                    1),
              "0\n");
    EXPECT_EQ(query(file, "SELECT count(*) FROM pages", 1), std::to_string(count) + '\n');
    EXPECT_EQ(query(file,
                    "SELECT count(*) FROM deals WHERE id NOT IN (SELECT deal_id FROM "
                    "evidence WHERE deal_id IS NOT NULL)",
                    1),
              "0\n");
    stored = count;
  }
  EXPECT_GT(stored, 20) << "too little was written for the kills to hit anything";
}

}  // namespace
}  // namespace dealgraph
