#include "core/amount.h"

#include "core/enum_names.h"

namespace dealgraph {
namespace {

constexpr EnumNames<Qualifier, 5> qualifiers{{"exact", "up_to", "at_least", "about", "range"}};
constexpr EnumNames<Per, 6> periods{{"", "year", "quarter", "month", "unit", "share"}};
constexpr EnumNames<AmountRole, 8> roles{
    {"", "valuation", "revenue", "profit", "market_value", "capex", "share_price", "balance"}};

}  // namespace

std::string_view to_string(Qualifier qualifier) { return qualifiers.name(qualifier); }
std::string_view to_string(Per per) { return periods.name(per); }
std::string_view to_string(AmountRole role) { return roles.name(role); }
std::optional<Qualifier> parse_qualifier(std::string_view name) { return qualifiers.parse(name); }
std::optional<Per> parse_per(std::string_view name) { return periods.parse(name); }

}  // namespace dealgraph
