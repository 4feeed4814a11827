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
      {"parties", "list", "List known parties with their names", make_parties_list_command},
      {"parties", "show", "Show all that the lists say of a party", make_parties_show_command},
      {"parties", "import", "Take a CSV list of parties into the own names",
       make_parties_import_command},
      {"parties", "review", "List names that no list holds, the most frequent first",
       make_parties_review_command},
      {"parties", "accept", "Make such a name a party", make_parties_accept_command},
      {"parties", "alias", "Make it another name of a party", make_parties_alias_command},
      {"parties", "ignore", "Never take it for a party", make_parties_ignore_command},
      {"rules", "check", "Load rules and names, run every hit and miss", make_rules_check_command},
      {"rules", "try", "Show what the rules make of a sentence, and what nearly matched",
       make_rules_try_command},
      {"rules", "explain", "Show rule, captures and guards behind a deal, by the present rules",
       make_rules_explain_command},
      {"rules", "diff", "Show what a change of the rules gains, loses and changes",
       make_rules_diff_command},
      {"rules", "coverage", "Count what each rule finds, and words that no rule answers",
       make_rules_coverage_command},
      {"", "eval", "Measure the rules against articles whose deals are known", make_eval_command},
  };
  return table;
}

}  // namespace dealgraph
