#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <optional>

#include "cli/command.h"
#include "cli/pages.h"
#include "cli/pipeline.h"
#include "crawler/source.h"
#include "db/hash.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

// The database outlives the folder that the command is given in. What is neither file nor folder,
// such as a pipe, has no lasting path.
std::vector<std::string> lasting_paths(std::vector<std::string> paths) {
  for (auto& path : paths) {
    std::error_code none;
    if (path == "-" || !(fs::is_regular_file(path, none) || fs::is_directory(path, none))) continue;
    if (const auto whole = fs::canonical(path, none); !none) path = whole.string();
  }
  return paths;
}

// What comes through standard input has no name of its own; the same again is still the same.
void name_by_content(PageResult& result) {
  const auto& article = result.article;
  const auto hash = content_hash(article.text + '\0' + article.published);
  result.page.doc += fmt::format("#{:016x}", static_cast<std::uint64_t>(hash));
  result.article.doc = result.page.doc;
}

// A file can be imported again, so a kill may cost the last few: one sync for each would cost more.
constexpr std::size_t articles_a_commit = 100;

class ImportCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("PATH", paths_, "Page, JSON lines, WARC or folder; - is standard input")
        ->type_name("")
        ->required();
  }

  ExitCode run(const CommonOptions& common) override {
    const Messages messages(common.level());
    const auto settings = load_settings(common);
    require_paths(paths_);
    const auto extractor = Extractor::load(settings.rules);
    auto store = Store::open_for_writing(settings.database);

    std::size_t kept = 0;
    std::optional<Store::Batch> batch(store);
    const auto count =
        read_articles(lasting_paths(paths_), site_rules(load_sources(settings.sources)), messages,
                      [&](PageResult& result) {
                        if (result.nameless) name_by_content(result);
                        kept += keep_reading(store, result.page,
                                             read_article(extractor, std::move(result.article)));
                        if (kept && kept % articles_a_commit == 0) batch->commit();
                      });
    batch->commit();
    batch.reset();
    const auto changes = derive(store, settings, current_time());

    messages.note(count_of(count.pages, "page") + ", " + count_of(count.articles, "article") +
                  " (" + std::to_string(kept) + " new or changed), " +
                  count_of(changes.new_deals, "new deal") + ", " +
                  count_of(changes.new_cycles, "new circular deal"));
    return outcome(count);
  }

 private:
  std::vector<std::string> paths_;
};

}  // namespace

std::unique_ptr<Command> make_import_command() { return std::make_unique<ImportCommand>(); }

}  // namespace dealgraph
