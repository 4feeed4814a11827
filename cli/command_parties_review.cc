// parties review, accept, alias and ignore: names that no list holds, and what a person decides.
#include <fmt/format.h>

#include <optional>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/party_lists.h"
#include "cli/printer.h"
#include "cli/reviewed_names.h"
#include "extract/parties.h"
#include "extract/sightings.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

// Names that nobody has judged yet: they are in no list.
std::vector<UnlistedRow> open_names(const Store& store, const NameList& names) {
  auto rows = store.unlisted_names();
  std::erase_if(rows, [&](const UnlistedRow& row) {
    return names.exact(fold_key(row.name)) || names.by_id.contains(row.id);
  });
  return rows;
}

void print_table(const std::vector<UnlistedRow>& rows) {
  if (rows.empty()) return;
  std::vector<std::vector<std::string>> cells{
      {"ARTICLES", "PLACES", "DEALS", "KIND", "NAME", "SENTENCE"}};
  for (const auto& row : rows)
    cells.push_back({std::to_string(row.articles), std::to_string(row.count),
                     std::to_string(row.deals), row.kind, row.name,
                     excerpt(row.sentence, row.name)});
  print(format_table(cells));
}

void print_csv(const std::vector<UnlistedRow>& rows) {
  print(format_csv(
      {"id", "name", "kind", "articles", "places", "deals", "sentence", "title", "url"}));
  for (const auto& row : rows)
    print(format_csv({row.id, row.name, row.kind, std::to_string(row.articles),
                      std::to_string(row.count), std::to_string(row.deals), row.sentence, row.title,
                      row.url}));
}

Json unlisted_json(const UnlistedRow& row) {
  return {{"id", row.id},
          {"name", row.name},
          {"kind", row.kind},
          {"articles", row.articles},
          {"places", row.count},
          {"deals", row.deals},
          {"sentence", row.sentence},
          {"title", row.title},
          {"url", row.url}};
}

class PartiesReviewCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("--limit", limit_, "At most so many; 0: all (default: 50)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber.description(""));
    format_.setup(app, {"table", "json", "jsonl", "csv"});
    app.footer(
        "Names that were found by their form alone, those in the most articles first. Judge them "
        "with parties accept, alias and ignore; the next crawl or import heeds it.");
  }

  ExitCode run(const CommonOptions& common) override {
    const auto settings = load_settings(common);
    const auto store = open_database(settings.database);
    auto rows = open_names(store, require_names(settings.rules));
    const auto all = rows.size();
    if (limit_ > 0 && all > limit_) rows.resize(limit_);
    show(rows);
    flush_output();
    const Messages messages(common.level());
    if (all == 0) messages.note("no unlisted names");
    if (all > rows.size())
      messages.note(fmt::format("{} more; --limit 0 lists all", all - rows.size()));
    return ExitCode::ok;
  }

 private:
  void show(const std::vector<UnlistedRow>& rows) const {
    const auto format = format_.get();
    if (format == Format::table) return print_table(rows);
    if (format == Format::csv) return print_csv(rows);
    JsonListing listing(format);
    for (const auto& row : rows) listing.add(unlisted_json(row));
    listing.end();
  }

  std::size_t limit_ = 50;
  FormatOption format_;
};

void require_name(const std::string& name) {
  bool letter = false;
  for (std::size_t i = 0, size = 0; i < name.size(); i += size) {
    const char32_t c = decode_at(name, i, size);
    letter = letter || is_letter(c) || c >= 0x2E80;
    if (c < 0x20 || c == 0x7F || (c == 0xFFFD && size == 1))
      throw UsageError("dealgraph: a name is one line of text in UTF-8");
  }
  if (!letter) throw UsageError("dealgraph: '" + name + "' is no name");
}

// A name that a list holds needs no judgement, unless somebody said to ignore it.
void require_unlisted(const NameList& names, const std::string& name) {
  const auto key = fold_key(name);
  const auto* aliases = names.exact(key);
  if (!aliases || names.ignores(key)) return;
  const auto& alias = aliases->front();
  throw Error(
      ExitCode::bad_data,
      fmt::format("{} is a name of {} already ({}); dealgraph parties show {}", name,
                  names.parties[static_cast<std::size_t>(alias.party)].id, to_string(alias.use),
                  names.parties[static_cast<std::size_t>(alias.party)].id));
}

// What articles made of the name, if the database is there.
std::optional<UnlistedRow> sighted(const Settings& settings, const std::string& name) {
  if (!Store::exists(settings.database)) return std::nullopt;
  const auto key = fold_key(name);
  for (auto& row : Store::open_for_reading(settings.database).unlisted_names())
    if (fold_key(row.name) == key) return std::move(row);
  return std::nullopt;
}

std::string check_kind(const std::string& given) {
  const bool plain =
      !given.empty() && given.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
  return plain ? "" : given + " is no kind; a kind is a word such as bank or ai_lab";
}

class PartiesAcceptCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("NAME", name_, "Name as `dealgraph parties review` lists it")
        ->type_name("")
        ->required();
    app.add_option("--kind", kind_, "bank, chipmaker, fund, ... (default: what its form tells)")
        ->type_name("KIND")
        ->check(check_kind, "");
    app.add_option("--id", id_, "Id of the new party (default: made from the name)")
        ->type_name("ID");
  }

  ExitCode run(const CommonOptions& common) override {
    require_name(name_);
    const auto settings = load_settings(common);
    ReviewedNames reviewed(own_names_folder(settings));
    const auto names = require_names(settings.rules);
    require_unlisted(names, name_);
    const auto party = make_party(settings);
    if (names.by_id.contains(party.id))
      throw Error(ExitCode::bad_data,
                  fmt::format("there is a party {} already; make it another name of it with "
                              "'dealgraph parties alias', or give another --id",
                              party.id));
    reviewed.accept(party);
    reviewed.write();
    Messages(common.level())
        .note(fmt::format("{} is party {} ({}) from now on; wrote {}", party.name, party.id,
                          party.kind, reviewed.file().string()));
    return ExitCode::ok;
  }

 private:
  // The id that extraction gave it, so that deals stored before stay deals of the same party.
  Party make_party(const Settings& settings) const {
    const auto row = sighted(settings, name_);
    const auto key = fold_key(name_);
    Party party;
    party.name = name_;
    party.id = !id_.empty() ? id_ : row ? row->id : slug(key);
    party.kind = !kind_.empty() ? kind_ : likely_kind(key);
    if (!valid_party_id(party.id))
      throw UsageError("dealgraph: '" + party.id + "' is no id; an id is of a-z, 0-9 and '-'");
    return party;
  }

  std::string name_, kind_, id_;
};

class PartiesAliasCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("NAME", name_, "Name as `dealgraph parties review` lists it")
        ->type_name("")
        ->required();
    app.add_option("PARTY", party_, "Id or name of the party that it means")
        ->type_name("")
        ->required();
  }

  ExitCode run(const CommonOptions& common) override {
    require_name(name_);
    const auto settings = load_settings(common);
    ReviewedNames reviewed(own_names_folder(settings));
    const auto names = require_names(settings.rules);
    require_unlisted(names, name_);
    const auto& party = require_party(names, party_);
    reviewed.alias(name_, party.id);
    reviewed.write();
    Messages(common.level())
        .note(fmt::format("{} means {} ({}) from now on; wrote {}", name_, party.name, party.id,
                          reviewed.file().string()));
    return ExitCode::ok;
  }

 private:
  std::string name_, party_;
};

class PartiesIgnoreCommand : public Command {
 public:
  void setup(CLI::App& app) override {
    app.add_option("NAME", names_, "Names as `dealgraph parties review` lists them")
        ->type_name("")
        ->required();
    app.footer("Names of listed parties may be ignored, too: nobody is found by them then.");
  }

  ExitCode run(const CommonOptions& common) override {
    for (const auto& name : names_) require_name(name);
    const auto settings = load_settings(common);
    ReviewedNames reviewed(own_names_folder(settings));
    for (const auto& name : names_) reviewed.ignore(name);
    reviewed.write();
    Messages(common.level())
        .note(fmt::format("ignored from now on: {}; wrote {}", fmt::join(names_, ", "),
                          reviewed.file().string()));
    return ExitCode::ok;
  }

 private:
  std::vector<std::string> names_;
};

}  // namespace

std::unique_ptr<Command> make_parties_review_command() {
  return std::make_unique<PartiesReviewCommand>();
}
std::unique_ptr<Command> make_parties_accept_command() {
  return std::make_unique<PartiesAcceptCommand>();
}
std::unique_ptr<Command> make_parties_alias_command() {
  return std::make_unique<PartiesAliasCommand>();
}
std::unique_ptr<Command> make_parties_ignore_command() {
  return std::make_unique<PartiesIgnoreCommand>();
}

}  // namespace dealgraph
