#include "cli/atomic_file.h"
#include "cli/command.h"
#include "cli/listing.h"
#include "cli/page_shell.h"
#include "cli/pipeline.h"
#include "cli/printer.h"
#include "cli/report_page.h"

namespace dealgraph {
namespace {

class ReportCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("-o,--output", file_, "HTML file to write; - is standard output")
        ->type_name("FILE")
        ->required();
    app.add_option("--title", title_, "Heading of the report")->type_name("TEXT");
    app.add_option("--reader", cycles_.reader, "Whose new circular deals are marked as new")
        ->type_name("NAME");
    app.add_option("--since", cycles_.since,
                   "Circles to which something happened, and deals announced, since this day")
        ->type_name("DATE")
        ->check(check_date, "");
    app.add_option("--max-cycles", cycles_.limit, "At most so many circles, the strongest; 0: all")
        ->type_name("N")
        ->check(check_count, "");
    app.add_option("--max-deals", deals_.limit, "At most so many deals; 0: all")
        ->type_name("N")
        ->check(check_count, "");
    app.add_flag("--no-explorer", no_explorer_,
                 "Leave out the graph of all deals; half a megabyte less");
    app.footer("One file that loads nothing from the network. Marks nothing as read.");
    cycles_.limit = 1000;
    deals_.limit = 10'000;
  }

  ExitCode run(const CommonOptions& common) override {
    const auto store = open_database(load_settings(common).database);
    deals_.since = cycles_.since;
    ReportData data;
    data.title = title_;
    data.explorer = !no_explorer_;
    data.made_at = utc_time(current_time());
    data.cycles = store.cycles(cycles_);
    data.deals = store.deals(deals_);
    data.evidence = [&](std::int64_t deal) { return store.evidence_of(deal); };
    data.aliases = [&](const std::string& party) {
      std::vector<std::string> names;
      for (const auto& [name, origin] : store.aliases_of(party)) names.push_back(name);
      return names;
    };
    const auto page = report_page(data, random_nonce());
    if (file_ != "-") {
      write_atomically(file_, page);
      Messages(common.level())
          .progress(file_ + ": " + count_of(data.cycles.size(), "circular deal") + ", " +
                    count_of(data.deals.size(), "deal"));
    } else {
      print(page);
      flush_output();
    }
    return ExitCode::ok;
  }

 private:
  std::string file_;
  std::string title_ = "Circular deals";
  bool no_explorer_ = false;
  CycleFilter cycles_;
  DealFilter deals_;
};

}  // namespace

std::unique_ptr<Command> make_report_command() { return std::make_unique<ReportCommand>(); }

}  // namespace dealgraph
