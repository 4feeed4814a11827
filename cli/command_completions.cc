#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/completion.h"
#include "cli/manual.h"

namespace dealgraph {
namespace {

class CompletionsCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    program_ = app.get_parent();
    app.add_option("SHELL", shell_, "Shell that shall complete")
        ->type_name("bash|zsh|fish")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""))
        ->required();
    app.footer("In a running bash: source <(dealgraph completions bash)");
  }

  ExitCode run(const CommonOptions&) override {
    const auto line = describe_command_line(*program_);
    print(shell_ == "bash"  ? bash_completion(line)
          : shell_ == "zsh" ? zsh_completion(line)
                            : fish_completion(line));
    flush_output();
    return ExitCode::ok;
  }

 private:
  CLI::App* program_ = nullptr;
  std::string shell_;
};

class ManualCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    program_ = app.get_parent();
    app.footer("To read it: dealgraph manual | man -l -");
  }

  ExitCode run(const CommonOptions&) override {
    print(manual_page(describe_command_line(*program_)));
    flush_output();
    return ExitCode::ok;
  }

 private:
  CLI::App* program_ = nullptr;
};

}  // namespace

std::unique_ptr<Command> make_completions_command() {
  return std::make_unique<CompletionsCommand>();
}
std::unique_ptr<Command> make_manual_command() { return std::make_unique<ManualCommand>(); }

}  // namespace dealgraph
