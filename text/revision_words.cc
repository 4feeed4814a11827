#include "text/revision_words.h"

#include <re2/re2.h>

namespace dealgraph {
namespace {

// Both scripts are spelt out, since the sentence comes as the article writes it.
const RE2& revision() {
  static const RE2 pattern(
      "(?i)\\b(?:rais|increas|sweeten|boost|lift|lower|reduc|expand)(?:e|es|ed|ing|s)?\\s+"
      "(?:(?:its|his|their|the|an?|previous|earlier|existing|planned|total|takeover|buyout|cash)"
      "\\s+)*"
      "(?:\\w+\\s+)?"
      "(?:offer|bid|price|investment|stake|order|orders|contract|deal|commitment|financing|loan|"
      "funding|round|purchase|spending)\\b[^.]{0,60}\\b(?:to|from|by)\\b"
      "|\\b(?:cut|cuts|cutting|scaled? back|slash(?:es|ed)?|trim(?:s|med)?)\\s+(?:\\w+\\s+){0,3}"
      "(?:offer|bid|price|investment|order|orders|contract|deal|commitment|financing|loan|"
      "purchase)\\b[^.]{0,60}\\b(?:to|from|by)\\b"
      "|\\bup from (?:the|a|an|its)?\\s*(?:previously|earlier|originally|initial|original|previous)"
      "|(?:上[調调]|提高|調高|调高|加碼|加码|追加|擴大|扩大|增加|增資|增资|下[調调]|調降|调降|["
      "縮缩][減减]|削減|削减|[減减]少|修正|修[訂订])"
      "[^。，；]{0,16}(?:至|到|為|为)"
      "|(?:由|從|从)(?:原[先本來来訂定计計]?|先前|此前|之前)[^。；]{0,24}"
      "(?:上[調调]|提高|調高|调高|增[加至]|下[調调]|[縮缩][減减]|[減降]至|降到)");
  return pattern;
}

}  // namespace

bool tells_a_revision(std::string_view sentence) {
  return RE2::PartialMatch(re2::StringPiece(sentence.data(), sentence.size()), revision());
}

}  // namespace dealgraph
