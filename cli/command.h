#pragma once
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config.h"
#include "cli/output.h"
#include "core/error.h"

namespace dealgraph {

// One command of the program. setup() declares arguments and opens nothing; run() works and throws
// Error for whatever stops it.
class Command {
 public:
  virtual ~Command() = default;
  virtual void setup(CLI::App& app) = 0;
  virtual ExitCode run(const CommonOptions& common) = 0;
};

struct CommandRow {
  const char* group;  // "rules" of `rules check`, "" for a command of its own
  const char* name;
  const char* summary;
  std::unique_ptr<Command> (*make)();
};

// All commands in the order of the help.
const std::vector<CommandRow>& command_table();

std::unique_ptr<Command> make_init_command();
std::unique_ptr<Command> make_crawl_command();
std::unique_ptr<Command> make_robots_command();
std::unique_ptr<Command> make_sources_list_command();
std::unique_ptr<Command> make_sources_check_command();
std::unique_ptr<Command> make_sources_try_command();
std::unique_ptr<Command> make_status_command();
std::unique_ptr<Command> make_report_command();
std::unique_ptr<Command> make_serve_command();
std::unique_ptr<Command> make_export_command();
std::unique_ptr<Command> make_import_command();
std::unique_ptr<Command> make_extract_command();
std::unique_ptr<Command> make_article_command();
std::unique_ptr<Command> make_annotate_command();
std::unique_ptr<Command> make_deals_command();
std::unique_ptr<Command> make_cycles_command();
std::unique_ptr<Command> make_why_command();
std::unique_ptr<Command> make_parties_list_command();
std::unique_ptr<Command> make_parties_show_command();
std::unique_ptr<Command> make_parties_import_command();
std::unique_ptr<Command> make_parties_review_command();
std::unique_ptr<Command> make_parties_accept_command();
std::unique_ptr<Command> make_parties_alias_command();
std::unique_ptr<Command> make_parties_ignore_command();
std::unique_ptr<Command> make_parties_merge_command();
std::unique_ptr<Command> make_parties_split_command();
std::unique_ptr<Command> make_judge_accept_command();
std::unique_ptr<Command> make_judge_reject_command();
std::unique_ptr<Command> make_judge_same_command();
std::unique_ptr<Command> make_judge_apart_command();
std::unique_ptr<Command> make_judge_supersede_command();
std::unique_ptr<Command> make_judge_undo_command();
std::unique_ptr<Command> make_judge_list_command();
std::unique_ptr<Command> make_entity_command();
std::unique_ptr<Command> make_search_command();
std::unique_ptr<Command> make_rebuild_command();
std::unique_ptr<Command> make_doctor_command();
std::unique_ptr<Command> make_backup_command();
std::unique_ptr<Command> make_rules_check_command();
std::unique_ptr<Command> make_rules_try_command();
std::unique_ptr<Command> make_rules_explain_command();
std::unique_ptr<Command> make_rules_diff_command();
std::unique_ptr<Command> make_rules_coverage_command();
std::unique_ptr<Command> make_eval_command();
std::unique_ptr<Command> make_completions_command();
std::unique_ptr<Command> make_manual_command();

// Parses the arguments and runs the command. Throws Error.
ExitCode run_program(int argc, char** argv);

}  // namespace dealgraph
