#include "cli/explorer_assets.h"

#include <cstddef>

// Linked in by web/assets.S.
extern "C" const char dealgraph_explorer_library[], dealgraph_explorer_library_end[];
extern "C" const char dealgraph_explorer_script[], dealgraph_explorer_script_end[];
extern "C" const char dealgraph_explorer_style[], dealgraph_explorer_style_end[];
extern "C" const char dealgraph_explorer_markup[], dealgraph_explorer_markup_end[];

namespace dealgraph {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

const ExplorerAssets& explorer_assets() {
  static const ExplorerAssets assets = {
      between(dealgraph_explorer_library, dealgraph_explorer_library_end),
      between(dealgraph_explorer_script, dealgraph_explorer_script_end),
      between(dealgraph_explorer_style, dealgraph_explorer_style_end),
      between(dealgraph_explorer_markup, dealgraph_explorer_markup_end)};
  return assets;
}

}  // namespace dealgraph
