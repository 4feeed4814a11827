#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/span.h"

namespace dealgraph {

// A compiled RE2 expression: linear time on any input, matched on UTF-8. Cheap to copy.
class Pattern {
 public:
  // The pattern, or RE2's message. Refuses \C and programs above a fixed size, so that no accepted
  // pattern can make matching slow.
  static std::variant<Pattern, std::string> compile(std::string_view regex,
                                                    bool ignore_case = false);

  bool search(std::string_view text) const;

  // Leftmost match at or after byte `from`. Group 0 is the whole match; a group that took no part
  // has an empty optional. False if there is none.
  bool match(std::string_view text, std::size_t from,
             std::vector<std::optional<Span>>& groups) const;

  std::size_t groups() const;  // without group 0

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// Which of many expressions occur in a text, in one pass.
class PatternSet {
 public:
  // Throws Error(bad_data) if an expression is malformed or the set grows too large.
  explicit PatternSet(const std::vector<std::string>& regexes, bool ignore_case = false);

  // Indexes of the expressions that occur, ascending.
  void search(std::string_view text, std::vector<int>& hits) const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// The expression that matches exactly `literal`.
std::string quote_pattern(std::string_view literal);

}  // namespace dealgraph
