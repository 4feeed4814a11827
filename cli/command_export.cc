#include <algorithm>
#include <fstream>

#include "cli/atomic_file.h"
#include "cli/command.h"
#include "cli/datasette_metadata.h"
#include "cli/deal_filter_options.h"
#include "cli/graph_export.h"
#include "cli/listing.h"
#include "cli/pipeline.h"
#include "core/enum_names.h"
#include "crawler/gzip.h"
#include "crawler/warc_writer.h"

namespace dealgraph {
namespace {

constexpr EnumNames<GraphFormat, 6> formats{{"csv", "jsonl", "dot", "graphml", "gexf", "cypher"}};
constexpr auto datasette = "datasette";

class ExportCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    auto* warc = app.add_option("--warc", warc_,
                                "Write the stored pages as a web archive; with .gz compressed, - "
                                "is standard output")
                     ->type_name("FILE");
    std::vector<std::string> names(formats.names.begin(), formats.names.end());
    names.emplace_back(datasette);
    app.add_option("--format", format_,
                   "Write the deals in this form; datasette: a description of the database for it")
        ->type_name(CLI::detail::join(names, "|"))
        ->check(CLI::IsMember(names).description(""))
        ->excludes(warc);
    app.add_option("-o,--output", file_, "File to write (default: standard output)")
        ->type_name("FILE")
        ->excludes(warc);
    filter_.setup(app);
    app.footer("import reads a web archive (WARC 1.1) again.");
  }

  ExitCode run(const CommonOptions& common) override {
    if (warc_.empty() && format_.empty())
      throw UsageError("--format or --warc is required; see dealgraph export --help");
    const auto database = load_settings(common).database;
    const auto store = open_database(database);
    const Messages messages(common.level());
    if (format_ == datasette)
      write(datasette_metadata(database.stem().string()));
    else if (warc_.empty())
      export_deals(store, messages);
    else
      export_pages(store, messages);
    return ExitCode::ok;
  }

 private:
  void export_deals(const Store& store, const Messages& messages) const {
    const auto deals = store.deals(filter_.get());
    write(export_graph(deals, formats.parse(format_).value()));
    if (!to_standard_output()) messages.progress(file_ + ": " + count_of(deals.size(), "deal"));
  }

  bool to_standard_output() const { return file_.empty() || file_ == "-"; }

  void write(const std::string& text) const {
    if (!to_standard_output()) return write_atomically(file_, text);
    print(text);
    flush_output();
  }

  void export_pages(const Store& store, const Messages& messages) const {
    std::ofstream file;
    if (warc_ != "-") {
      file.open(warc_, std::ios::binary | std::ios::trunc);
      if (!file) throw Error(ExitCode::cannot_create, warc_ + ": cannot be written");
    }
    const bool packed = warc_.ends_with(".gz");
    const auto write = [&](const std::string& record) {
      const auto bytes = packed ? gzip(record) : record;
      if (warc_ == "-")
        print(bytes);
      else if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw Error(ExitCode::io, warc_ + ": cannot be written; is the disk full?");
    };
    std::size_t pages = 0;
    write(warc_info("dealgraph " DEALGRAPH_VERSION, current_time()));
    store.for_each_page([&](FetchedPage&& page) {
      write(warc_response(page));
      ++pages;
    });
    if (warc_ == "-") flush_output();
    if (warc_ != "-" && !file.flush())
      throw Error(ExitCode::io, warc_ + ": cannot be written; is the disk full?");
    messages.progress(count_of(pages, "page"));
  }

  std::string warc_;
  std::string format_;
  std::string file_;
  DealFilterOptions filter_;
};

}  // namespace

std::unique_ptr<Command> make_export_command() { return std::make_unique<ExportCommand>(); }

}  // namespace dealgraph
