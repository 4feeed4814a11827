#include <algorithm>
#include <chrono>

#include "db/derivation.h"
#include "db/rows.h"
#include "db/store_impl.h"

namespace dealgraph {
namespace {

// What a growth must come to before readers are told of the circle again.
constexpr double news_growth = 1.25;

// A circle as its row holds it.
struct CycleState {
  std::int64_t id = 0;
  bool live = false;
  std::optional<double> bottleneck;
  std::int64_t undisclosed = 0;
  std::int64_t span_days = 0;
  std::optional<std::string> newest;
  std::string title;
};

bool same(const CycleState& a, const CycleState& b) {
  return a.live == b.live && a.bottleneck == b.bottleneck && a.undisclosed == b.undisclosed &&
         a.span_days == b.span_days && a.newest == b.newest && a.title == b.title;
}

std::optional<CycleState> stored_state(const Database& database, const std::string& key) {
  auto row = database.prepare(
      "SELECT id, live, bottleneck_usd, undisclosed, span_days, newest, title FROM cycles "
      "WHERE key = ?1");
  if (!row.bind(Blob{key}).step()) return std::nullopt;
  return CycleState{
      row.integer(0),       row.integer(1) != 0,
      row.optional_real(2), row.integer(3),
      row.integer(4),       row.is_null(5) ? std::nullopt : std::optional(row.text(5)),
      row.text(6)};
}

std::optional<std::string> day_text(std::int32_t day) {
  if (day == no_day) return std::nullopt;
  return to_string(Date(std::chrono::sys_days(std::chrono::days(day))));
}

std::string name_of(const Database& database, const std::string& party) {
  auto row = database.prepare("SELECT name FROM parties WHERE id = ?1");
  return row.bind(party).step() ? row.text(0) : party;
}

// "" if nothing worth telling happened. An amount that becomes known is stronger than unknown.
std::string_view event_of(const std::optional<CycleState>& before, const CycleState& now) {
  if (!before) return "closed";
  if (before->live && !now.live) return "broken";
  if (!before->live && now.live) return "restored";
  const double was = before->bottleneck.value_or(0);
  const double is = now.bottleneck.value_or(0);
  if (was == is) return "";
  return is > was ? "stronger" : "weaker";
}

bool is_news(std::string_view event, const std::optional<CycleState>& before,
             const CycleState& now) {
  if (event == "closed" || event == "restored") return true;
  return event == "stronger" &&
         now.bottleneck.value_or(0) >= news_growth * before->bottleneck.value_or(0);
}

std::int64_t write_state(Database& database, const std::string& key, std::size_t length,
                         const std::optional<CycleState>& before, const CycleState& now,
                         std::int64_t at) {
  if (!before) {
    database
        .prepare(
            "INSERT INTO cycles (key, live, title, length, bottleneck_usd, undisclosed, "
            "span_days, newest, found_at, changed_at) "
            "VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)")
        .bind(Blob{key}, now.title, length, now.bottleneck, now.undisclosed, now.span_days,
              now.newest, at)
        .run();
    return database.last_id();
  }
  database
      .prepare(
          "UPDATE cycles SET live = ?2, title = ?3, bottleneck_usd = ?4, undisclosed = ?5, "
          "span_days = ?6, newest = ?7, changed_at = ?8 WHERE id = ?1")
      .bind(before->id, now.live, now.title, now.bottleneck, now.undisclosed, now.span_days,
            now.newest, at)
      .run();
  return before->id;
}

std::vector<std::uint32_t> smallest_first(std::vector<std::uint32_t> nodes) {
  std::rotate(nodes.begin(), std::min_element(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

}  // namespace

// True if any of them was missing.
bool Derivation::store_members(std::int64_t cycle, const std::vector<std::uint32_t>& nodes) {
  bool any = false;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    database_
        .prepare(
            "INSERT INTO cycle_members (cycle_id, position, payer, payee) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT DO UPDATE SET payer = ?3, payee = ?4 WHERE payer <> ?3 OR payee <> ?4")
        .bind(cycle, i + 1, nodes[i], nodes[(i + 1) % nodes.size()])
        .run();
    any = database_.value("SELECT changes()") > 0 || any;
  }
  return any;
}

void Derivation::store_ring(const RingChange& change) {
  auto nodes = change.nodes;
  const auto smaller = [&](std::uint32_t a, std::uint32_t b) { return party_of(a) < party_of(b); };
  std::rotate(nodes.begin(), std::min_element(nodes.begin(), nodes.end(), smaller), nodes.end());
  std::string key;  // slugs hold no '>', so it belongs to one sequence of parties alone
  for (const auto node : nodes) key += (key.empty() ? "" : ">") + party_of(node);
  const auto before = stored_state(database_, key);
  if (!change.now && (!before || !before->live)) return;

  CycleState now = before.value_or(CycleState{});
  now.live = change.now.has_value();
  if (change.now) {
    now.title.clear();
    for (const auto node : nodes) now.title += name_of(database_, party_of(node)) + " → ";
    now.title += name_of(database_, party_of(nodes.front()));
    now.bottleneck =
        change.now->bottleneck_usd < 0 ? std::nullopt : std::optional(change.now->bottleneck_usd);
    now.undisclosed = change.now->undisclosed;
    now.span_days = change.now->span_days;
    now.newest = day_text(change.now->newest_day);
  }
  if (before && same(*before, now)) {
    if (store_members(before->id, nodes)) ++summary_.changed_cycles;
    return;
  }

  const auto run = this->run();
  ++summary_.changed_cycles;
  const auto id = write_state(database_, key, nodes.size(), before, now, at_);
  if (change.now) store_members(id, nodes);
  if (!before) ++summary_.new_cycles;
  const auto event = event_of(before, now);
  if (event.empty()) return;
  database_
      .prepare(
          "INSERT INTO cycle_events (cycle_id, at, event, bottleneck_usd, before_usd, deal_id, "
          "run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .bind(id, at_, event, now.bottleneck, before ? before->bottleneck : std::nullopt,
            change.cause ? std::optional(change.cause) : std::nullopt, run)
      .run();
  if (is_news(event, before, now))
    database_.prepare("UPDATE cycles SET news = ?2 WHERE id = ?1")
        .bind(id, database_.last_id())
        .run();
}

void Derivation::store_rings(const std::vector<RingChange>& changes) {
  for (const auto& change : changes) store_ring(change);
}

std::vector<std::vector<std::uint32_t>> Derivation::rings_through(std::uint32_t payer,
                                                                  std::uint32_t payee) const {
  std::vector<std::vector<std::uint32_t>> rings;
  auto row = database_.prepare(
      "SELECT m.cycle_id FROM cycle_members m JOIN cycles c ON c.id = m.cycle_id AND c.live "
      "WHERE m.payer = ?1 AND m.payee = ?2 ORDER BY 1");
  row.bind(payer, payee);
  while (row.step()) {
    std::vector<std::uint32_t> nodes;
    auto member =
        database_.prepare("SELECT payer FROM cycle_members WHERE cycle_id = ?1 ORDER BY position");
    member.bind(row.integer(0));
    while (member.step()) nodes.push_back(static_cast<std::uint32_t>(member.integer(0)));
    rings.push_back(smallest_first(std::move(nodes)));
  }
  return rings;
}

std::vector<std::vector<std::uint32_t>> Derivation::rings() {
  std::vector<std::vector<std::uint32_t>> rings;
  auto row = database_.prepare("SELECT key FROM cycles WHERE live ORDER BY id");
  while (row.step()) {
    std::vector<std::uint32_t> nodes;
    const auto key = row.text(0);
    for (std::size_t begin = 0; begin <= key.size();) {
      const auto end = std::min(key.find('>', begin), key.size());
      nodes.push_back(node_of(key.substr(begin, end - begin)));
      begin = end + 1;
    }
    rings.push_back(smallest_first(std::move(nodes)));
  }
  return rings;
}

void Derivation::store_overflow(std::uint32_t payer, std::uint32_t payee,
                                const std::optional<Overflow>& overflow) {
  if (!overflow) {
    database_.prepare("DELETE FROM cycle_overflow WHERE payer = ?1 AND payee = ?2")
        .bind(payer, payee)
        .run();
    return;
  }
  database_
      .prepare(
          "INSERT INTO cycle_overflow (payer, payee, run_id, kept, at_least, floor_usd) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (payer, payee) DO UPDATE SET run_id = ?3, "
          "kept = ?4, at_least = ?5, floor_usd = ?6")
      .bind(payer, payee, run(), overflow->kept, overflow->at_least, overflow->floor_usd)
      .run();
}

bool Derivation::has_overflow(std::uint32_t payer, std::uint32_t payee) const {
  auto row = database_.prepare("SELECT 1 FROM cycle_overflow WHERE payer = ?1 AND payee = ?2");
  return row.bind(payer, payee).step();
}

}  // namespace dealgraph
