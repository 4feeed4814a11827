#include <map>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// Who is told of new cycles. One for now: the command line.
constexpr std::string_view reader = "cli";

using Pair = std::pair<std::string, std::string>;

// A cycle as its row and its members hold it.
struct CycleState {
  std::int64_t id = 0;
  bool live = false;
  std::string title;
  std::optional<double> bottleneck;
  std::int64_t undisclosed = 0;
  std::vector<std::int64_t> deals;
};

// Slugs hold no '>', so a key belongs to one sequence of parties alone.
std::string key_of(const Cycle& cycle) {
  std::string key;
  for (const auto& party : cycle.parties) key += (key.empty() ? "" : ">") + party;
  return key;
}

std::map<std::string, CycleState> stored_cycles(const Database& database) {
  std::map<std::string, CycleState> stored;
  std::map<std::int64_t, CycleState*> by_id;
  auto row =
      database.prepare("SELECT key, id, live, title, bottleneck_usd, undisclosed FROM cycles");
  while (row.step()) {
    auto& state = stored[row.text(0)];
    state = {row.integer(1),       row.integer(2) != 0, row.text(3),
             row.optional_real(4), row.integer(5),      {}};
    by_id[state.id] = &state;
  }
  auto member =
      database.prepare("SELECT cycle_id, deal_id FROM cycle_members ORDER BY cycle_id, position");
  while (member.step()) by_id.at(member.integer(0))->deals.push_back(member.integer(1));
  return stored;
}

std::map<std::string, std::string> party_names(const Database& database) {
  std::map<std::string, std::string> names;
  auto row = database.prepare("SELECT id, name FROM parties");
  while (row.step()) names[row.text(0)] = row.text(1);
  return names;
}

CycleState wanted_state(const Cycle& cycle, const std::map<Pair, std::optional<double>>& usd,
                        const std::map<std::string, std::string>& names, const DealIds& ids) {
  CycleState state;
  state.live = true;
  state.bottleneck = cycle.bottleneck_usd;
  const auto length = cycle.parties.size();
  for (std::size_t i = 0; i < length; ++i) {
    state.title += names.at(cycle.parties[i]) + " → ";
    if (!usd.at({cycle.parties[i], cycle.parties[(i + 1) % length]})) ++state.undisclosed;
    state.deals.push_back(ids.at(cycle.deals.at(i)));
  }
  state.title += names.at(cycle.parties.front());
  return state;
}

bool same(const CycleState& a, const CycleState& b) {
  return a.live == b.live && a.title == b.title && a.bottleneck == b.bottleneck &&
         a.undisclosed == b.undisclosed && a.deals == b.deals;
}

// "" if nothing worth telling happened. An amount that becomes known is stronger than unknown.
std::string_view event_of(const CycleState& before, const CycleState& now) {
  if (!before.live) return "restored";
  const double was = before.bottleneck.value_or(0);
  const double is = now.bottleneck.value_or(0);
  if (was == is) return "";
  return is > was ? "stronger" : "weaker";
}

void add_event(Database& database, std::int64_t cycle, std::int64_t at, std::string_view event,
               std::optional<double> bottleneck) {
  database
      .prepare(
          "INSERT INTO cycle_events (cycle_id, at, event, bottleneck_usd) "
          "VALUES (?1, ?2, ?3, ?4)")
      .bind(cycle, at, event, bottleneck)
      .run();
}

std::int64_t insert_cycle(Database& database, const std::string& key, const Cycle& cycle,
                          const CycleState& state, std::int64_t at) {
  database
      .prepare(
          "INSERT INTO cycles (key, live, title, length, bottleneck_usd, undisclosed, found_at, "
          "changed_at) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?6)")
      .bind(Blob{key}, state.title, cycle.parties.size(), state.bottleneck, state.undisclosed, at)
      .run();
  return database.last_id();
}

void update_cycle(Database& database, std::int64_t id, const CycleState& state, std::int64_t at) {
  database
      .prepare(
          "UPDATE cycles SET live = 1, title = ?2, bottleneck_usd = ?3, undisclosed = ?4, "
          "changed_at = ?5 WHERE id = ?1")
      .bind(id, state.title, state.bottleneck, state.undisclosed, at)
      .run();
}

void store_members(Database& database, std::int64_t id, const Cycle& cycle,
                   const CycleState& state) {
  database.prepare("DELETE FROM cycle_members WHERE cycle_id = ?1").bind(id).run();
  const auto length = cycle.parties.size();
  for (std::size_t i = 0; i < length; ++i)
    database
        .prepare(
            "INSERT INTO cycle_members (cycle_id, position, payer, payee, deal_id) "
            "VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(id, i + 1, cycle.parties[i], cycle.parties[(i + 1) % length], state.deals[i])
        .run();
}

void break_cycle(Database& database, const CycleState& lost, std::int64_t at) {
  database.prepare("UPDATE cycles SET live = 0, changed_at = ?1 WHERE id = ?2")
      .bind(at, lost.id)
      .run();
  add_event(database, lost.id, at, "broken", lost.bottleneck);
}

}  // namespace

CycleChanges store_cycles(Database& database, const std::vector<Edge>& edges,
                          const std::vector<Cycle>& cycles, const DealIds& ids, std::int64_t at) {
  CycleChanges changes;
  std::map<Pair, std::optional<double>> usd;
  for (const auto& edge : edges) usd[{edge.payer, edge.payee}] = edge.usd;
  const auto names = party_names(database);
  auto stored = stored_cycles(database);
  for (const auto& cycle : cycles) {
    const auto key = key_of(cycle);
    const auto state = wanted_state(cycle, usd, names, ids);
    const auto before = stored.extract(key);
    if (!before.empty() && same(before.mapped(), state)) continue;
    changes.any = true;
    if (before.empty()) {
      const auto id = insert_cycle(database, key, cycle, state, at);
      store_members(database, id, cycle, state);
      add_event(database, id, at, "closed", state.bottleneck);
      ++changes.added;
      continue;
    }
    const auto id = before.mapped().id;
    update_cycle(database, id, state, at);
    store_members(database, id, cycle, state);
    if (const auto event = event_of(before.mapped(), state); !event.empty())
      add_event(database, id, at, event, state.bottleneck);
  }
  for (const auto& [key, lost] : stored) {
    if (!lost.live) continue;
    break_cycle(database, lost, at);
    changes.any = true;
  }
  return changes;
}

std::vector<CycleRow> Store::cycles(bool only_new) const {
  std::vector<CycleRow> found;
  for_each_cycle(only_new, [&](CycleRow&& row) { found.push_back(std::move(row)); });
  return found;
}

void Store::for_each_cycle(bool only_new, const std::function<void(CycleRow&&)>& use) const {
  const auto& database = *impl_->database;
  auto row = database.prepare(
      "SELECT v.id, v.closed_at, v.is_new, v.bottleneck_usd FROM v_cycles v "
      "JOIN cycles c ON c.id = v.id WHERE v.is_new OR NOT ?1 "
      "ORDER BY v.bottleneck_usd DESC NULLS LAST, v.undisclosed, v.length, c.key");
  row.bind(only_new);
  while (row.step()) {
    CycleRow cycle{row.integer(0), row.text(1), row.integer(2) != 0, {}, {}};
    cycle.cycle.bottleneck_usd = row.optional_real(3);
    auto member = database.prepare(
        "SELECT payer, deal_id FROM cycle_members WHERE cycle_id = ?1 ORDER BY position");
    member.bind(cycle.id);
    while (member.step()) {
      cycle.cycle.parties.push_back(member.text(0));
      cycle.cycle.deals.push_back(member.integer(1));
      auto deal = read_deal(database, member.integer(1));
      if (!deal)
        throw Error(ExitCode::bad_data,
                    database.file().string() +
                        ": the database is damaged (a cycle without its deal); restore a backup");
      cycle.deals.push_back(std::move(*deal));
    }
    use(std::move(cycle));
  }
}

void Store::mark_cycles_reported(const std::vector<std::int64_t>& ids) {
  auto& database = *impl_->database;
  Transaction transaction(database);
  for (const auto id : ids)
    database
        .prepare(
            "INSERT INTO cycle_marks (reader, cycle_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        .bind(reader, id)
        .run();
  transaction.commit();
}

}  // namespace dealgraph
