#include "cli/annotate_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/money.h"
#include "cli/printer.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t narrowest = 20;     // columns of text, however small the window
constexpr std::size_t widest_label = 28;  // columns of the legend's first column

// One column or two of a terminal, with the combining marks on it.
struct Cell {
  std::string text;
  char32_t first = 0;
  std::size_t width = 0;
  std::string_view color;
};

// SGR parameters of ECMA-48.
std::string_view color_of(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::party:
      return mention.reference ? "4;36" : "1;36";
    case MentionKind::amount:
      return "1;32";
    case MentionKind::stake:
      return "1;35";
    case MentionKind::date:
      return "1;33";
    case MentionKind::quantity:
      return "1;34";
  }
  return "";
}

std::string_view color_of_mask(std::string_view mask) {
  if (mask.starts_with("{amount")) return "1;32";
  if (mask.starts_with("{stake")) return "1;35";
  if (mask.starts_with("{quantity")) return "1;34";
  return mask.starts_with("{party") ? "1;36" : "4;36";
}

bool is_line_break(char32_t c) {
  return is_space(c) || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

void append(std::vector<Cell>& line, std::string_view text, std::string_view color = "") {
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    const char32_t c = decode_at(text, at, size);
    const auto shown = is_line_break(c) ? " " : printable(text.substr(at, size));
    if (shown.empty()) continue;
    const auto width = display_width(shown);
    if (width == 0 && !line.empty())
      line.back().text += shown;
    else
      line.push_back({shown, c, width, color});
  }
}

bool is_one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

// Chinese may be broken anywhere but before what closes and behind what opens.
bool may_break(const Cell& left, const Cell& right) {
  if (left.first == U' ') return true;
  if (left.width < 2 && right.width < 2) return false;
  return !is_one_of(right.first, U"，。、；：！？）」』》〉】”’％,.;:!?)]}|=%") &&
         !is_one_of(left.first, U"（「『《〈【“‘([{|=");
}

// Where the line that begins at cell `begin` ends.
std::size_t line_end(const std::vector<Cell>& cells, std::size_t begin, std::size_t columns) {
  std::size_t used = 0;
  std::size_t good = begin;
  for (std::size_t i = begin; i < cells.size(); ++i) {
    const bool fits = used + cells[i].width <= columns || cells[i].first == U' ';
    if (!fits) return good > begin ? good : std::max(i, begin + 1);
    used += cells[i].width;
    if (i + 1 < cells.size() && may_break(cells[i], cells[i + 1])) good = i + 1;
  }
  return cells.size();
}

std::string painted(const std::vector<Cell>& cells, std::size_t begin, std::size_t end,
                    bool color) {
  std::string out;
  std::string_view current;
  for (std::size_t i = begin; i < end; ++i) {
    if (color && cells[i].color != current) {
      if (!current.empty()) out += "\x1b[0m";
      current = cells[i].color;
      if (!current.empty()) out += fmt::format("\x1b[{}m", current);
    }
    out += cells[i].text;
  }
  if (!current.empty()) out += "\x1b[0m";
  return out + '\n';
}

// The cells behind `head`, wrapped; further lines are indented by `indent` columns.
std::string wrapped(const std::string& head, std::size_t indent, const std::vector<Cell>& cells,
                    const ViewOptions& options) {
  const std::size_t columns =
      options.width == 0 ? std::string::npos : std::max(options.width, indent + narrowest) - indent;
  std::string out = head;
  std::size_t begin = 0;
  do {
    const std::size_t next = line_end(cells, begin, columns);
    std::size_t end = next;
    while (end > begin && cells[end - 1].first == U' ') --end;
    if (begin > 0) out.append(indent, ' ');
    out += painted(cells, begin, end, options.color);
    begin = next;
  } while (begin < cells.size());
  return out;
}

std::string numbers(const std::vector<int>& parties) {
  std::string out;
  for (const int party : parties) out += (out.empty() ? "" : "+") + std::to_string(party + 1);
  return out;
}

std::string_view slice(const Article& article, Span span) {
  return std::string_view(article.text).substr(span.begin, span.size());
}

std::vector<Cell> marked_text(const Article& article, const AnnotatedSentence& sentence) {
  std::vector<Cell> out;
  std::size_t at = sentence.span.begin;
  for (const auto& [mention, parties] : sentence.mentions) {
    if (mention.span.begin < at) continue;
    append(out, slice(article, {at, mention.span.begin}));
    at = mention.span.end;
    const auto color = color_of(mention);
    const bool party = mention.kind == MentionKind::party;
    append(out, party ? "[" : "{", color);
    append(out, slice(article, mention.span), color);
    if (party)
      append(out, (mention.reference ? "=" : "|") + numbers(parties) + ']', color);
    else
      append(out, fmt::format("|{}}}", to_string(mention.kind)), color);
  }
  append(out, slice(article, {at, std::max(at, sentence.span.end)}));
  return out;
}

std::vector<Cell> masked_text(const AnnotatedSentence& sentence) {
  const std::string_view text = sentence.skeleton;
  std::vector<Cell> out;
  std::size_t at = 0;
  for (const Span mask : sentence.masks) {
    append(out, text.substr(at, mask.begin - at));
    const auto name = text.substr(mask.begin, mask.size());
    append(out, name, color_of_mask(name));
    at = mask.end;
  }
  append(out, text.substr(at));
  return out;
}

struct LegendRow {
  std::string label, kind, meaning;  // printable
  std::string_view color;
  friend bool operator==(const LegendRow&, const LegendRow&) = default;
};

LegendRow party_row(const AnnotatedArticle& annotated, int index, std::string_view label) {
  const auto& party = annotated.parties[index];
  return {printable(label), fmt::format("party {}", index + 1),
          fmt::format("{} ({}, {}, {})", printable(party.id), printable(party.name),
                      printable(party.kind), party.listed ? "listed" : "not listed"),
          "1;36"};
}

std::string stands_for(const AnnotatedArticle& annotated, const std::vector<int>& parties) {
  std::string out;
  for (const int party : parties)
    out += fmt::format("{}{} {}", out.empty() ? "" : " + ", party + 1,
                       printable(annotated.parties[party].name));
  return out;
}

std::string value_of(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::amount:
      return printable(format_amount(mention.amount)) +
             (mention.role == AmountRole::none ? "" : fmt::format(", {}", to_string(mention.role)));
    case MentionKind::stake:
      return mention.percent ? fmt::format("{:.6g} %", *mention.percent) : "";
    case MentionKind::date:
      return mention.date ? to_string(*mention.date) : "no single day";
    default:
      return "";
  }
}

std::vector<LegendRow> legend_of(const Article& article, const AnnotatedArticle& annotated,
                                 const AnnotatedSentence& sentence) {
  std::vector<LegendRow> rows;
  const auto add = [&](LegendRow row) {
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(std::move(row));
  };
  for (const auto& [mention, parties] : sentence.mentions) {
    const auto label = slice(article, mention.span);
    if (mention.kind != MentionKind::party)
      add({printable(label), std::string(to_string(mention.kind)), value_of(mention),
           color_of(mention)});
    else if (mention.reference)
      add({printable(label), "reference", stands_for(annotated, parties), color_of(mention)});
    else
      for (const int party : parties) add(party_row(annotated, party, label));
  }
  for (const int party : sentence.implied) add(party_row(annotated, party, "(implied)"));
  return rows;
}

std::string format_legend(const std::vector<LegendRow>& rows, std::size_t indent,
                          const ViewOptions& options) {
  std::size_t label = 0;
  std::size_t kind = 0;
  for (const auto& row : rows) {
    const auto width = display_width(row.label);
    if (width <= widest_label) label = std::max(label, width);
    kind = std::max(kind, row.kind.size());
  }
  std::string out;
  for (const auto& row : rows) {
    std::vector<Cell> cells;
    append(cells, row.label, row.color);
    const auto width = display_width(row.label);
    append(cells, std::string(width < label ? label - width + 2 : 2, ' ') + row.kind);
    append(cells, std::string(kind - row.kind.size() + 2, ' ') + row.meaning);
    out += wrapped(std::string(indent, ' '), indent + 2, cells, options);
  }
  return out;
}

}  // namespace

std::string sentence_view(const Article& article, const AnnotatedArticle& annotated,
                          std::size_t index, std::size_t digits, const ViewOptions& options) {
  const auto& sentence = annotated.sentences[index];
  const auto head = fmt::format("{:>{}} {}  ", index + 1, digits, sentence.lang);
  const std::string blank(head.size(), ' ');
  return wrapped(head, head.size(), marked_text(article, sentence), options) +
         wrapped(blank, head.size(), masked_text(sentence), options) +
         format_legend(legend_of(article, annotated, sentence), head.size(), options);
}

std::string annotate_view(const Article& article, const AnnotatedArticle& annotated,
                          const ViewOptions& options) {
  std::vector<Cell> heading;
  append(heading, article.doc, "1");
  std::string out = wrapped("", 0, heading, options);
  const auto digits = std::to_string(annotated.sentences.size()).size();
  for (std::size_t i = 0; i < annotated.sentences.size(); ++i)
    out += '\n' + sentence_view(article, annotated, i, digits, options);
  return out;
}

}  // namespace dealgraph
