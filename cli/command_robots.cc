#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/command.h"
#include "crawler/robots.h"

namespace dealgraph {
namespace {

class RobotsCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("--agent", agent_, "Product token of the crawler (default: dealgraph)")
        ->type_name("NAME");
    app.add_option("--url", url_, "URL that it wants to fetch")->type_name("URL")->required();
    app.add_option("FILE", file_, "The robots.txt of that host")->type_name("")->required();
    app.footer("Prints 'allowed' or 'disallowed'. Nothing is fetched.");
  }

  ExitCode run(const CommonOptions&) override {
    const auto robots = Robots::parse(read(), agent_);
    print(robots.allows(robots_target(url_)) ? "allowed\n" : "disallowed\n");
    flush_output();
    return ExitCode::ok;
  }

 private:
  std::string read() const {
    std::error_code none;
    std::ifstream in(file_, std::ios::binary);
    if (!in || std::filesystem::is_directory(file_, none))
      throw Error(ExitCode::no_input, file_ + ": cannot be read; save the site's robots.txt there");
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::string agent_ = "dealgraph";
  std::string url_;
  std::string file_;
};

}  // namespace

std::unique_ptr<Command> make_robots_command() { return std::make_unique<RobotsCommand>(); }

}  // namespace dealgraph
