#include "crawler/article_parser.h"

#include <algorithm>

#include "crawler/body.h"
#include "crawler/links.h"
#include "crawler/metadata.h"
#include "crawler/page_state.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t least_units = 120;  // of a body worth keeping

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of("\n\r", begin), text.size());
    auto line = clean_line(text.substr(begin, end - begin));
    if (!line.empty()) lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

std::size_t total_units(const std::vector<std::string>& lines) {
  std::size_t units = 0;
  for (const auto& line : lines) units += text_units(line);
  return units;
}

void set_text(Article& article, std::string_view title, const std::vector<std::string>& lines) {
  article.text = title;
  article.title_size = title.size();
  for (const auto& line : lines) {
    article.text += '\n';
    article.text += line;
  }
}

void complete(Article& article, const FetchedPage& page, const PageHints& hints,
              std::string_view claimed_lang) {
  article.doc = page.doc;
  article.url = page.url;
  article.lang = detect_language(article.text, claimed_lang.empty() ? hints.lang : claimed_lang);
  if (article.lang.empty()) article.lang = hints.lang;
  if (article.site.empty()) article.site = hints.site;
  article.site_currency = hints.currency;
  if (article.site_currency.empty())
    article.site_currency =
        guess_currency(page.url.empty() ? article.canonical_url : page.url, article.lang,
                       claimed_lang.empty() ? hints.lang : claimed_lang);
}

// A paragraph as opposed to a crumb of a menu.
bool is_paragraph(std::string_view line) {
  return count_code_points(line) >= 80 || (ends_sentence(line) && count_code_points(line) >= 4);
}

const PageRules* rules_of(const PageHints& hints, std::string_view url,
                          std::string_view canonical) {
  if (!hints.rules) return nullptr;
  const auto* rules = hints.rules->find(host_of(url));
  return rules ? rules : hints.rules->find(host_of(canonical));
}

std::string outdated_note(const PageRules& rules, const std::vector<std::string>& keys) {
  if (keys.empty()) return "";
  std::string names;
  for (const auto& key : keys) names += (names.empty() ? "" : ", ") + key;
  return "[page] of source '" + rules.source + "' matches nothing for: " + names +
         "; has the site's layout changed?";
}

// The general way may find no article either; that is for the reader of the note to see.
std::string ruined_note(const PageRules& rules) {
  std::string keys;
  if (!rules.body.empty()) keys += "body";
  if (!rules.remove.empty()) keys += keys.empty() ? "remove" : ", remove";
  if (!rules.noise.empty()) keys += keys.empty() ? "noise" : ", noise";
  if (keys.empty()) return "";
  return "[page] of source '" + rules.source + "' leaves no article; look at: " + keys;
}

void take_ruled_fields(PageMetadata& about, RuledPage& ruled) {
  if (!ruled.title.empty()) about.title = std::move(ruled.title);
  if (!ruled.published.empty()) about.published = std::move(ruled.published);
  if (!ruled.authors.empty()) about.authors = std::move(ruled.authors);
}

}  // namespace

ParsedArticle parse_html_article(const FetchedPage& page, const PageHints& hints) {
  ParsedArticle result;
  const auto html = to_utf8(page.body, page.content_type).text;
  const auto parse = parse_html(html);
  if (!parse.tree) {
    result.problem = parse.problem;
    return result;
  }
  if (hints.want_links) result.links = link_targets(*parse.tree, page.url);
  auto about = read_metadata(*parse.tree, page.url);
  const auto* rules = rules_of(hints, page.url, about.canonical_url);
  RuledPage ruled;
  if (rules) {
    result.ruled = true;
    ruled = apply_rules(*parse.tree, *rules);
    result.outdated = outdated_note(*rules, ruled.unmatched);
    take_ruled_fields(about, ruled);
  }
  auto lines = find_body(*parse.tree, about.title, ruled.body, ruled.removed);
  if (const auto units = total_units(lines); !about.article_body.empty()) {
    auto spare = without_boilerplate(split_lines(about.article_body), about.title);
    if (units < least_units || units * 5 < total_units(spare) * 2) lines = std::move(spare);
  }
  if (total_units(lines) < least_units) {
    auto state = read_page_state(html);
    auto spare = without_boilerplate(split_lines(state.body), about.title);
    if (total_units(spare) >= least_units) {
      lines = std::move(spare);
      if (!state.title.empty()) about.title = std::move(state.title);
      if (about.published.empty()) about.published = std::move(state.published);
      if (about.authors.empty()) about.authors = std::move(state.authors);
    }
  }
  if (rules) lines = without_noise(std::move(lines), *rules);
  if (total_units(lines) < least_units) {
    if (rules && result.outdated.empty()) result.outdated = ruined_note(*rules);
    result.problem = lines.empty() ? "no article text" : "too little text for an article";
    return result;
  }
  auto& article = result.article;
  set_text(article, about.title, lines);
  article.canonical_url = std::move(about.canonical_url);
  article.authors = std::move(about.authors);
  article.published = std::move(about.published);
  article.site = std::move(about.site);
  complete(article, page, hints, about.lang);
  result.found = true;
  return result;
}

ParsedArticle parse_text_article(const FetchedPage& page, const PageHints& hints) {
  ParsedArticle result;
  const auto lines = split_lines(to_utf8(page.body, page.content_type).text);
  const auto first = std::find_if(lines.begin(), lines.end(), is_paragraph);
  if (lines.empty()) {
    result.problem = "the text is empty";
    return result;
  }
  std::string_view title;
  std::vector<std::string> body(first, lines.end());
  if (first == lines.end()) {
    body = lines;  // headlines or notes: nothing tells a title from the rest
  } else {
    for (auto line = lines.begin(); line != first; ++line)
      if (count_code_points(*line) > count_code_points(title)) title = *line;
    const auto last = std::find_if(body.rbegin(), body.rend(), is_paragraph);
    body.erase(last.base(), body.end());
    body = without_boilerplate(std::move(body), title);
  }
  set_text(result.article, title, body);
  complete(result.article, page, hints, "");
  result.found = true;
  return result;
}

}  // namespace dealgraph
