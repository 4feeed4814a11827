#pragma once
#include <cstddef>
#include <functional>

namespace dealgraph {

// Calls work(0) … work(count - 1) in any order on all cores, and waits. What one of them throws is
// thrown again.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace dealgraph
