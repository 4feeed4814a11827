#pragma once
#include <string>

#include "cli/explorer_assets.h"
#include "cli/report_page.h"

namespace dealgraph {

// What the explorer adds to a report. All of it is "" if the report is to have none.
struct ExplorerParts {
  std::string head;     // styles
  std::string section;  // says so if the program was built without the explorer
  std::string scripts;  // for the end of the page
};

ExplorerParts explorer_parts(const ReportData& data, const ExplorerAssets& assets,
                             const std::string& nonce);

}  // namespace dealgraph
