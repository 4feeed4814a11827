#include "cli/rates_file.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"

namespace dealgraph {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view head = "currency,since,per_usd";

std::string_view next_cell(std::string_view& line) {
  const auto comma = line.find(',');
  const auto cell = line.substr(0, comma);
  line.remove_prefix(comma == std::string_view::npos ? line.size() : comma + 1);
  return cell;
}

bool is_currency(std::string_view code) {
  return code.size() == 3 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == code.npos;
}

// Says what is wrong with the line, "" if nothing.
std::string read_line(std::string_view line, Rate& rate) {
  rate.currency = next_cell(line);
  if (!is_currency(rate.currency)) return "'" + rate.currency + "' is no currency like TWD";
  const auto since = next_cell(line);
  const auto date = parse_date(since);
  if (!date || since.size() != 10) return "'" + std::string(since) + "' is no day like 2025-01-01";
  rate.since = *date;
  double units = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), units);
  if (error != std::errc() || end != line.data() + line.size() || !(units > 0) || units > 1e9)
    return "'" + std::string(line) + "' is no number of units for one US dollar";
  rate.usd = 1 / units;
  return "";
}

void read_file(const fs::path& file, std::vector<Rate>& rates) {
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#' || line == head) continue;
    Rate rate;
    if (const auto problem = read_line(line, rate); !problem.empty())
      throw Error(ExitCode::config,
                  fmt::format("{}:{}: {}; a line is {}", file.string(), number, problem, head));
    rates.push_back(std::move(rate));
  }
}

}  // namespace

Rates load_rates(const std::vector<fs::path>& folders) {
  std::vector<Rate> rates;
  for (const auto& folder : folders) {
    const auto file = folder / "rates.csv";
    std::error_code none;
    if (fs::is_regular_file(file, none)) read_file(file, rates);
  }
  return Rates(std::move(rates));
}

}  // namespace dealgraph
