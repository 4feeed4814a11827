#include "cli/deal_id.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "cli/listing.h"
#include "cli/money.h"
#include "core/error.h"

namespace dealgraph {

void DealId::setup(CLI::App& app) {
  app.add_option("ID", id_, "Id of a deal, as `dealgraph deals` lists it")
      ->type_name("")
      ->required();
}

void DealId::require_number() const {
  if (id_.find_first_not_of("0123456789") != std::string::npos || id_.empty())
    throw UsageError("dealgraph: ID is a number, not '" + id_ + "'; see dealgraph " + command_ +
                     " --help");
}

DealRow DealId::find(const Store& store, const std::filesystem::path& file) const {
  require_number();
  std::int64_t id = 0;
  const auto result = std::from_chars(id_.data(), id_.data() + id_.size(), id);
  // A number beyond 64 bits is the id of no deal.
  if (result.ec == std::errc())
    if (auto deal = store.deal(id)) return std::move(*deal);
  throw Error(ExitCode::no_input,
              fmt::format("no deal {} in {}; dealgraph deals lists them", id_, file.string()));
}

std::string deal_heading(const DealRow& row) {
  const auto& deal = row.deal;
  auto out = fmt::format("deal {}: {}\n{}, {}, {}", deal.id, arrow(row.payer_name, row.payee_name),
                         to_string(deal.type), format_amount(deal.amount), to_string(deal.status));
  if (deal.announced) out += ", announced " + to_string(*deal.announced);
  return out + '\n';
}

}  // namespace dealgraph
