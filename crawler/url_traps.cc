#include "crawler/url_traps.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace dealgraph {
namespace {

constexpr std::size_t max_length = 2'000;  // bytes of path and query
constexpr std::size_t max_segments = 20;
constexpr std::size_t max_parameters = 10;
constexpr int max_repeats = 2;                    // of one part of the path
constexpr std::size_t max_fruitless_pages = 100;  // of a family, in a run
constexpr std::size_t max_families = 100'000;     // remembered
constexpr std::size_t least_yield = 20;           // one article in so many pages keeps it open

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(at), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Dates repeat themselves by right: /2026/11/11/.
bool repeats(const std::vector<std::string_view>& parts) {
  std::map<std::string_view, int> counts;
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return !std::all_of(part.begin(), part.end(), is_digit) && ++counts[part] > max_repeats;
  });
}

std::string_view key_of(std::string_view parameter) {
  return parameter.substr(0, parameter.find('='));
}

std::string family_of(const Url& url) {
  const auto query = url.target.find('?');
  std::string family = url.authority();
  for (const char c : std::string_view(url.target).substr(0, query))
    if (!is_digit(c))
      family += c;
    else if (family.back() != '#')
      family += '#';
  if (query == std::string::npos) return family;
  std::vector<std::string_view> keys;
  for (const auto part : split(std::string_view(url.target).substr(query + 1), '&'))
    keys.push_back(key_of(part));
  std::sort(keys.begin(), keys.end());
  for (const auto key : keys) family.append("&").append(key);
  return family;
}

}  // namespace

std::string trap_of(const Url& url) {
  if (url.target.size() > max_length) return "the address is longer than 2,000 bytes";
  const std::string_view target = url.target;
  const auto query = std::min(target.find('?'), target.size());
  const auto segments = split(target.substr(0, query), '/');
  if (segments.size() > max_segments) return "the path is deeper than 20 folders";
  if (repeats(segments)) return "a part of the path repeats itself";
  if (query == target.size()) return "";
  std::vector<std::string_view> keys;
  for (const auto part : split(target.substr(query + 1), '&')) keys.push_back(key_of(part));
  if (keys.size() > max_parameters) return "more than 10 parameters";
  return repeats(keys) ? "a parameter repeats itself" : "";
}

bool UrlFamilies::is_closed(const Url& url) const {
  const auto found = yields_.find(family_of(url));
  if (found == yields_.end()) return false;
  const auto& [pages, articles] = found->second;
  return pages >= max_fruitless_pages && articles * least_yield < pages;
}

void UrlFamilies::learn(const Url& url, bool is_article) {
  auto family = family_of(url);
  if (yields_.size() >= max_families && !yields_.contains(family)) return;
  auto& yield = yields_[std::move(family)];
  ++yield.pages;
  yield.articles += is_article;
}

}  // namespace dealgraph
