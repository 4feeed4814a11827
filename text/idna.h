#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dealgraph {

// A host name as DNS wants it: lower case, internationalised labels as "xn--…" (UTS #46,
// non-transitional). Empty if it is no valid name.
std::optional<std::string> host_to_ascii(std::string_view host);

}  // namespace dealgraph
