#include "extract/lexicon.h"

#include "extract/inflection.h"
#include "extract/toml_file.h"
#include "text/fold.h"

namespace dealgraph {

void Lexicon::add(const std::string& lang, const std::string& name,
                  const std::vector<std::string>& words) {
  auto& list = lists_[lang][name];
  for (const auto& word : words) list.push_back(fold_key(word));
}

// English verbs by their infinitive: every form goes into the list, participles into PARTICIPLE,
// too.
void Lexicon::add_verbs(const std::string& name, const std::vector<std::string>& entries) {
  for (const auto& entry : entries) {
    const auto forms = inflect(entry);
    add("en", name, forms.all);
    add("en", "PARTICIPLE", forms.participles);
  }
}

void Lexicon::read_verbs(const TomlFile& file, std::vector<std::string>& problems) {
  constexpr auto expected = "write [verbs.en], then NAME = [\"buy bought\"]";
  const auto* top = file.table.get("verbs");
  if (!top) return;
  const auto* languages = top->as_table();
  if (!languages) return file.complain(*top, expected, problems);
  check_keys(file, *languages, {"en"}, problems);
  const auto* node = languages->get("en");
  if (!node) return;
  const auto* lists = node->as_table();
  if (!lists) return file.complain(*node, expected, problems);
  for (const auto& [name, entries] : *lists)
    add_verbs(std::string(name.str()), strings_at(file, *lists, name.str(), problems));
}

void Lexicon::add_file(const std::filesystem::path& path, std::vector<std::string>& problems) {
  const auto file = read_toml(path, problems);
  if (!file.parsed) return;
  check_keys(file, file.table, {"lexicon", "verbs"}, problems);
  add_lists(file, problems);
}

void Lexicon::add_lists(const TomlFile& file, std::vector<std::string>& problems) {
  read_verbs(file, problems);
  constexpr auto expected = "write [lexicon.zh] or [lexicon.en], then NAME = [\"word\"]";
  const auto* top = file.table.get("lexicon");
  if (!top) return;
  const auto* languages = top->as_table();
  if (!languages) return file.complain(*top, expected, problems);
  check_keys(file, *languages, {"zh", "en"}, problems);
  for (const auto& [lang, node] : *languages) {
    const auto* lists = node.as_table();
    if (!lists) {
      file.complain(node, expected, problems);
      continue;
    }
    for (const auto& [name, words] : *lists)
      add(std::string(lang.str()), std::string(name.str()),
          strings_at(file, *lists, name.str(), problems));
  }
}

const std::vector<std::string>& Lexicon::words(std::string_view lang, std::string_view name) const {
  static const std::vector<std::string> none;
  if (asked_) asked_->emplace(lang, name);
  const auto lists = lists_.find(lang);
  if (lists == lists_.end()) return none;
  const auto list = lists->second.find(name);
  return list == lists->second.end() ? none : list->second;
}

bool Lexicon::has(std::string_view lang, std::string_view name) const {
  const auto lists = lists_.find(lang);
  return lists != lists_.end() && lists->second.contains(name);
}

std::vector<std::string_view> Lexicon::names(std::string_view lang) const {
  std::vector<std::string_view> out;
  if (const auto lists = lists_.find(lang); lists != lists_.end())
    for (const auto& [name, words] : lists->second) out.push_back(name);
  return out;
}

}  // namespace dealgraph
