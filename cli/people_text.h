#pragma once
#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/amount.h"
#include "db/store.h"

namespace dealgraph {

// The language that amounts and names are shown in to people. Words of our own stay English.
enum class PeopleLanguage { english, traditional, simplified };

// How text for people looks: --lang and --color, and the window.
struct TextStyle {
  PeopleLanguage language = PeopleLanguage::english;
  bool color = false;
  std::size_t width = 0;  // columns of the window; 0: unknown, nothing is cut

  // In bold, or in the colour of what is small and decisive; plain without colour.
  std::string bold(const std::string& text) const;
  std::string marked(const std::string& text) const;
};

class TextStyleOptions {
 public:
  void setup(CLI::App& app);
  TextStyle get() const;  // after parsing

 private:
  std::string language_ = "en";
  std::string color_ = "auto";
};

// "up to USD 100bn", 最多 1,000 億美元, 最多1,000亿美元.
std::string format_amount(const std::optional<Amount>& amount, PeopleLanguage language);
// A sum of US dollars: "USD 100bn", 1,000 億美元, 1,000亿美元.
std::string format_usd(double value, PeopleLanguage language);

// A Chinese name in one script: of all names of a party that differ in script alone the one that
// fits, else what folding makes of it. `also` are the party's other names.
std::string in_script(const std::string& name, const std::vector<std::string>& also,
                      PeopleLanguage language);

// The names of parties in a language, where the lists or the news have one. The store must outlive
// it.
class PeopleNames {
 public:
  PeopleNames(const Store& store, PeopleLanguage language) : store_(&store), language_(language) {}
  std::string of(const std::string& party, const std::string& otherwise);
  void translate(DealRow& row);
  void translate(CycleRow& row);

 private:
  const Store* store_;
  PeopleLanguage language_;
  std::map<std::string, std::string> known_;
};

}  // namespace dealgraph
