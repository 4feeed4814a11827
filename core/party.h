#pragma once
#include <cstddef>
#include <string>

#include "core/span.h"

namespace dealgraph {

// A company, fund, government, agency or person that hands value over or receives it.
struct Party {
  std::string id;       // stable slug, lower case, e.g. "tsmc"
  std::string name;     // display name, e.g. "TSMC"
  std::string name_zh;  // Chinese display name, "" if none
  std::string kind;     // e.g. "chipmaker", "cloud", "bank", "government"; "unknown" if unlisted
  std::string country;  // ISO 3166-1 alpha-2, "" if unknown
  std::string parent = {};  // id of the company that it belongs to, "" if none is known
};

// A name that no list holds, as one article uses it.
struct Sighting {
  std::string id;         // slug that its party gets
  std::string name;       // as the article first writes it
  std::string kind;       // what its form tells, e.g. "bank"; "unknown" if nothing
  std::size_t count = 0;  // places that name it; pronouns and descriptions are none
  Span sentence;          // bytes of Article::text: the first that has it
};

}  // namespace dealgraph
