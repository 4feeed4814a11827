#include "cli/judge_command.h"

#include <fmt/format.h>

#include "cli/listing.h"
#include "cli/pipeline.h"

namespace dealgraph {

ExitCode JudgeCommand::run(const CommonOptions& common) {
  const auto settings = load_settings(common);
  auto store = open_database(settings.database, true);
  const auto said = judge(store, current_time());
  const auto changes = derive(store, settings, current_time());
  Messages(common.level())
      .note(fmt::format("{}: {} changed, {} new, {}", said, count_of(changes.changed_deals, "deal"),
                        changes.new_deals, count_of(changes.new_cycles, "new circular deal")));
  return ExitCode::ok;
}

void JudgeCommand::add_note(CLI::App& app) {
  app.add_option("--note", note_, "Why; kept with the judgement")->type_name("TEXT");
}

Judgement JudgeCommand::make(const char* verdict, std::int64_t now) const {
  Judgement judged;
  judged.at = now;
  judged.verdict = verdict;
  judged.note = note_;
  return judged;
}

}  // namespace dealgraph
