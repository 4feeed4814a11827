#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace dealgraph {

// A folder of rules in the temporary folder, gone with this value.
class RuleFolder {
 public:
  explicit RuleFolder(const std::string& deals = "") {
    auto name = (std::filesystem::temp_directory_path() / "dealgraph-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
    write("names/names.toml", names);
    write("deals/rules.toml", deals);
  }
  ~RuleFolder() { std::filesystem::remove_all(path_); }
  RuleFolder(const RuleFolder&) = delete;
  RuleFolder& operator=(const RuleFolder&) = delete;

  void write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << text;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  static constexpr auto names =
      "[[party]]\nid = \"acme\"\nname = \"Acme\"\nkind = \"cloud\"\n"
      "[[party]]\nid = \"bolt\"\nname = \"Bolt\"\nkind = \"chipmaker\"\n"
      "[[party]]\nid = \"crux\"\nname = \"Crux\"\nkind = \"bank\"\n";

  std::filesystem::path path_;
};

// A rule whose examples need not be true. `body`: pattern, frame, unless, priority …
inline std::string test_rule(const std::string& id, const std::string& body,
                             const std::string& type = "purchase") {
  return "[[rule]]\nid = \"" + id + "\"\nlang = [\"en\"]\ntype = \"" + type + "\"\n" + body +
         "\ntest = [{ hit = \"x\" }, { miss = \"x\" }]\n";
}

}  // namespace dealgraph
