#include <unordered_map>
#include <utility>

#include "core/error.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

std::int64_t mark_of(const Database& database, const std::string& reader) {
  auto row = database.prepare("SELECT event_id FROM reader_marks WHERE reader = ?1");
  return row.bind(reader).step() ? row.integer(0) : 0;
}

// ?1 mark, ?2 only new, ?3 since, ?4 parties, ?5 any party, ?6 most parties, ?7 smallest leg,
// ?9 skip, ?10 id.
constexpr std::string_view select_cycles =
    "SELECT c.id, strftime('%Y-%m-%dT%H:%M:%SZ', c.found_at, 'unixepoch'), c.news > ?1, "
    "c.bottleneck_usd, c.undisclosed, c.span_days, coalesce(e.event, ''), "
    "strftime('%Y-%m-%dT%H:%M:%SZ', e.at, 'unixepoch'), e.before_usd, coalesce(e.deal_id, 0) "
    "FROM cycles c LEFT JOIN cycle_events e ON e.id = c.news "
    "WHERE c.live AND (NOT ?2 OR c.news > ?1) "
    "AND (?3 = '' OR EXISTS (SELECT 1 FROM cycle_events x WHERE x.cycle_id = c.id "
    "AND x.at >= unixepoch(?3))) "
    "AND (?5 OR EXISTS (SELECT 1 FROM cycle_members m JOIN nodes n ON n.id = m.payer "
    "WHERE m.cycle_id = c.id AND n.party IN (SELECT value FROM json_each(?4)))) "
    "AND c.length <= ?6 AND (?7 <= 0 OR c.bottleneck_usd >= ?7) "
    "AND (?10 = 0 OR c.id = ?10) "
    "ORDER BY c.bottleneck_usd DESC NULLS LAST, c.undisclosed, c.length, c.span_days, "
    "c.newest DESC, c.key LIMIT ?8 OFFSET ?9";

// Deals that were read just now: many circles share their legs.
class DealCache {
 public:
  explicit DealCache(const Database& database) : database_(database) {}
  const DealRow& get(std::int64_t id) {
    if (rows_.size() >= most) rows_.clear();
    const auto [found, is_new] = rows_.try_emplace(id);
    if (!is_new) return found->second;
    auto deal = read_deal(database_, id);
    if (!deal)
      throw Error(ExitCode::bad_data, database_.file().string() +
                                          ": a circular deal lacks one of its deals; "
                                          "dealgraph doctor --repair mends it");
    return found->second = std::move(*deal);
  }

 private:
  static constexpr std::size_t most = 50'000;
  const Database& database_;
  std::unordered_map<std::int64_t, DealRow> rows_;
};

void read_legs(const Database& database, DealCache& deals, CycleRow& cycle) {
  auto member = database.prepare(
      "SELECT n.party, g.deal_id FROM cycle_members m JOIN nodes n ON n.id = m.payer "
      "LEFT JOIN edges g ON g.payer = m.payer AND g.payee = m.payee "
      "WHERE m.cycle_id = ?1 ORDER BY m.position");
  member.bind(cycle.id);
  while (member.step()) {
    cycle.cycle.parties.push_back(member.text(0));
    cycle.cycle.deals.push_back(member.integer(1));
    cycle.deals.push_back(deals.get(member.integer(1)));
  }
}

}  // namespace

std::vector<CycleRow> Store::cycles(const CycleFilter& filter) const {
  std::vector<CycleRow> found;
  for_each_cycle(filter, [&](CycleRow&& row) { found.push_back(std::move(row)); });
  return found;
}

void Store::for_each_cycle(const CycleFilter& filter,
                           const std::function<void(CycleRow&&)>& use) const {
  const auto& database = *impl_->database;
  DealCache deals(database);
  const std::int64_t most = filter.max_length ? static_cast<std::int64_t>(filter.max_length) : 99;
  const std::int64_t limit = filter.limit ? static_cast<std::int64_t>(filter.limit) : -1;
  auto row = database.prepare(select_cycles);
  row.bind(mark_of(database, filter.reader), filter.only_new, filter.since, id_list(filter.through),
           !filter.only_through, most, filter.min_usd, limit, filter.skip, filter.id);
  while (row.step()) {
    CycleRow cycle;
    cycle.id = row.integer(0);
    cycle.closed_at = row.text(1);
    cycle.is_new = row.integer(2) != 0;
    cycle.cycle.bottleneck_usd = row.optional_real(3);
    cycle.undisclosed = row.integer(4);
    cycle.span_days = row.integer(5);
    cycle.event = row.text(6);
    cycle.event_at = row.text(7);
    cycle.before_usd = row.optional_real(8);
    cycle.cause = row.integer(9);
    read_legs(database, deals, cycle);
    use(std::move(cycle));
  }
}

std::int64_t Store::last_cycle_event() const {
  return impl_->database->value("SELECT max(id) FROM cycle_events");
}

void Store::mark_cycles_reported(const std::string& reader, std::int64_t event) {
  auto& database = *impl_->database;
  if (mark_of(database, reader) >= event) return;
  Transaction transaction(database);
  database
      .prepare(
          "INSERT INTO reader_marks (reader, event_id) VALUES (?1, ?2) "
          "ON CONFLICT (reader) DO UPDATE SET event_id = ?2")
      .bind(reader, event)
      .run();
  transaction.commit();
}

}  // namespace dealgraph
