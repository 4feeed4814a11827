#include "core/mention.h"

#include "core/enum_names.h"

namespace dealgraph {
namespace {

constexpr EnumNames<MentionKind, 5> kinds{{"party", "amount", "stake", "date", "quantity"}};

}  // namespace

std::string_view to_string(MentionKind kind) { return kinds.name(kind); }

}  // namespace dealgraph
