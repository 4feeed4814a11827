#include "cli/command.h"
#include "cli/pages.h"
#include "cli/pipeline.h"

namespace dealgraph {
namespace {

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
    const auto count =
        read_articles(paths_, messages, [&](const FetchedPage& page, const Article& article) {
          if (keep_article(store, extractor, page, article)) ++kept;
        });
    const auto changes = derive(store, current_time(), messages);

    messages.note(count_of(count.pages, "page") + ", " + count_of(count.articles, "article") +
                  " (" + std::to_string(kept) + " new or changed), " +
                  count_of(changes.new_deals, "new deal") + ", " +
                  count_of(changes.new_cycles, "new circular deal"));
    require_usable(count);
    return ExitCode::ok;
  }

 private:
  std::vector<std::string> paths_;
};

}  // namespace

std::unique_ptr<Command> make_import_command() { return std::make_unique<ImportCommand>(); }

}  // namespace dealgraph
