#include "cli/evidence_markup.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/markup.h"
#include "cli/money.h"

namespace dealgraph {
namespace {

constexpr std::size_t longest_name = 80;       // code points
constexpr std::size_t longest_sentence = 900;  // the same

struct Part {
  Span span;
  const char* name;
};

std::vector<Part> parts_of(const EvidenceRow& row) {
  const auto& mention = row.evidence.mention;
  std::vector<Part> parts = {{mention.payer.span, "payer"}, {mention.payee.span, "payee"}};
  const auto amount = mention.amount && !mention.amount->text.empty()
                          ? row.sentence.find(mention.amount->text)
                          : std::string::npos;
  if (amount != std::string::npos) {
    const auto begin = mention.sentence.begin + amount;
    parts.push_back({{begin, begin + mention.amount->text.size()}, "amount"});
  }
  std::erase_if(parts, [&](const Part& part) {
    return part.span.empty() || !mention.sentence.contains(part.span);
  });
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.span < b.span; });
  return parts;
}

}  // namespace

std::string name_markup(const std::string& name) {
  return escape_markup(shorten(name, longest_name));
}

std::string amount_markup(const Deal& deal) {
  auto text = format_amount(deal.amount);
  if (deal.converted) text += ", about USD " + format_number(*deal.usd);
  return escape_markup(text);
}

std::string marked_sentence(const EvidenceRow& row) {
  const auto& mention = row.evidence.mention;
  std::string out;
  std::size_t at = 0;
  const std::string_view sentence = row.sentence;
  for (const auto& part : parts_of(row)) {
    const auto begin = part.span.begin - mention.sentence.begin;
    const auto end = part.span.end - mention.sentence.begin;
    if (begin < at || end > sentence.size()) continue;
    out += escape_markup(sentence.substr(at, begin - at));
    out += fmt::format("<mark class=\"{}\" title=\"{}\">{}</mark>", part.name, part.name,
                       escape_markup(sentence.substr(begin, end - begin)));
    at = end;
  }
  if (sentence.size() - at > longest_sentence * 4)
    return out + escape_markup(shorten(sentence.substr(at), longest_sentence));
  return out + escape_markup(sentence.substr(at));
}

std::string source_line(const EvidenceRow& row) {
  const auto& place = row.url.empty() ? row.doc : row.url;
  const auto label = shorten(row.title.empty() ? place : row.title, 200);
  auto out = link_markup(place, label);
  if (!row.published.empty()) out += ", " + escape_markup(row.published);
  return out + fmt::format(", rule {}", escape_markup(row.evidence.mention.rule));
}

}  // namespace dealgraph
