#include "core/deal.h"

#include "core/enum_names.h"

namespace dealgraph {
namespace {

constexpr EnumNames<DealType, 13> types{
    {"investment", "stake_purchase", "acquisition", "loan", "purchase", "service", "lease",
     "license", "grant", "revenue_share", "settlement", "joint_venture", "partnership"}};
constexpr EnumNames<Status, 6> statuses{
    {"completed", "agreed", "planned", "rumored", "denied", "terminated"}};

constexpr EnumNames<Revision::Change, 5> changes{{"told", "amount", "raised", "cut", "status"}};

}  // namespace

std::string_view to_string(DealType type) { return types.name(type); }
std::string_view to_string(Status status) { return statuses.name(status); }
std::string_view to_string(Revision::Change change) { return changes.name(change); }
std::optional<DealType> parse_deal_type(std::string_view name) { return types.parse(name); }
std::optional<Status> parse_status(std::string_view name) { return statuses.parse(name); }

}  // namespace dealgraph
