#include <filesystem>
#include <fstream>

#include "cli/command.h"
#include "db/store.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

constexpr std::string_view config_text =
    R"toml(# Configuration of dealgraph. Paths are relative to this file. An option on the command line and
# a variable DEALGRAPH_DATABASE, DEALGRAPH_OWN_RULES, DEALGRAPH_SOURCES, DEALGRAPH_USER_AGENT or
# DEALGRAPH_CONTACT go before what stands here.

# Everything that was read and found, in one SQLite file.
database = "dealgraph.db"

# Own rules, names and word lists: deals/*.toml, names/*.toml, lexicon/*.toml. They are read after
# the shipped ones; a rule or party with the same id replaces the shipped one.
rules = "rules"

# Own sources, one TOML file each; the file's name is the source's id.
sources = "sources"

# Crawl the shipped sources as well?
shipped_sources = true

# Whom a site may write to about your crawling. It is sent with every request.
# contact = "mailto:you@example.org"

# What the crawler calls itself, in place of "dealgraph/VERSION (+contact)".
#user_agent = "mybot/1.0 (+https://example.org/bot)"
)toml";

constexpr std::string_view rule_text =
    R"toml(# An example of an own rule. Check it with: dealgraph rules check
#   {payer} {payee} {amount} {stake}   what was recognised in the sentence; {amount}? may be missing
#   <NAME>      any word of a list, from here or from the shipped rules
#   ..6         at most six words (in Chinese: characters) in between, within the clause
# Everything else is a regular expression (RE2). Every rule brings sentences that it must find
# (hit, with its parts in brackets) and some that it must leave alone (miss).

[lexicon.en]
OWN_BANKROLL = ["bankrolls", "bankrolled", "bankroll"]

[[rule]]
id = "own.en.bankroll"      # the same id as a shipped rule replaces that rule
version = 1                 # count up with every change
lang = ["en"]               # "zh" reads traditional and simplified Chinese
type = "investment"
priority = 50               # of two rules that match the same words the higher one wins
pattern = '{payer}..2<OWN_BANKROLL>..2{payee}..2{amount}?'
test = [
  { hit = "[payer:NVIDIA] bankrolled [payee:CoreWeave] with [amount:$2 billion]." },
  { miss = "[payer:NVIDIA] bankrolled a campus near [payee:Oracle]." },
]
)toml";

constexpr std::string_view source_text =
    R"toml(# An example of a source. Rename it to NAME.toml, fill it in, then: dealgraph crawl NAME
name = "Example newsroom"
kind = "feed"                    # feed, sitemap, listing or pages
url = "https://news.example.org/feed.xml"
# lang = "zh-Hant"               # of its pages, where they do not say: zh-Hant, zh-Hans, en
# currency = "TWD"               # what a bare 元 means there
# allow = ['/news/']             # RE2 patterns on article addresses; default: the same host
# deny = ['/video/']
# delay_ms = 1000                # between two requests
# interval_minutes = 60          # not crawled again before that
# max_articles = 100             # per run
)toml";

void write_file(const fs::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw Error(ExitCode::cannot_create, file.string() + ": cannot be written");
}

class InitCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("DIR", folder_, "Folder to set up (default: this one)")->type_name("");
  }

  ExitCode run(const CommonOptions& common) override {
    if (folder_.empty()) throw UsageError("dealgraph: DIR is empty; see dealgraph init --help");
    const fs::path folder = folder_;
    refuse_to_overwrite(folder);
    make_folders(folder);
    write_file(folder / "rules/deals/example.toml", rule_text);
    write_file(folder / "sources/example.toml.txt", source_text);
    Store::open_for_writing(folder / "dealgraph.db");
    // Last, so that a run which failed half-way can be repeated.
    write_file(folder / "dealgraph.toml", config_text);
    Messages(common.level()).note(next_steps());
    return ExitCode::ok;
  }

 private:
  static void refuse_to_overwrite(const fs::path& folder) {
    for (const char* name :
         {"dealgraph.toml", "dealgraph.db", "rules/deals/example.toml", "sources/example.toml.txt"})
      if (std::error_code none; fs::exists(folder / name, none))
        throw Error(ExitCode::cannot_create, (folder / name).lexically_normal().string() +
                                                 ": is there already; nothing was changed");
  }

  static void make_folders(const fs::path& folder) {
    for (const char* name : {"rules/deals", "rules/names", "rules/lexicon", "sources"}) {
      std::error_code error;
      fs::create_directories(folder / name, error);
      if (error)
        throw Error(ExitCode::cannot_create, (folder / name).string() + ": " + error.message());
    }
  }

  std::string next_steps() const {
    std::string out = "wrote dealgraph.toml, dealgraph.db, rules/ and sources/; next:\n";
    if (folder_ != ".") out += "  cd " + folder_ + '\n';
    return out +
           "  dealgraph import PATH      read saved pages\n"
           "  dealgraph crawl            or fetch news from the sources\n"
           "  dealgraph cycles           see where money comes back\n"
           "  dealgraph rules check      after editing rules/deals/example.toml";
  }

  std::string folder_ = ".";
};

}  // namespace

std::unique_ptr<Command> make_init_command() { return std::make_unique<InitCommand>(); }

}  // namespace dealgraph
