#include "cli/command.h"

namespace dealgraph {

const std::vector<CommandRow>& command_table() {
  static const std::vector<CommandRow> table = {
      {"", "init", "Write a config, an empty database and a folder for own rules",
       make_init_command},
      {"", "crawl", "Fetch what is due, extract deals, find new circular deals",
       make_crawl_command},
      {"", "import", "The same for saved pages: HTML, text, JSONL, WARC, folders",
       make_import_command},
      {"", "extract", "Pages in, one JSON line per deal mention out", make_extract_command},
      {"", "article", "Pages in, one JSON line per article out", make_article_command},
      {"", "annotate", "Pages in, one JSON line per article with its mentions out",
       make_annotate_command},
      {"", "deals", "List the deals of the database", make_deals_command},
      {"", "cycles", "List circular deals; --new: only those not shown yet", make_cycles_command},
      {"", "why", "Show rule, sentence and article behind a deal", make_why_command},
      {"rules", "check", "Load rules and names, run every hit and miss", make_rules_check_command},
  };
  return table;
}

}  // namespace dealgraph
