#pragma once
#include <string>

#include "extract/match.h"
#include "extract/workings.h"

namespace dealgraph {

// Why a rule was given up, in words.
std::string reason_of(const Stopped& stopped, const Workings& workings, const Document& document,
                      const Sentence& sentence, const Skeleton& skeleton);

// How near it came, 0 to 1: 1 is a whole match that a guard or another rule took away.
double share_of(const Stopped& stopped);

}  // namespace dealgraph
