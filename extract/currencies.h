#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/affixes.h"
#include "extract/lexicon.h"

namespace dealgraph {

// The words for money of rules/lexicon/currencies.toml, ready to be looked up at a figure.
class CurrencyTable {
 public:
  explicit CurrencyTable(const Lexicon& lexicon);

  struct Hit {
    Span span;
    std::string code;    // ISO 4217
    double factor = 1;   // 0.01 of cents; 1e6 of the M in MUSD
    bool local = false;  // 元: a currency before the figure knows better
  };
  // The currency that ends at byte `end`, spaces and a colon apart, not before `floor`.
  std::optional<Hit> before(std::string_view text, std::size_t end, std::size_t floor,
                            std::string_view site) const;
  // The currency that follows byte `at`: 美元, " dollars", "-euro", " of pounds", "MUSD".
  std::optional<Hit> behind(std::string_view text, std::size_t at, std::string_view site) const;
  // Where the figure begins behind a currency that begins at byte `at`; `at` if there is none.
  std::size_t skip_front(std::string_view text, std::size_t at) const;

 private:
  struct Entry {
    std::string code;
    bool sign = false;
    bool chinese = false;
    double factor = 1;
    bool edge = false;  // only where a word ends
  };
  void add(const Lexicon& lexicon, const std::string& lang, std::string_view list);
  Hit make(const Entry& entry, Span span, std::string_view site) const;

  std::vector<Entry> entries_;
  Affixes before_;
  Affixes behind_;
};

// What a bare 元, $ or ¥ (LOCAL, DOLLAR, YEN) means on a site whose money is `site`, "" if unknown.
std::string resolve_currency(std::string_view code, std::string_view site);

}  // namespace dealgraph
