#pragma once
#include <string>

#include "cli/command.h"
#include "db/judgements.h"

namespace dealgraph {

// What is common: a judgement is stored, and its consequences at once.
class JudgeCommand : public Command {
 public:
  ExitCode run(const CommonOptions& common) override;

 protected:
  // Stores what the arguments say, and says it in words.
  virtual std::string judge(Store& store, std::int64_t now) = 0;

  void add_note(CLI::App& app);
  Judgement make(const char* verdict, std::int64_t now) const;

 private:
  std::string note_;
};

}  // namespace dealgraph
