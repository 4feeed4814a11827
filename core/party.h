#pragma once
#include <string>
#include <vector>

namespace dealgraph {

// A company, fund, government, agency or person that hands value over or receives it.
struct Party {
  std::string id;       // stable slug, lower case, e.g. "tsmc"
  std::string name;     // display name, e.g. "TSMC"
  std::string name_zh;  // Chinese display name, "" if none
  std::string kind;     // e.g. "chipmaker", "cloud", "bank", "government"; "unknown" if unlisted
  std::string country;  // ISO 3166-1 alpha-2, "" if unknown
};

}  // namespace dealgraph
