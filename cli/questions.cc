#include "cli/questions.h"

#include <algorithm>

#include "core/error.h"
#include "extract/toml_file.h"

namespace dealgraph {
namespace {

bool is_name(const std::string& text) {
  return !text.empty() && text.size() <= 60 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
}

Question read_question(const TomlFile& file, const toml::table& table,
                       std::vector<std::string>& problems) {
  check_keys(file, table, {"name", "title", "sql"}, problems);
  Question question;
  question.name = string_at(file, table, "name", problems);
  question.title = string_at(file, table, "title", problems);
  question.sql = string_at(file, table, "sql", problems);
  if (!is_name(question.name))
    file.complain(table, "a question needs a 'name' of small letters, digits, - and _", problems);
  if (question.sql.empty() && (!table.get("sql") || table.get("sql")->is_string()))
    file.complain(table, "a question needs 'sql', a SELECT", problems);
  if (question.title.empty()) question.title = question.name;
  return question;
}

std::vector<Question> read_questions(const TomlFile& file, std::vector<std::string>& problems) {
  std::vector<Question> questions;
  check_keys(file, file.table, {"question"}, problems);
  const auto* tables = tables_at(file, "question", problems);
  if (!tables) return questions;
  for (const auto& node : *tables) {
    const auto* table = node.as_table();
    if (!table) {
      file.complain(node, "write [[question]] with two brackets", problems);
      continue;
    }
    auto question = read_question(file, *table, problems);
    const bool twice = std::any_of(questions.begin(), questions.end(), [&](const Question& other) {
      return other.name == question.name;
    });
    if (twice && !question.name.empty())
      file.complain(*table, "there is a question '" + question.name + "' before", problems);
    questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace

std::vector<Question> load_questions(const std::filesystem::path& file) {
  std::error_code none;
  if (!std::filesystem::exists(file, none))
    throw Error(ExitCode::no_input, file.string() + ": no such file of questions");
  std::vector<std::string> problems;
  const auto read = read_toml(file, problems);
  auto questions = read.parsed ? read_questions(read, problems) : std::vector<Question>();
  if (problems.empty()) return questions;
  std::string message;
  for (const auto& problem : problems) message += (message.empty() ? "" : "\n") + problem;
  throw Error(ExitCode::config, message);
}

}  // namespace dealgraph
