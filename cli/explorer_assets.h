#pragma once
#include <string_view>

namespace dealgraph {

// The files of web/, linked into the program.
struct ExplorerAssets {
  std::string_view library;  // Cytoscape.js with its licence; "" if it was built without
  std::string_view script;
  std::string_view style;
  std::string_view markup;  // the section of the page
};

const ExplorerAssets& explorer_assets();

}  // namespace dealgraph
