#include "extract/frame.h"

#include <utility>

#include "text/fold.h"

namespace dealgraph {
namespace {

constexpr std::pair<std::string_view, Place> places[] = {{"subject", Place::subject},
                                                         {"object", Place::object},
                                                         {"owner", Place::owner},
                                                         {"other", Place::other},
                                                         {"topic", Place::topic},
                                                         {"receiver", Place::receiver},
                                                         {"last payer", Place::last_payer},
                                                         {"last payee", Place::last_payee},
                                                         {"last borrower", Place::last_borrower},
                                                         {"context", Place::context}};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string describe(const Argument& argument) {
  for (const auto& [name, place] : places)
    if (place == argument.place) return std::string(name);
  return "'" + argument.word + "'";
}

std::variant<std::vector<Argument>, std::string> parse_arguments(std::string_view source) {
  std::vector<Argument> out;
  for (std::size_t begin = 0; begin <= source.size();) {
    auto end = source.find('|', begin);
    if (end == std::string_view::npos) end = source.size();
    const auto word = trimmed(source.substr(begin, end - begin));
    if (word.empty()) return "an empty place: write \"from | object\"";
    Argument argument{Place::preposition, fold_key(word)};
    for (const auto& [name, place] : places)
      if (word == name) argument = {place, {}};
    out.push_back(std::move(argument));
    begin = end + 1;
  }
  return out;
}

}  // namespace dealgraph
