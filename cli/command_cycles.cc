#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/command.h"
#include "cli/cycle_view.h"
#include "cli/listing.h"
#include "cli/money.h"
#include "cli/people_text.h"
#include "cli/rolled_up_cycles.h"

namespace dealgraph {
namespace {

// Gives JSON lines to a shell command. Throws Error(unavailable) if it fails.
void tell(const std::string& command, const std::vector<std::string>& lines) {
  std::FILE* pipe = popen(command.c_str(), "w");
  if (!pipe)
    throw Error(ExitCode::unavailable, "cannot run " + command + ": " + std::strerror(errno));
  for (const auto& line : lines) std::fwrite(line.data(), 1, line.size(), pipe);
  const int status = pclose(pipe);
  if (status == 0) return;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  throw Error(ExitCode::unavailable, "'" + command + "' ended with exit code " +
                                         std::to_string(code) + "; its circular deals stay new");
}

class CyclesCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    auto* only_new =
        app.add_flag("--new", filter_.only_new,
                     "Only those that closed, grew or came back since they were last shown");
    app.add_flag("--peek", peek_, "Leave new ones new")->needs(only_new);
    app.add_option("--reader", filter_.reader, "Who reads; what is new is kept for each")
        ->type_name("NAME")
        ->needs(only_new);
    app.add_option("--on-new", on_new_, "Shell command that gets new ones as JSON lines")
        ->type_name("CMD")
        ->needs(only_new);
    app.add_option("--since", filter_.since, "Something happened to them on or after this day")
        ->type_name("DATE")
        ->check(check_date, "");
    app.add_option("--through", through_, "They run through this party: id, name or part of it")
        ->type_name("NAME");
    app.add_option("--max-length", filter_.max_length, "At most so many parties")
        ->type_name("N")
        ->check(CLI::Range(2, 8).description(""));
    app.add_option("--min-amount", min_amount_, "Every leg is at least so many dollars, e.g. 5bn")
        ->type_name("USD")
        ->check(check_money, "");
    app.add_option("--limit", filter_.limit, "At most so many; 0: all")
        ->type_name("N")
        ->check(check_count, "");
    app.add_flag("--group", roll_up_.groups, "Subsidiaries count as their parents")
        ->excludes(only_new);
    app.add_flag("--rumored", roll_up_.rumored, "Rumored deals count too")->excludes(only_new);
    format_.setup(app, {"table", "json", "jsonl", "csv"});
    style_.setup(app);
  }

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    const bool marks = filter_.only_new && !peek_;
    // Who will mark holds the writer lock from the start: two readers must not tell the same news.
    auto store = open_database(settings.database, marks);
    if (!min_amount_.empty()) filter_.min_usd = *parse_money(min_amount_);
    if (!through_.empty()) filter_.through = parties_of(store);
    filter_.only_through = !through_.empty();
    const auto last_event = store.last_cycle_event();
    const auto shown = show(store, settings, Messages(common.level()));
    flush_output();
    if (!told_.empty()) tell(on_new_, told_);
    // Only now: what nobody could read stays new. A part of the news marks nothing.
    if (marks && shown > 0 && is_whole()) store.mark_cycles_reported(filter_.reader, last_event);
    if (shown == 0 && !filter_.only_new) Messages(common.level()).note("no circular deals");
    return ExitCode::ok;
  }

 private:
  std::vector<std::string> parties_of(const Store& store) const {
    std::vector<std::string> ids;
    for (const auto& row : store.find_parties(through_))
      ids.push_back(row.merged_into.empty() ? row.party.id : row.merged_into);
    if (ids.empty())
      throw Error(ExitCode::no_input,
                  "no party of the database has a name like '" + through_ + "'");
    return ids;
  }

  bool is_whole() const {
    return !filter_.only_through && filter_.since.empty() && filter_.max_length == 0 &&
           filter_.min_usd <= 0 && filter_.limit == 0;
  }

  std::size_t show(const Store& store, const Settings& settings, const Messages& messages) {
    const auto style = style_.get();
    PeopleNames names(store, style.language);
    CyclePrinter printer(format_.get(), !filter_.only_new, style);
    std::size_t shown = 0;
    const auto add = [&](CycleRow row) {
      if (!on_new_.empty()) told_.push_back(to_line(cycle_json(row)) + '\n');
      if (format_.get() == Format::table) names.translate(row);
      printer.add(row);
      ++shown;
    };
    if (!roll_up_.groups && !roll_up_.rumored)
      store.for_each_cycle(filter_, add);
    else if (!for_each_rolled_up_cycle(store, roll_up_, settings.rings, filter_, add))
      messages.warn(
          "there are more circular deals than are searched; only the strongest are shown");
    printer.end();
    return shown;
  }

  CycleFilter filter_;
  RollUp roll_up_;
  bool peek_ = false;
  std::string on_new_;
  std::string through_;
  std::string min_amount_;
  std::vector<std::string> told_;
  FormatOption format_;
  TextStyleOptions style_;
};

}  // namespace

std::unique_ptr<Command> make_cycles_command() { return std::make_unique<CyclesCommand>(); }

}  // namespace dealgraph
