#include "cli/people_text.h"

#include <algorithm>

#include "cli/terminal.h"
#include "text/fold.h"

namespace dealgraph {
namespace {

std::string sgr(const TextStyle& style, std::string_view code, const std::string& text) {
  if (!style.color || text.empty()) return text;
  return "\x1b[" + std::string(code) + 'm' + text + "\x1b[0m";
}

std::string chinese_name(const Store& store, const Party& party, PeopleLanguage language) {
  if (party.name_zh.empty()) return party.name;
  std::vector<std::string> also;
  for (const auto& [name, origin] : store.aliases_of(party.id)) also.push_back(name);
  return in_script(party.name_zh, also, language);
}

}  // namespace

std::string TextStyle::bold(const std::string& text) const { return sgr(*this, "1", text); }
std::string TextStyle::marked(const std::string& text) const { return sgr(*this, "1;33", text); }

void TextStyleOptions::setup(CLI::App& app) {
  app.add_option("--lang", language_, "Names and amounts of tables (default: en)")
      ->type_name("en|zh-Hant|zh-Hans")
      ->check(CLI::IsMember(std::vector<std::string>{"en", "zh-Hant", "zh-Hans"}).description(""));
  app.add_option("--color", color_, "Colour of tables (default: auto)")
      ->type_name("auto|always|never")
      ->check(CLI::IsMember(std::vector<std::string>{"auto", "always", "never"}).description(""));
}

TextStyle TextStyleOptions::get() const {
  TextStyle style;
  if (language_ == "zh-Hant") style.language = PeopleLanguage::traditional;
  if (language_ == "zh-Hans") style.language = PeopleLanguage::simplified;
  style.color = use_color(color_);
  style.width = output_width();
  return style;
}

std::string in_script(const std::string& name, const std::vector<std::string>& also,
                      PeopleLanguage language) {
  auto simplified = fold_key(name);
  if (language == PeopleLanguage::simplified) return simplified;
  if (simplified != name) return name;
  const auto other = std::find_if(also.begin(), also.end(), [&](const std::string& alias) {
    return alias != simplified && fold_key(alias) == simplified;
  });
  return other == also.end() ? name : *other;
}

std::string PeopleNames::of(const std::string& party, const std::string& otherwise) {
  if (language_ == PeopleLanguage::english) return otherwise;
  const auto [found, is_new] = known_.try_emplace(party, otherwise);
  if (is_new)
    if (const auto read = store_->party(party))
      found->second = chinese_name(*store_, *read, language_);
  return found->second;
}

void PeopleNames::translate(DealRow& row) {
  row.payer_name = of(row.deal.payer, row.payer_name);
  row.payee_name = of(row.deal.payee, row.payee_name);
}

void PeopleNames::translate(CycleRow& row) {
  for (auto& deal : row.deals) translate(deal);
  for (std::size_t i = 0; i < row.names.size() && i < row.cycle.parties.size(); ++i)
    row.names[i] = of(row.cycle.parties[i], row.names[i]);
}

}  // namespace dealgraph
