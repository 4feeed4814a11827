#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/markup.h"
#include "cli/output.h"
#include "cli/printer.h"
#include "cli/serve_forms.h"
#include "cli/serve_site.h"

namespace dealgraph {
namespace {

using Cell = QueryResult::Cell;

constexpr std::size_t longest_cell = 1000;  // code points, in HTML

std::string text_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return to_line(json_number(*real));
  const auto* text = std::get_if<std::string>(&cell);
  return text ? *text : "";
}

Json json_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
  if (const auto* real = std::get_if<double>(&cell)) return json_number(*real);
  const auto* text = std::get_if<std::string>(&cell);
  return text ? Json(*text) : Json();
}

std::string markup_of(const Cell& cell) {
  const auto text = shorten(text_of(cell), longest_cell);
  const bool is_number = cell.index() == 1 || cell.index() == 2;
  // The text of an article must not be taken for a cell of our own.
  if (is_number) return fmt::format("<td class=\"number\" data-value=\"{0}\">{0}</td>", text);
  if (text.starts_with("http://") || text.starts_with("https://"))
    return "<td>" + link_markup(text, text) + "</td>";
  return "<td>" + escape_markup(text) + "</td>";
}

std::string result_table(const QueryResult& result) {
  std::vector<std::string> heading;
  for (const auto& column : result.columns) heading.push_back(escape_markup(column));
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : result.rows) {
    auto& cells = rows.emplace_back();
    for (const auto& cell : row) cells.push_back(markup_of(cell));
  }
  const auto about =
      count_of(result.rows.size(), "row") + (result.cut ? "; there are more than are shown" : "");
  return "<p class=\"about\">" + about + "</p>\n" + table_markup(heading, rows);
}

Json result_json(const Question& question, const QueryResult& result) {
  Json out = {{"name", question.name}, {"title", question.title}, {"sql", question.sql}};
  if (!result.problem.empty()) {
    out["error"] = result.problem;
    return out;
  }
  out["columns"] = result.columns;
  out["rows"] = Json::array();
  for (const auto& row : result.rows) {
    auto cells = Json::array();
    for (const auto& cell : row) cells.push_back(json_of(cell));
    out["rows"].push_back(std::move(cells));
  }
  out["cut"] = result.cut;
  return out;
}

std::string result_csv(const QueryResult& result) {
  auto out = format_csv(result.columns);
  for (const auto& row : result.rows) {
    std::vector<std::string> cells;
    for (const auto& cell : row) cells.push_back(text_of(cell));
    out += format_csv(cells);
  }
  return out;
}

std::string question_list(const std::vector<Question>& questions) {
  if (questions.empty())
    return "<p>No questions are saved. Put some into questions.toml beside the database, and start "
           "the server again:</p>\n<pre>[[question]]\nname = \"payees\"\ntitle = \"Who is paid "
           "most?\"\nsql = \"SELECT payee, sum(usd) FROM v_edges GROUP BY payee ORDER BY 2 "
           "DESC\"</pre>\n";
  std::string out = "<ul>\n";
  for (const auto& question : questions)
    out += fmt::format("<li><a href=\"{}\">{}</a></li>\n", path_of({"question", question.name}),
                       escape_markup(question.title));
  return out + "</ul>\n";
}

}  // namespace

View questions_view(const ViewInput& input) {
  refuse_filters(input.query);
  const auto& questions = input.site.questions;
  View view;
  view.title = "Questions";
  view.html = [&] { return question_list(questions); };
  view.json = [&] {
    auto out = Json::array();
    for (const auto& question : questions)
      out.push_back({{"name", question.name}, {"title", question.title}, {"sql", question.sql}});
    return out;
  };
  view.csv = [&] {
    auto out = format_csv({"name", "title", "sql"});
    for (const auto& question : questions)
      out += format_csv({question.name, question.title, question.sql});
    return out;
  };
  return view;
}

View question_view(const ViewInput& input) {
  refuse_filters(input.query);
  const auto& questions = input.site.questions;
  const auto found = std::find_if(questions.begin(), questions.end(),
                                  [&](const Question& one) { return one.name == input.id; });
  if (found == questions.end())
    throw WebProblem{404, "there is no question named " + input.id + "; see /questions"};
  const auto& question = *found;
  const auto result = std::make_shared<QueryResult>(input.store.query(question.sql));
  View view;
  view.title = question.title;
  if (!result->problem.empty()) view.status = 500;
  view.html = [=, &question] {
    auto answer = result->problem.empty()
                      ? result_table(*result)
                      : "<p class=\"problem\">The database does not answer it: " +
                            escape_markup(result->problem) + "</p>\n";
    return answer + "<details><summary>SQL</summary><pre>" + preformatted(question.sql) +
           "</pre></details>\n";
  };
  view.json = [=, &question] { return result_json(question, *result); };
  view.csv = [=] {
    return result->problem.empty() ? result_csv(*result) : format_csv({"error", result->problem});
  };
  return view;
}

}  // namespace dealgraph
