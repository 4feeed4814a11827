#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace dealgraph {

// A SELECT that somebody saved under a name.
struct Question {
  std::string name;   // of its page: small letters, digits, - and _
  std::string title;  // for people; the name where none is given
  std::string sql;
};

// Reads the [[question]] tables of a TOML file, in their order. Throws Error(no_input) if it is not
// there, Error(config) with all mistakes as file:line:column.
std::vector<Question> load_questions(const std::filesystem::path& file);

}  // namespace dealgraph
