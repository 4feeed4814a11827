#include "cli/listing.h"

#include <filesystem>

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

void print_json(const std::vector<Json>& objects, Format format) {
  if (format == Format::jsonl) {
    for (const auto& object : objects) print(to_line(object) + '\n');
    return;
  }
  print(to_lines(Json(objects)) + '\n');
}

Store open_database(const std::filesystem::path& file, bool for_writing) {
  std::error_code error;
  if (!std::filesystem::exists(file, error))
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
