#include "cli/command.h"
#include "cli/printer.h"
#include "extract/extract.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

class RulesCheckCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("DIR", folders_, "Folders of own rules (default: those of the config)")
        ->type_name("");
    app.add_flag("--strict", strict_, "Warnings are errors, too: 65");
    app.footer("The shipped rules are read first, as in every other command.");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto report = check_rules(folders(common));
    for (const auto& problem : report.problems) print(printable_lines(problem) + '\n');
    if (report.problems.empty())
      print(count_of(report.rules, "rule") + ", " + count_of(report.tests, "example") +
            (report.warnings.empty() ? ": all well\n"
                                     : ": " + count_of(report.warnings.size(), "warning") + '\n'));
    flush_output();
    const Messages messages(common.level());
    for (const auto& warning : report.warnings)
      strict_ ? messages.error(warning) : messages.warn(warning);
    const bool well = report.problems.empty() && (!strict_ || report.warnings.empty());
    return well ? ExitCode::ok : ExitCode::bad_data;
  }

 private:
  std::vector<fs::path> folders(const CommonOptions& common) const {
    auto all = load_settings(common).rules;
    if (folders_.empty()) return all;
    all.resize(1);
    for (const auto& folder : folders_) {
      if (std::error_code none; !fs::is_directory(folder, none))
        throw Error(ExitCode::no_input, folder + ": no such folder");
      // Read twice, the shipped rules would look like replacements of themselves.
      if (!fs::equivalent(folder, all.front())) all.emplace_back(folder);
    }
    return all;
  }

  std::vector<std::string> folders_;
  bool strict_ = false;
};

}  // namespace

std::unique_ptr<Command> make_rules_check_command() {
  return std::make_unique<RulesCheckCommand>();
}

}  // namespace dealgraph
