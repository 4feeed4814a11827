#include "extract/rule_parser.h"

#include <algorithm>

#include "extract/rule_pattern.h"
#include "extract/toml_file.h"
#include "text/suggest.h"
#include "text/utf8.h"

namespace dealgraph {

bool Rule::reads(const std::string& lang) const {
  return std::find(langs.begin(), langs.end(), lang) != langs.end();
}

namespace {

constexpr int max_integer = 1'000'000;

class RuleReader {
 public:
  RuleReader(const TomlFile& file, const toml::table& table, const Lexicon& lexicon,
             std::vector<std::string>& problems)
      : file_(file), table_(table), lexicon_(lexicon), problems_(problems) {}

  Rule read() {
    check_keys(file_, table_,
               {"id", "version", "lang", "type", "priority", "pattern", "frame", "unless", "status",
                "amount", "shared", "test"},
               problems_);
    rule_.file = file_.path;
    rule_.line = table_.source().begin.line;
    rule_.column = table_.source().begin.column;
    rule_.id = text("id");
    if (rule_.id.empty()) complain(table_, "a rule needs an id");
    rule_.version = integer("version", 1, 1);
    rule_.priority = integer("priority", 50, -max_integer);
    rule_.langs = texts("lang");
    const bool has_language = check_language();
    read_type();
    read_status();
    read_amount();
    read_shared();
    if (has_language) {
      read_patterns();
      read_frames();
      read_guards();
    }
    read_tests();
    return std::move(rule_);
  }

 private:
  void complain(const toml::node& where, const std::string& message) {
    file_.complain(where, (rule_.id.empty() ? "" : rule_.id + ": ") + message, problems_);
  }
  std::string text(std::string_view key) { return string_at(file_, table_, key, problems_); }
  std::vector<std::string> texts(std::string_view key) {
    return strings_at(file_, table_, key, problems_);
  }
  int integer(std::string_view key, int fallback, int least) {
    const auto* node = table_.get(key);
    if (!node) return fallback;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= least && *value <= max_integer) return static_cast<int>(*value);
    complain(*node, "'" + std::string(key) + "' must be a whole number from " +
                        std::to_string(least) + " to " + std::to_string(max_integer));
    return fallback;
  }

  // Without its language nothing is known of the lists that a rule may use.
  bool check_language() {
    bool known = rule_.langs.size() == 1;
    if (!known) complain(table_, "a rule needs one language: lang = [\"zh\"] or [\"en\"]");
    for (const auto& lang : rule_.langs)
      if (lang != "zh" && lang != "en") {
        complain(*table_.get("lang"), "unknown language '" + lang + "', use \"zh\" or \"en\"");
        known = false;
      }
    return known;
  }

  void read_type() {
    const auto name = text("type");
    const auto type = parse_deal_type(name);
    known_type_ = type.has_value();
    if (type)
      rule_.type = *type;
    else if (const auto* node = table_.get("type"))
      complain(*node, "unknown deal type '" + name + "'");
    else
      complain(table_, "a rule needs a type");
  }

  void read_status() {
    const auto name = text("status");
    if (name.empty()) return;
    rule_.status = parse_status(name);
    if (!rule_.status) complain(*table_.get("status"), "unknown status '" + name + "'");
  }

  void read_amount() {
    const auto name = text("amount");
    if (name.empty() || name == "clause") return;
    if (name == "none")
      rule_.amount = AmountPolicy::none;
    else if (name == "round")
      rule_.amount = AmountPolicy::round;
    else
      complain(*table_.get("amount"),
               "unknown amount policy '" + name + "', use \"clause\", \"round\" or \"none\"");
  }

  void read_shared() {
    const auto* node = table_.get("shared");
    if (!node) return;
    if (const auto value = node->value_exact<bool>())
      rule_.shared = *value;
    else
      complain(*node, "'shared' must be true or false");
  }

  // The node of the i-th string of a key that holds a string or an array of them.
  const toml::node& item(std::string_view key, std::size_t i) const {
    const auto* node = table_.get(key);
    const auto* array = node->as_array();
    return array ? *array->get(i) : *node;
  }

  void read_patterns() {
    const auto sources = texts("pattern");
    if (sources.empty() && !table_.contains("frame"))
      complain(table_, "a rule needs a pattern or a frame");
    const auto& lang = rule_.langs.front();
    for (std::size_t i = 0; i < sources.size(); ++i) {
      auto result = compile_rule_pattern(sources[i], lang, lexicon_);
      if (auto* error = std::get_if<PatternError>(&result)) {
        complain_in_string(item("pattern", i), *error);
        continue;
      }
      auto pattern = std::get<RulePattern>(std::move(result));
      pattern.line = item("pattern", i).source().begin.line;
      pattern.column = item("pattern", i).source().begin.column;
      const auto count = [&](Role role) {
        return std::count_if(pattern.captures.begin(), pattern.captures.end(),
                             [&](const Capture& c) { return !c.gap && c.role == role; });
      };
      const bool undirected =
          (rule_.type == DealType::partnership || !known_type_) && count(Role::party) == 2;
      if (!undirected && (count(Role::payer) != 1 || count(Role::payee) != 1))
        complain(item("pattern", i), "a pattern needs {payer} and {payee} once each");
      rule_.patterns.push_back(std::move(pattern));
    }
  }

  void read_guards() {
    const auto& lang = rule_.langs.front();
    const auto guards = texts("unless");
    for (std::size_t i = 0; i < guards.size(); ++i) {
      auto result = compile_guard(guards[i], lang, lexicon_);
      if (auto* error = std::get_if<PatternError>(&result)) {
        complain_in_string(item("unless", i), *error);
        continue;
      }
      rule_.unless.push_back(std::get<Pattern>(std::move(result)));
      rule_.guards.push_back(guards[i]);
    }
  }

  // frame = { … } or an array of them.
  void read_frames() {
    const auto* node = table_.get("frame");
    if (!node) return;
    if (const auto* one = node->as_table()) return read_frame(*one);
    const auto* array = node->as_array();
    if (!array) return complain(*node, "a frame is { verb = \"LIST\", payer = \"subject\", … }");
    for (const auto& entry : *array)
      if (const auto* one = entry.as_table())
        read_frame(*one);
      else
        complain(entry, "a frame is { verb = \"LIST\", payer = \"subject\", … }");
  }

  void read_frame(const toml::table& table) {
    check_keys(file_, table,
               {"verb", "noun", "payer", "payee", "has", "told", "lacks", "then", "not_then",
                "with", "needs", "payer_kind", "payee_kind"},
               problems_);
    Frame out;
    out.line = table.source().begin.line;
    out.column = table.source().begin.column;
    out.noun = table.contains("noun");
    if (out.noun == table.contains("verb")) complain(table, "a frame needs a verb or a noun");
    for (const auto* key : {"verb", "noun"}) {
      if (!table.contains(key)) continue;
      const auto word = lists_at(table, key);
      if (word.size() != 1)
        complain(*table.get(key), "a frame needs one word list");
      else
        out.word = word.front();
    }
    out.has = lists_at(table, "has");
    out.lacks = lists_at(table, "lacks");
    out.then = lists_at(table, "then");
    out.not_then = lists_at(table, "not_then");
    out.told = lists_at(table, "told");
    if (table.contains("with")) out.with = arguments_at(table, "with");
    for (const auto& need : split_bars(string_at(file_, table, "needs", problems_)))
      if (need == "amount")
        out.needs_amount = true;
      else if (need == "stake")
        out.needs_stake = true;
      else if (need == "quantity")
        out.needs_quantity = true;
      else
        complain(*table.get("needs"),
                 "unknown need '" + need + "', use \"amount\", \"stake\" or \"quantity\"");
    out.payer = arguments_at(table, "payer");
    out.payee = arguments_at(table, "payee");
    out.payer_kinds = split_bars(string_at(file_, table, "payer_kind", problems_));
    out.payee_kinds = split_bars(string_at(file_, table, "payee_kind", problems_));
    rule_.frames.push_back(std::move(out));
  }

  static std::vector<std::string> split_bars(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
      const auto bar = std::min(text.find('|'), text.size());
      auto word = text.substr(0, bar);
      while (word.starts_with(' ')) word.remove_prefix(1);
      while (word.ends_with(' ')) word.remove_suffix(1);
      if (!word.empty()) out.emplace_back(word);
      text.remove_prefix(std::min(bar + 1, text.size()));
    }
    return out;
  }

  // Names of word lists, "GOODS | SERVICE", each of which must exist.
  std::vector<std::string> lists_at(const toml::table& table, std::string_view key) {
    const auto text = string_at(file_, table, key, problems_);
    auto out = split_bars(text);
    const auto& lang = rule_.langs.front();
    std::size_t at = 0;
    for (const auto& name : out) {
      at = text.find(name, at);
      if (!lexicon_.has(lang, name)) {
        const auto near = suggest(name, lexicon_.names(lang));
        complain_in_string(*table.get(key),
                           {count_code_points(std::string_view(text).substr(0, at)),
                            "no word list '" + name + "' for " + lang +
                                (near.empty() ? "" : ", did you mean '" + near + "'?")});
      }
      at += name.size();
    }
    return out;
  }

  std::vector<Argument> arguments_at(const toml::table& table, std::string_view key) {
    const auto text = string_at(file_, table, key, problems_);
    if (text.empty()) {
      complain(table, "a frame needs a " + std::string(key));
      return {};
    }
    auto result = parse_arguments(text);
    if (auto* message = std::get_if<std::string>(&result)) {
      complain(*table.get(key), *message);
      return {};
    }
    auto places = std::get<std::vector<Argument>>(std::move(result));
    for (const auto& place : places) check_place(*table.get(key), place);
    return places;
  }

  // Any word may be a preposition, but one that is nearly the name of a place was meant to be it.
  void check_place(const toml::node& node, const Argument& place) {
    if (place.place != Place::preposition) return;
    const auto& known = lexicon_.words(rule_.langs.front(), "PREPOSITION");
    if (std::find(known.begin(), known.end(), place.word) != known.end()) return;
    const auto near =
        suggest(place.word, {"subject", "object", "owner", "other", "topic", "receiver"});
    if (!near.empty())
      complain(node, "no place '" + place.word + "', did you mean '" + near + "'?");
  }

  // A literal string begins one column behind its quote.
  void complain_in_string(const toml::node& node, const PatternError& error) {
    auto region = node.source();
    region.begin.column += static_cast<toml::source_index>(error.offset + 1);
    file_.complain(region, rule_.id + ": " + error.message, problems_);
  }

  void read_tests() {
    const auto* node = table_.get("test");
    const auto* array = node ? node->as_array() : nullptr;
    bool hits = false;
    bool misses = false;
    if (array)
      for (const auto& entry : *array) {
        const auto* test = entry.as_table();
        if (!test) {
          complain(entry, "a test is { hit = \"…\" } or { miss = \"…\" }");
          continue;
        }
        check_keys(file_, *test, {"hit", "miss", "status"}, problems_);
        RuleTest out;
        out.hit = test->contains("hit");
        out.text = string_at(file_, *test, out.hit ? "hit" : "miss", problems_);
        out.line = test->source().begin.line;
        out.column = test->source().begin.column;
        const auto status = string_at(file_, *test, "status", problems_);
        if (!status.empty() && !(out.status = parse_status(status)))
          complain(*test->get("status"), "unknown status '" + status + "'");
        (out.hit ? hits : misses) = true;
        rule_.tests.push_back(std::move(out));
      }
    if (!hits || !misses)
      complain(table_, std::string("a rule needs at least one hit and one miss, it has no ") +
                           (hits ? "miss" : "hit"));
  }

  const TomlFile& file_;
  const toml::table& table_;
  const Lexicon& lexicon_;
  std::vector<std::string>& problems_;
  Rule rule_;
  bool known_type_ = false;
};

}  // namespace

void read_rule_lexicon(const std::filesystem::path& path, Lexicon& lexicon,
                       std::vector<std::string>& problems) {
  // A syntax error is reported by read_rules(), which reads the same file.
  std::vector<std::string> syntax;
  const auto file = read_toml(path, syntax);
  if (file.parsed) lexicon.add_lists(file, problems);
}

void read_rules(const std::filesystem::path& path, const Lexicon& lexicon, std::vector<Rule>& rules,
                std::size_t first_of_folder, std::vector<std::string>& problems) {
  const auto file = read_toml(path, problems);
  if (!file.parsed) return;
  check_keys(file, file.table, {"lexicon", "rule", "verbs"}, problems);
  const auto* list = tables_at(file, "rule", problems);
  if (!list) return;
  for (const auto& node : *list) {
    const auto* table = node.as_table();
    if (!table) {
      file.complain(node, "expected [[rule]]", problems);
      continue;
    }
    auto rule = RuleReader(file, *table, lexicon, problems).read();
    const auto same =
        std::find_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.id == rule.id; });
    if (same == rules.end()) {
      rules.push_back(std::move(rule));
    } else if (static_cast<std::size_t>(same - rules.begin()) < first_of_folder) {
      *same = std::move(rule);
    } else {
      file.complain(node,
                    "rule id '" + rule.id + "' is used twice, first at " + same->file + ":" +
                        std::to_string(same->line),
                    problems);
    }
  }
}

}  // namespace dealgraph
