#include "bench/rule_set.h"

#include <stdlib.h>

#include <fstream>
#include <string>

#include "bench/random.h"
#include "core/error.h"
#include "extract/rule_parser.h"
#include "extract/toml_file.h"
#include "text/utf8.h"

namespace dealgraph::bench {
namespace {

std::string latin_name(Random& random) {
  static constexpr std::string_view syllables[] = {
      "al",  "bor", "cen", "dra", "el",  "fin", "gal", "hor", "in",  "jas", "kor", "lum", "mer",
      "nov", "or",  "pra", "qui", "ros", "sta", "tel", "ur",  "ven", "wes", "xan", "yor", "zet"};
  std::string out;
  for (std::size_t word = 0, words = 1 + random.below(3); word < words; ++word) {
    if (word) out += ' ';
    const auto begin = out.size();
    for (std::size_t i = 0, n = 2 + random.below(3); i < n; ++i)
      out += syllables[random.below(std::size(syllables))];
    out[begin] = static_cast<char>(out[begin] - 'a' + 'A');
  }
  return out;
}

std::string han_name(const std::vector<char32_t>& characters, Random& random) {
  std::string out;
  for (std::size_t i = 0, n = 3 + random.below(4); i < n; ++i)
    append_utf8(out, characters[random.below(characters.size())]);
  return out;
}

std::vector<char32_t> han_of(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0, size = 0; at < text.size(); at += size)
    if (const char32_t c = decode_at(text, at, size); is_han(c)) out.push_back(c);
  return out;
}

void write_names(const std::filesystem::path& file, std::size_t count, std::string_view text) {
  std::filesystem::create_directories(file.parent_path());
  const auto characters = han_of(text);
  Random random(2);
  std::ofstream out(file);
  out << "id,name\n";
  for (std::size_t i = 0; i < count; ++i) {
    const bool han = i % 2 && !characters.empty();
    out << "bench-" << i << ',' << (han ? han_name(characters, random) : latin_name(random))
        << '\n';
  }
  if (!out.flush()) throw Error(ExitCode::io, "cannot write " + file.string());
}

}  // namespace

RuleSet load_rule_set(const std::vector<std::filesystem::path>& folders) {
  RuleSet out;
  std::vector<std::string> problems;
  for (const auto& folder : folders) {
    for (const auto& file : toml_files(folder / "lexicon")) out.lexicon.add_file(file, problems);
    for (const auto& file : toml_files(folder / "deals"))
      read_rule_lexicon(file, out.lexicon, problems);
  }
  out.names = load_names(folders, problems);
  if (!problems.empty()) throw Error(ExitCode::bad_data, problems.front());
  return out;
}

AliasFolder::AliasFolder(std::size_t count, std::string_view text) {
  auto pattern = (std::filesystem::temp_directory_path() / "dealgraph-bench-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw Error(ExitCode::io, "cannot make a folder " + pattern);
  path_ = pattern;
  write_names(path_ / "names" / "bench.csv", count, text);
}

AliasFolder::~AliasFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace dealgraph::bench
