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

// The expression that matches exactly `literal`.
std::string quote_pattern(std::string_view literal);

}  // namespace dealgraph
