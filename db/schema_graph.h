#pragma once

namespace dealgraph {

// The third step of migrations(): the deal graph as it is kept up to date pair by pair.
extern const char* const schema_step_3;

}  // namespace dealgraph
