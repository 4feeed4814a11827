#include "cli/baseline.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "cli/scoring.h"
#include "core/error.h"
#include "crawler/input_file.h"
#include "crawler/safe_json.h"
#include "text/suggest.h"

namespace dealgraph {
namespace {

using Figures = std::vector<std::pair<std::string, Json>>;  // by path, as "languages.en.deals"

constexpr std::size_t max_size = 16U << 20;

enum class Meaning { more_is_better, less_is_better, of_the_gold, other };

// A rule may lose a deal to another one, so the figures of single rules are never compared. False
// and missed deals are told by the ratios: a better recall may well bring more false deals.
Meaning meaning_of(std::string_view path) {
  const auto name = path.substr(path.rfind('.') + 1);  // npos + 1 is 0
  for (const auto* better : {"right", "precision", "recall", "f1", "accuracy"})
    if (name == better) return Meaning::more_is_better;
  if (name == "false_pairs_without_deals") return Meaning::less_is_better;
  return name == "articles" || name == "deals" ? Meaning::of_the_gold : Meaning::other;
}

void flatten(const Json& value, const std::string& path, Figures& out) {
  if (!value.is_object()) return out.emplace_back(path, value), void();
  for (const auto& [key, member] : value.items()) {
    if (path.empty() && (key == "rules" || key == "errors")) continue;
    flatten(member, path.empty() ? key : path + '.' + key, out);
  }
}

Figures flat(const Json& value) {
  Figures out;
  flatten(value, "", out);
  return out;
}

const Json* find(const Figures& figures, const std::string& path) {
  for (const auto& [name, value] : figures)
    if (name == path) return &value;
  return nullptr;
}

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw Error(ExitCode::bad_data, file.string() + ": " + what);
}

Json read_baseline(const std::filesystem::path& path) {
  InputFile file(path.string());
  const auto text = file.peek(max_size);
  if (!file.problem().empty())
    throw Error(ExitCode::no_input, path.string() + ": cannot be read: " + file.problem());
  const auto json = parse_foreign_json(text);
  if (!json.is_object()) fail(path, "is no JSON of figures; --write-baseline writes one");
  return json;
}

std::string unknown(const std::string& name, const Figures& figures) {
  std::vector<std::string_view> known;
  for (const auto& figure : figures) known.push_back(figure.first);
  const auto meant = suggest(name, known);
  return fmt::format("there is no figure \"{}\"{}", name,
                     meant.empty() ? "" : ", did you mean \"" + meant + "\"?");
}

void require_same_gold(const std::string& name, const Json& before, const Json& now,
                       const std::filesystem::path& file) {
  if (before != now)
    fail(file, fmt::format("was measured on other articles: {} is {} now, not {}", name, now.dump(),
                           before.dump()));
}

void compare_figure(const Change& change, bool more_is_better, Comparison& out) {
  const double now = change.now.value_or(more_is_better ? -1 : 0);
  if (now == change.before) return;
  const bool better = (now > change.before) == more_is_better;
  (better ? out.better : out.worse).push_back(change);
}

std::string shown(double value) { return to_line(json_number(value)); }

}  // namespace

Comparison compare(const Json& figures, const std::filesystem::path& baseline) {
  const auto now = flat(figures);
  Comparison out;
  for (const auto& [name, before] : flat(read_baseline(baseline))) {
    const auto* value = find(now, name);
    if (!value) fail(baseline, unknown(name, now));
    const auto meaning = meaning_of(name);
    if (meaning == Meaning::other || before.is_null()) continue;
    if (!before.is_number()) fail(baseline, fmt::format("\"{}\" must be a number", name));
    if (meaning == Meaning::of_the_gold) {
      require_same_gold(name, before, *value, baseline);
      continue;
    }
    Change change{name, before.get<double>(), std::nullopt};
    if (value->is_number()) change.now = value->get<double>();
    compare_figure(change, meaning == Meaning::more_is_better, out);
  }
  return out;
}

Json baseline_of(const Json& figures) {
  Json out;
  for (const auto language : score_languages) {
    const std::string name(language);
    const auto& from = figures.at("languages").at(name);
    auto& to = out["languages"][name];
    for (const auto* key : {"articles", "deals"}) to[key] = from.at(key);
    for (const auto* key : {"pairs", "triples"}) to[key]["f1"] = from.at(key).at("f1");
    for (const auto* key : {"type", "status"}) to[key]["right"] = from.at(key).at("right");
  }
  out["false_pairs_without_deals"] = figures.at("false_pairs_without_deals");
  return out;
}

std::string describe(const Change& change) {
  if (!change.now)
    return fmt::format("{} fell from {} to none", change.figure, shown(change.before));
  // The difference of two figures of four decimals has no more.
  const double by = std::round(std::abs(*change.now - change.before) * 1e4) / 1e4;
  return fmt::format("{} {} from {} to {}, by {}", change.figure,
                     *change.now < change.before ? "fell" : "rose", shown(change.before),
                     shown(*change.now), shown(by));
}

}  // namespace dealgraph
