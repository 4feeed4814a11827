// parties import: a list of parties into the user's own names.
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <unordered_map>

#include "cli/atomic_file.h"
#include "cli/command.h"
#include "cli/party_lists.h"
#include "cli/printer.h"
#include "extract/name_hygiene.h"
#include "text/fold.h"

namespace fs = std::filesystem;

namespace dealgraph {
namespace {

// What becomes of the rows of a file.
struct Plan {
  NameFile file;  // the rows to keep, with the ids of the parties that they are about
  std::vector<Diagnostic> refused;
  std::size_t new_parties = 0;
  std::size_t by_id = 0;
  std::size_t by_ticker = 0;
};

// Names of the kept rows that no list had for their party, and those that need proof.
struct NameCount {
  std::size_t fresh = 0;
  std::map<std::string_view, std::size_t> gloss;  // reason → names
};

// All folders but the file that is written anew.
NameList names_without(const std::vector<fs::path>& folders, const fs::path& target) {
  NameList out;
  std::vector<std::string> problems;
  for (const auto& folder : folders)
    for (const auto& file : name_files(folder / "names"))
      if (std::error_code none; !fs::equivalent(file, target, none)) out.add_file(file, problems);
  out.check_parents(problems);
  require_none(problems);
  return out;
}

Plan make_plan(const fs::path& path, const NameList& listed) {
  Plan plan;
  auto read = read_name_csv(path, plan.refused);
  plan.file.path = read.path;
  plan.file.bulk = true;
  const auto refuse = [&](const NameEntry& entry, const std::string& why) {
    plan.refused.push_back({read.path, entry.line, 0, why});
  };
  std::unordered_map<std::string, std::size_t> ids;  // id → line
  for (const auto& entry : read.parties) ids.emplace(entry.party.id, entry.line);
  std::unordered_map<std::int32_t, std::size_t> lines;  // listed party → line
  for (auto& entry : read.parties) {
    if (!entry.parent.empty() && !ids.contains(entry.parent) &&
        !listed.by_id.contains(entry.parent)) {
      refuse(entry, "parent '" + entry.parent + "' is no party");
      continue;
    }
    const auto index = listed.find(entry);
    if (index < 0) {
      ++plan.new_parties;
    } else {
      const auto& id = listed.parties[static_cast<std::size_t>(index)].id;
      if (const auto [line, first] = lines.emplace(index, entry.line); !first) {
        refuse(entry,
               fmt::format("is about party '{}', as line {} is; join the two", id, line->second));
        continue;
      }
      ++(listed.by_id.contains(entry.party.id) ? plan.by_id : plan.by_ticker);
      entry.party.id = id;
    }
    plan.file.parties.push_back(std::move(entry));
  }
  std::sort(plan.refused.begin(), plan.refused.end(),
            [](const auto& a, const auto& b) { return a.line < b.line; });
  return plan;
}

std::string_view reason_of(Doubt doubt) {
  switch (doubt) {
    case Doubt::short_chinese:
      return "of two Chinese characters";
    case Doubt::short_latin:
      return "of up to three letters";
    case Doubt::word:
      return "words of the language";
    case Doubt::none:
      break;
  }
  return "names of other parties, too";
}

// `before` and `after` are built: the lists without the file and with it.
NameCount count_names(const Plan& plan, const std::vector<std::int32_t>& indexes,
                      const NameList& before, const NameList& after) {
  NameCount count;
  const auto find = [](const NameList& list, const std::string& key, std::int32_t party) {
    const auto* aliases = list.exact(key);
    if (aliases)
      for (const auto& alias : *aliases)
        if (alias.party == party) return &alias;
    return static_cast<const Alias*>(nullptr);
  };
  for (std::size_t i = 0; i < plan.file.parties.size(); ++i) {
    const auto& entry = plan.file.parties[i];
    std::vector<std::string> keys;
    for (const auto* name : {&entry.party.name, &entry.party.name_zh})
      for (const auto& form : written_forms(*name)) keys.push_back(fold_key(form));
    const auto guessed = keys.size();
    for (const auto* names : {&entry.bare, &entry.gloss, &entry.never})
      for (const auto& name : *names) keys.push_back(fold_key(name));
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const auto* alias = keys[k].empty() ? nullptr : find(after, keys[k], indexes[i]);
      if (!alias || find(before, keys[k], indexes[i])) continue;
      if (std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(k), keys[k]) !=
          keys.begin() + static_cast<std::ptrdiff_t>(k))
        continue;
      ++count.fresh;
      if (k < guessed && alias->use == AliasUse::gloss) ++count.gloss[reason_of(doubt_of(keys[k]))];
    }
  }
  return count;
}

// 12,345
std::string number(std::size_t n) {
  auto out = std::to_string(n);
  for (auto at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, ',');
  return out;
}

class PartiesImportCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("FILE", file_, "CSV file, UTF-8, with a heading")->type_name("")->required();
    app.add_flag("--dry-run", dry_run_, "Say what would become of it, write nothing");
    app.footer(
        "The heading is of id,name,zh,kind,country,tickers,bare,gloss,never,describe,parent; a "
        "name is enough. The list goes to names/ of your own rules; the same file again replaces "
        "it.");
  }

  ExitCode run(const CommonOptions& common) override {
    if (std::error_code none; !fs::is_regular_file(file_, none))
      throw Error(ExitCode::no_input, file_ + ": no such file");
    const auto settings = load_settings(common);
    const auto target = own_names_folder(settings) / fs::path(file_).stem().concat(".csv");
    auto before = names_without(settings.rules, target);
    auto after = names_without(settings.rules, target);
    const auto plan = make_plan(file_, before);
    warn(plan, Messages(common.level()));
    if (plan.file.parties.empty())
      throw Error(ExitCode::bad_data, file_ + ": holds no row that can be used; nothing written");
    std::vector<std::string> problems;
    const auto indexes = after.add(plan.file, problems);
    before.build();
    after.build();
    report(plan, count_names(plan, indexes, before, after));
    if (!dry_run_) write_atomically(target, format_name_csv(plan.file.parties));
    print(fmt::format("{} {}\n", dry_run_ ? "would write" : "wrote", target.string()));
    flush_output();
    return ExitCode::ok;
  }

 private:
  static void warn(const Plan& plan, const Messages& messages) {
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < std::min(shown, plan.refused.size()); ++i)
      messages.warn(format(plan.refused[i], ""));
    if (plan.refused.size() > shown)
      messages.warn(fmt::format("… and {} more", number(plan.refused.size() - shown)));
  }

  static void report(const Plan& plan, const NameCount& count) {
    print(fmt::format("{} rows: {} new parties, {} known by id, {} known by ticker, {} refused\n",
                      number(plan.file.parties.size() + plan.refused.size()),
                      number(plan.new_parties), number(plan.by_id), number(plan.by_ticker),
                      number(plan.refused.size())));
    std::size_t gloss = 0;
    for (const auto& [reason, n] : count.gloss) gloss += n;
    print(fmt::format("{} new names, {} of them only with a ticker or another name beside them\n",
                      number(count.fresh), number(gloss)));
    for (const auto& [reason, n] : count.gloss)
      print(fmt::format("  {:>9} {}\n", number(n), reason));
  }

  std::string file_;
  bool dry_run_ = false;
};

}  // namespace

std::unique_ptr<Command> make_parties_import_command() {
  return std::make_unique<PartiesImportCommand>();
}

}  // namespace dealgraph
