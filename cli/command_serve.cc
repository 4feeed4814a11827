#include <fmt/format.h>

#include <system_error>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/questions.h"
#include "cli/serve_site.h"
#include "cli/web_server.h"

namespace dealgraph {
namespace {

constexpr int usual_port = 8321;

class ServeCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("--port", port_,
                   fmt::format("Port of 127.0.0.1 (default: {}); 0: any free one", usual_port))
        ->type_name("N")
        ->check(CLI::Range(0, 65535).description(""));
    app.add_option("--questions", questions_,
                   "Saved questions (default: questions.toml beside the database)")
        ->type_name("FILE");
    app.footer("For this machine alone, and read-only. Ctrl-C ends it.");
  }

  ExitCode run(const CommonOptions& common) override {
    ServedSite site;
    site.database = load_settings(common).database;
    site.questions = read_questions(site.database);
    open_database(site.database);  // what is wrong with it is said now, not by every page
    WebServer server([&](const WebRequest& request) { return respond(site, request); });
    const int port = server.bind(port_);
    // Also when quiet: with --port 0 nobody else knows the port.
    Messages(common.level()).error(fmt::format("http://127.0.0.1:{}/ (Ctrl-C ends it)", port));
    server.run();
    return ExitCode::ok;
  }

 private:
  std::vector<Question> read_questions(const std::filesystem::path& database) const {
    if (!questions_.empty()) return load_questions(questions_);
    const auto beside = database.parent_path() / "questions.toml";
    std::error_code none;
    return std::filesystem::exists(beside, none) ? load_questions(beside) : std::vector<Question>();
  }

  int port_ = usual_port;
  std::string questions_;
};

}  // namespace

std::unique_ptr<Command> make_serve_command() { return std::make_unique<ServeCommand>(); }

}  // namespace dealgraph
