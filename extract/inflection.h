#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

struct VerbForms {
  std::vector<std::string> all;          // buy, buys, buying, bought
  std::vector<std::string> participles;  // bought
};

// The forms of an English verb. `entry` is its infinitive, then what is irregular: "invest",
// "buy bought", "take took taken", "plan planned planning". In "take+over" the particle follows the
// inflected verb: "takes over".
VerbForms inflect(std::string_view entry);

}  // namespace dealgraph
