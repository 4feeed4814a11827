#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "core/amount.h"
#include "core/span.h"

namespace dealgraph {

// The words around a figure that bound it (最多, 逾, 左右, "up to") or say what it is paid for
// (每股, 每年, " a share").

struct Qualified {
  std::optional<Qualifier> qualifier;
  Per per = Per::total;
  std::size_t edge = 0;  // how far the words reach: begin of those before, end of those behind
};

// Words before byte `begin`, not before `floor`. `round`: the figure has no digit, so that 上 and
// 过 (上百亿, 过千万) qualify it.
Qualified qualifiers_before(std::string_view text, std::size_t begin, std::size_t floor,
                            bool round);
Qualified qualifiers_behind(std::string_view text, std::size_t end);

// Past the words of a qualifier that begins at byte `at`.
std::size_t skip_qualifier(std::string_view text, std::size_t at);

// Whether a clause may end with this byte: , ; : ! ? ( ) or a line end. (。 is three bytes: its
// last is tested by ends_clause.)
bool ends_clause(std::string_view text, std::size_t at);

// Makes `amount`, whose bounds are set, up_to, at_least or about; a range stays one.
void qualify(Amount& amount, Qualifier qualifier);

}  // namespace dealgraph
