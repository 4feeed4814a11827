#include "cli/listing.h"

#include <filesystem>

#include "cli/money.h"
#include "cli/output.h"
#include "cli/printer.h"
#include "core/error.h"

namespace dealgraph {

void FormatOption::setup(CLI::App& app, const std::vector<std::string>& choices) {
  auto* format =
      app.add_option("--format", name_, "Form of the output (default: " + choices.front() + ")")
          ->type_name(CLI::detail::join(choices, "|"))
          ->check(CLI::IsMember(choices).description(""));
  app.add_flag("--json", json_, "The same as --format json")->excludes(format);
}

Format FormatOption::get() const {
  if (json_ || name_ == "json") return Format::json;
  if (name_ == "jsonl") return Format::jsonl;
  return name_ == "csv" ? Format::csv : Format::table;
}

std::string check_count(const std::string& given) {
  const bool digits = given.find_first_not_of("0123456789") == std::string::npos;
  return digits && !given.empty() ? "" : given + " is no number from 0 on";
}

std::string check_date(const std::string& given) {
  return parse_date(given) && given.size() == 10 ? "" : given + " is no date like 2025-09-22";
}

std::string check_money(const std::string& given) {
  return parse_money(given) ? "" : given + " is no sum like 100m, 5bn or 250000";
}

void JsonListing::add(const Json& object) {
  if (format_ == Format::jsonl) return print(to_line(object) + '\n');
  // As the only one of an array it is indented as any other.
  const auto array = to_lines(Json::array({object}));
  print(empty_ ? "[" : ",");
  print(std::string_view(array).substr(1, array.size() - 3));
  empty_ = false;
}

void JsonListing::end() {
  if (format_ == Format::json) print(empty_ ? "[]\n" : "\n]\n");
}

Store open_database(const std::filesystem::path& file, bool for_writing) {
  if (!Store::exists(file))
    throw Error(ExitCode::no_input,
                file.string() +
                    ": no such database; dealgraph init or dealgraph import PATH makes one, "
                    "--db names another");
  return for_writing ? Store::open_for_writing(file) : Store::open_for_reading(file);
}

std::string arrow(const std::string& payer, const std::string& payee) {
  return printable(payer) + " → " + printable(payee);
}

}  // namespace dealgraph
