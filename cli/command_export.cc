#include <fstream>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/pipeline.h"
#include "crawler/gzip.h"
#include "crawler/warc_writer.h"

namespace dealgraph {
namespace {

class ExportCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("--warc", file_, "File to write; with .gz compressed, - is standard output")
        ->type_name("FILE")
        ->required();
    app.footer("Writes the stored pages of the web as WARC 1.1; import reads them again.");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    std::ofstream file;
    if (file_ != "-") {
      file.open(file_, std::ios::binary | std::ios::trunc);
      if (!file) throw Error(ExitCode::cannot_create, file_ + ": cannot be written");
    }
    const bool packed = file_.ends_with(".gz");
    const auto write = [&](const std::string& record) {
      const auto bytes = packed ? gzip(record) : record;
      if (file_ == "-")
        print(bytes);
      else if (!file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw Error(ExitCode::io, file_ + ": cannot be written; is the disk full?");
    };
    std::size_t pages = 0;
    write(warc_info("dealgraph " DEALGRAPH_VERSION, current_time()));
    store.for_each_page([&](FetchedPage&& page) {
      write(warc_response(page));
      ++pages;
    });
    if (file_ == "-") flush_output();
    if (file_ != "-" && !file.flush())
      throw Error(ExitCode::io, file_ + ": cannot be written; is the disk full?");
    Messages(common.level()).progress(count_of(pages, "page"));
    return ExitCode::ok;
  }

 private:
  std::string file_;
};

}  // namespace

std::unique_ptr<Command> make_export_command() { return std::make_unique<ExportCommand>(); }

}  // namespace dealgraph
