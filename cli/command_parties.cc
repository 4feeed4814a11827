// parties list and parties show: what the name lists hold.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/party_lists.h"
#include "cli/printer.h"

namespace dealgraph {
namespace {

std::string join(const std::vector<std::string>& values, std::string_view separator) {
  return fmt::format("{}", fmt::join(values, separator));
}

std::vector<std::string> names_used(const ListedParty& listed, AliasUse use) {
  std::vector<std::string> out;
  for (const auto& name : listed.names)
    if (name.use == use) out.push_back(name.name);
  return out;
}

Json party_json(const ListedParty& listed) {
  auto aliases = Json::array();
  for (const auto& name : listed.names)
    aliases.push_back({{"name", name.name}, {"use", to_string(name.use)}});
  const auto& party = listed.party;
  return {{"id", party.id},
          {"name", party.name},
          {"zh", party.name_zh},
          {"kind", party.kind},
          {"country", party.country},
          {"tickers", listed.tickers},
          {"aliases", aliases},
          {"describe", listed.describe},
          {"parent", listed.parent.empty() ? Json() : Json(listed.parent)},
          {"files", listed.places}};
}

// Names that need proof are in brackets, as they mostly stand in the text.
std::string alias_cell(const ListedParty& listed) {
  std::vector<std::string> cells;
  for (const auto& name : listed.names) {
    if (name.use == AliasUse::bare) cells.push_back(name.name);
    if (name.use == AliasUse::gloss) cells.push_back('(' + name.name + ')');
  }
  return join(cells, ", ");
}

void print_table(const std::vector<ListedParty>& parties) {
  if (parties.empty()) return;
  std::vector<std::vector<std::string>> rows{
      {"ID", "NAME", "ZH", "KIND", "COUNTRY", "TICKERS", "ALIASES"}};
  for (const auto& listed : parties) {
    const auto& party = listed.party;
    rows.push_back({party.id, party.name, party.name_zh, party.kind, party.country,
                    join(listed.tickers, ", "), alias_cell(listed)});
  }
  print(format_table(rows));
}

// The columns that `parties import` takes.
void print_csv(const std::vector<ListedParty>& parties) {
  print(format_csv({"id", "name", "zh", "kind", "country", "tickers", "bare", "gloss", "never",
                    "describe", "parent"}));
  for (const auto& listed : parties) {
    const auto& party = listed.party;
    print(format_csv({party.id, party.name, party.name_zh, party.kind, party.country,
                      join(listed.tickers, "|"), join(names_used(listed, AliasUse::bare), "|"),
                      join(names_used(listed, AliasUse::gloss), "|"),
                      join(names_used(listed, AliasUse::never), "|"), join(listed.describe, "|"),
                      listed.parent}));
  }
}

bool matches(const ListedParty& listed, const std::string& part) {
  const auto has = [&](const std::string& text) {
    return search_key(text).find(part) != std::string::npos;
  };
  const auto& party = listed.party;
  if (has(party.id) || has(party.name) || has(party.name_zh)) return true;
  for (const auto& name : listed.names)
    if (has(name.name)) return true;
  for (const auto& ticker : listed.tickers)
    if (search_key(ticker) == part) return true;
  return false;
}

class PartiesListCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("PATTERN", pattern_, "Any part of an id or name, or a ticker (default: all)")
        ->type_name("");
    format_.setup(app, {"table", "json", "jsonl", "csv"});
    app.footer("Names in brackets need a ticker or another name of the party beside them.");
  }

  ExitCode run(const CommonOptions& common) override {
    auto parties = listed_parties(load_settings(common).rules);
    const auto part = search_key(pattern_);
    std::erase_if(parties, [&](const ListedParty& listed) { return !matches(listed, part); });
    show(parties);
    flush_output();
    if (parties.empty()) Messages(common.level()).note("no such parties");
    return ExitCode::ok;
  }

 private:
  void show(const std::vector<ListedParty>& parties) const {
    const auto format = format_.get();
    if (format == Format::table) return print_table(parties);
    if (format == Format::csv) return print_csv(parties);
    JsonListing listing(format);
    for (const auto& party : parties) listing.add(party_json(party));
    listing.end();
  }

  std::string pattern_;
  FormatOption format_;
};

void add_line(std::string& out, std::string_view label, const std::vector<std::string>& values) {
  if (!values.empty()) out += fmt::format("  {:<9}{}\n", label, printable(join(values, ", ")));
}

std::string describe(const ListedParty& listed) {
  const auto& party = listed.party;
  std::vector<std::string> what{party.kind};
  if (!party.country.empty()) what.push_back(party.country);
  auto out = printable(party.id) + ": " + printable(party.name);
  if (!party.name_zh.empty()) out += ", " + printable(party.name_zh);
  out += '\n';
  add_line(out, "kind", what);
  add_line(out, "tickers", listed.tickers);
  add_line(out, "bare", names_used(listed, AliasUse::bare));
  add_line(out, "gloss", names_used(listed, AliasUse::gloss));
  add_line(out, "never", names_used(listed, AliasUse::never));
  add_line(out, "describe", listed.describe);
  if (!listed.parent.empty()) add_line(out, "parent", {listed.parent});
  add_line(out, "from", listed.places);
  return out;
}

class PartiesShowCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("NAME", name_, "Id or name of a party")->type_name("")->required();
    format_.setup(app, {"table", "json"});
  }

  ExitCode run(const CommonOptions& common) override {
    const auto folders = load_settings(common).rules;
    const auto id = require_party(require_names(folders), name_).id;
    for (const auto& listed : listed_parties(folders)) {
      if (listed.party.id != id) continue;
      if (format_.get() == Format::json)
        print(to_lines(party_json(listed)) + '\n');
      else
        print(describe(listed));
    }
    flush_output();
    return ExitCode::ok;
  }

 private:
  std::string name_;
  FormatOption format_;
};

}  // namespace

std::unique_ptr<Command> make_parties_list_command() {
  return std::make_unique<PartiesListCommand>();
}
std::unique_ptr<Command> make_parties_show_command() {
  return std::make_unique<PartiesShowCommand>();
}

}  // namespace dealgraph
