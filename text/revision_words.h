#pragma once
#include <string_view>

namespace dealgraph {

// Does the sentence say that an amount told before was raised or cut? By words alone: "raised its
// offer to", 上調收購價, 加碼至. A wrong yes does no harm unless the amount differs from the one
// before.
bool tells_a_revision(std::string_view sentence);

}  // namespace dealgraph
