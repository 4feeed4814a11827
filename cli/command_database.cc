// rebuild, doctor, backup: care of the database file.
#include <fmt/format.h>

#include <filesystem>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/pipeline.h"
#include "cli/printer.h"
#include "db/doctor.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

std::string describe(const ChangeSummary& changes) {
  return fmt::format("{} missing, {} differ, {}, {}", count_of(changes.new_deals, "deal"),
                     changes.changed_deals, count_of(changes.changed_edges, "edge"),
                     count_of(changes.changed_cycles, "circular deal"));
}

class RebuildCommand : public Command {
 public:
  void setup(CLI::App&) override {}

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    auto store = open_database(settings.database, true);
    const auto changes = derive(store, settings, current_time(), Everything::yes);
    Messages(common.level())
        .note(changes.any() ? "mended: " + describe(changes) : std::string("nothing differed"));
    return ExitCode::ok;
  }
};

class DoctorCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_flag("--repair", repair_, "Make again what is derived and differs");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    auto store = open_database(settings.database, true);
    Doctor doctor(store);
    bool sound = report(doctor.check_file());
    sound = report(doctor.check_facts()) && sound;
    sound = check_index(doctor) && sound;
    sound = check_derived(store, settings, doctor) && sound;
    flush_output();
    if (sound) Messages(common.level()).note(settings.database.string() + " is sound");
    return sound ? ExitCode::ok : ExitCode::bad_data;
  }

 private:
  static bool report(const std::vector<std::string>& problems) {
    for (const auto& problem : problems) print(problem + '\n');
    return problems.empty();
  }

  bool check_index(Doctor& doctor) const {
    if (report(doctor.check_index())) return true;
    if (!repair_) return false;
    doctor.rebuild_index();
    print("mended the search index\n");
    return report(doctor.check_index());
  }

  bool check_derived(Store& store, const Settings& settings, const Doctor& doctor) const {
    if (const auto waiting = doctor.pending(); waiting && !repair_) {
      print(fmt::format("{} of parties wait for the next run; dealgraph rebuild makes it\n",
                        count_of(waiting, "pair")));
      return true;
    }
    const auto changes =
        derive(store, settings, current_time(), repair_ ? Everything::yes : Everything::only_check);
    if (!changes.any()) return true;
    print((repair_ ? "mended what is derived: "
                   : "what is derived differs from its evidence; --repair mends it: ") +
          describe(changes) + '\n');
    return repair_;
  }

  bool repair_ = false;
};

class BackupCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("FILE", file_, "The copy; a folder gets one named by day and time")
        ->type_name("")
        ->required();
    app.add_flag("--force", force_, "Replace a file that is there");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    const auto store = open_database(settings.database);
    const auto target = target_for(settings.database);
    std::error_code none;
    if (fs::equivalent(target, settings.database, none))
      throw UsageError("dealgraph: " + target.string() + " is the database itself");
    const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, none))
      throw Error(ExitCode::cannot_create, folder.string() + ": no such folder; make it first");
    if (fs::exists(target, none) && !force_)
      throw Error(ExitCode::cannot_create,
                  target.string() + ": is there already; --force replaces it");
    store.back_up(target);
    Messages(common.level()).note("wrote " + target.string());
    return ExitCode::ok;
  }

 private:
  fs::path target_for(const fs::path& database) const {
    std::error_code none;
    if (!fs::is_directory(file_, none)) return file_;
    auto day = utc_time(current_time());
    std::erase_if(day, [](char c) { return c == ':' || c == '-'; });
    return fs::path(file_) / fmt::format("{}-{}.db", database.stem().string(), day);
  }

  std::string file_;
  bool force_ = false;
};

}  // namespace

std::unique_ptr<Command> make_rebuild_command() { return std::make_unique<RebuildCommand>(); }
std::unique_ptr<Command> make_doctor_command() { return std::make_unique<DoctorCommand>(); }
std::unique_ptr<Command> make_backup_command() { return std::make_unique<BackupCommand>(); }

}  // namespace dealgraph
