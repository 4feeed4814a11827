#include "cli/explorer_page.h"

#include <fmt/format.h>

#include "cli/explorer_data.h"

namespace dealgraph {
namespace {

constexpr auto missing =
    "<section id=\"explorer\"><h2>Explorer</h2>\n<p>This page has no picture of all deals: the "
    "program that made it was built without web/dist/cytoscape.js.</p></section>\n";

// JSON in a script element ends only where it says so, whatever an article holds.
std::string in_script(const Json& json) {
  std::string out;
  for (const char c : to_line(json)) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

}  // namespace

ExplorerParts explorer_parts(const ReportData& data, const ExplorerAssets& assets,
                             const std::string& nonce) {
  if (!data.explorer) return {};
  if (assets.library.empty()) return {"", missing, ""};
  ExplorerParts out;
  // Cytoscape.js would add the second style itself, without the nonce, and be refused.
  out.head = fmt::format(
      "<style nonce=\"{0}\">{1}</style>\n<style nonce=\"{0}\" "
      "id=\"__________cytoscape_stylesheet\">"
      ".__________cytoscape_container {{ position: relative }}</style>\n",
      nonce, assets.style);
  out.section = std::string(assets.markup);
  out.scripts = fmt::format(
      "<script type=\"application/json\" id=\"explorer-data\" nonce=\"{0}\">{1}</script>\n"
      "<script nonce=\"{0}\">{2}</script>\n"
      "<script nonce=\"{0}\">(() => {{ 'use strict';\n{3}}})();</script>\n",
      nonce, in_script(explorer_data(data)), assets.library, assets.script);
  return out;
}

}  // namespace dealgraph
