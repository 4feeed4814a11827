#include "extract/bystanders.h"

#include <utility>
#include <vector>

namespace dealgraph {
namespace {

Phrases both(const Lexicon& lexicon, std::string_view name) {
  auto words = lexicon.words("zh", name);
  const auto& english = lexicon.words("en", name);
  words.insert(words.end(), english.begin(), english.end());
  return Phrases(std::move(words));
}

// To the end of the clause, at most 60 bytes.
std::string_view clause(std::string_view text) {
  text = text.substr(0, 60);
  for (const std::string_view end : {",", ";", "。", "\n"}) text = text.substr(0, text.find(end));
  return text;
}

bool securities_house(std::string_view name, std::string_view kind) {
  if (kind == "bank" || kind == "broker") return true;
  for (const std::string_view end : {"证券", "期货", "国际", "投顾", "证券资管", "Securities"})
    if (name.ends_with(end)) return true;
  return false;
}

}  // namespace

Bystanders::Bystanders(const Lexicon& lexicon)
    : before_(both(lexicon, "BYSTANDER_BEFORE")),
      behind_(both(lexicon, "BYSTANDER_BEHIND")),
      view_before_(both(lexicon, "VIEW_BEFORE")),
      view_behind_(both(lexicon, "VIEW_BEHIND")),
      venue_before_(both(lexicon, "VENUE_BEFORE")),
      venue_behind_(both(lexicon, "VENUE_BEHIND")) {}

bool Bystanders::is_one(std::string_view text, Span name, std::string_view kind) const {
  auto before = text.substr(name.begin > 30 ? name.begin - 30 : 0);
  before = before.substr(0, name.begin - (name.begin > 30 ? name.begin - 30 : 0));
  auto behind = text.substr(name.end);
  for (const std::string_view quote : {"》", "”", "\"", "'s"})
    if (behind.starts_with(quote)) behind.remove_prefix(quote.size());
  for (const std::string_view quote : {"《", "“", "\""})
    if (before.ends_with(quote)) before.remove_suffix(quote.size());
  if (behind_.any_starts(behind) || before_.any_ends(before)) return true;
  const auto surface = text.substr(name.begin, name.size());
  if (securities_house(surface, kind))
    return view_behind_.any_inside(clause(behind)) || view_before_.any_ends(before);
  if (kind == "exchange") return venue_behind_.any_starts(behind) || venue_before_.any_ends(before);
  return false;
}

}  // namespace dealgraph
