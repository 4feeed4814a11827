#include "extract/inflection.h"

#include <algorithm>

namespace dealgraph {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto space = text.find(' ');
    if (space != 0) out.emplace_back(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return out;
}

bool vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool consonant_y(std::string_view verb) {
  return verb.size() > 1 && verb.back() == 'y' && !vowel(verb[verb.size() - 2]);
}

std::string without_last(std::string_view verb, std::size_t count = 1) {
  return std::string(verb.substr(0, verb.size() - count));
}

std::string third_person(std::string_view verb) {
  if (consonant_y(verb)) return without_last(verb) + "ies";
  for (const std::string_view hiss : {"s", "x", "z", "ch", "sh", "o"})
    if (verb.ends_with(hiss)) return std::string(verb) + "es";
  return std::string(verb) + "s";
}

std::string past(std::string_view verb) {
  if (consonant_y(verb)) return without_last(verb) + "ied";
  return std::string(verb) + (verb.ends_with('e') ? "d" : "ed");
}

std::string gerund(std::string_view verb) {
  if (verb.ends_with("ie")) return without_last(verb, 2) + "ying";
  if (verb.ends_with('e') && !verb.ends_with("ee")) return without_last(verb) + "ing";
  return std::string(verb) + "ing";
}

}  // namespace

VerbForms inflect(std::string_view entry) {
  const auto words = split(entry);
  if (words.empty()) return {};
  std::string verb = words.front();
  std::string particle;
  if (const auto plus = verb.find('+'); plus != std::string::npos) {
    particle = " " + verb.substr(plus + 1);
    std::replace(particle.begin(), particle.end(), '+', ' ');
    verb.resize(plus);
  }
  std::vector<std::string> pasts;
  std::string ing = gerund(verb);
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].ends_with("ing"))
      ing = words[i];
    else
      pasts.push_back(words[i]);
  if (pasts.empty()) pasts.push_back(past(verb));
  VerbForms out;
  for (const auto& form : {verb, third_person(verb), ing}) out.all.push_back(form + particle);
  for (const auto& form : pasts) out.all.push_back(form + particle);
  out.participles.push_back(pasts.back() + particle);
  return out;
}

}  // namespace dealgraph
