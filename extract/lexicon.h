#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealgraph {

struct TomlFile;

// Word lists by language ("zh", "en") and name, folded: what rules call <NAME> and what the mention
// finders look up. A list given twice is joined.
class Lexicon {
 public:
  void add_file(const std::filesystem::path& file, std::vector<std::string>& problems);
  // Adds the tables `lexicon` and `verbs` of a file that was read already.
  void add_lists(const TomlFile& file, std::vector<std::string>& problems);

  // The list, empty if there is none of that name.
  const std::vector<std::string>& words(std::string_view lang, std::string_view name) const;
  bool has(std::string_view lang, std::string_view name) const;
  std::vector<std::string_view> names(std::string_view lang) const;
  void add(const std::string& lang, const std::string& name, const std::vector<std::string>& words);

  // Languages and names of lists.
  using Lists = std::set<std::pair<std::string, std::string>>;
  // From now on every list that words() is asked for goes into `asked`, until nullptr is given: who
  // wants to know which lists are used at all. Not for several threads.
  void watch(Lists* asked) { asked_ = asked; }

 private:
  void read_verbs(const TomlFile& file, std::vector<std::string>& problems);
  void add_verbs(const std::string& name, const std::vector<std::string>& entries);

  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>>
      lists_;
  Lists* asked_ = nullptr;
};

}  // namespace dealgraph
