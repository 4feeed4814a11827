#include <fmt/format.h>

#include "db/store.h"
#include "db/store_impl.h"

namespace dealgraph {

std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

std::string id_list(const std::vector<std::string>& ids) {
  // Slugs need no escapes in JSON; what does is escaped here all the same, for ids come from files.
  std::string list = "[";
  for (const auto& id : ids) {
    list += list.size() > 1 ? ",\"" : "\"";
    for (const char c : id) {
      if (c == '"' || c == '\\')
        list += fmt::format("\\{}", c);
      else if (static_cast<unsigned char>(c) < 0x20)
        list += fmt::format("\\u{:04x}", c);
      else
        list += c;
    }
    list += '"';
  }
  return list + ']';
}

namespace {

std::vector<PartyRow> read_parties(const Database& database, std::string_view where,
                                   const std::string& name) {
  std::vector<PartyRow> found;
  auto row = database.prepare(fmt::format(
      "SELECT p.id, p.name, p.name_zh, p.kind, p.country, p.parent, coalesce(p.merged_into, '') "
      "FROM parties p WHERE {} ORDER BY p.id",
      where));
  row.bind(name);
  while (row.step())
    found.push_back({{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)},
                     row.text(6)});
  return found;
}

}  // namespace

std::vector<PartyRow> Store::find_parties(const std::string& name) const {
  const auto& database = *impl_->database;
  auto found = read_parties(database, "p.id = ?1", name);
  if (found.empty())
    found = read_parties(database,
                         "p.name = ?1 COLLATE NOCASE OR p.name_zh = ?1 OR "
                         "p.id IN (SELECT party FROM aliases WHERE name = ?1 COLLATE NOCASE)",
                         name);
  if (found.empty())
    found = read_parties(database,
                         "p.name LIKE ?1 ESCAPE '\\' OR p.name_zh LIKE ?1 ESCAPE '\\' OR "
                         "p.id IN (SELECT party FROM aliases WHERE name LIKE ?1 ESCAPE '\\')",
                         like_pattern(name));
  return found;
}

std::optional<Party> Store::party(const std::string& id) const {
  const auto& database = *impl_->database;
  auto found = read_parties(database, "p.id = ?1", id);
  if (!found.empty() && !found.front().merged_into.empty())
    found = read_parties(database, "p.id = ?1", found.front().merged_into);
  if (found.empty()) return std::nullopt;
  return std::move(found.front().party);
}

std::vector<PartyFigures> Store::parties(const PartyFilter& filter) const {
  std::vector<PartyFigures> found;
  auto row = impl_->database->prepare(
      "SELECT p.id, p.name, p.name_zh, p.kind, p.country, p.parent, "
      "(SELECT count(*) FROM deals d WHERE d.live AND d.payer = p.id) AS pays, "
      "(SELECT count(*) FROM deals d WHERE d.live AND d.payee = p.id) AS is_paid "
      "FROM parties p WHERE p.merged_into IS NULL AND (?1 = '' OR p.id = ?1 OR p.id IN "
      "(SELECT coalesce(q.merged_into, q.id) FROM parties q WHERE q.name LIKE ?2 ESCAPE '\\' "
      "OR q.name_zh LIKE ?2 ESCAPE '\\' OR q.id IN "
      "(SELECT party FROM aliases WHERE name LIKE ?2 ESCAPE '\\'))) "
      "ORDER BY pays + is_paid DESC, p.id LIMIT ?3 OFFSET ?4");
  const std::int64_t limit = filter.limit ? static_cast<std::int64_t>(filter.limit) : -1;
  row.bind(filter.words, like_pattern(filter.words), limit, filter.skip);
  while (row.step())
    found.push_back({{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)},
                     row.integer(6),
                     row.integer(7)});
  return found;
}

StoreTotals Store::totals() const {
  const auto& database = *impl_->database;
  StoreTotals totals;
  totals.articles = database.value("SELECT count(*) FROM articles");
  totals.parties = database.value(
      "SELECT count(*) FROM parties p WHERE merged_into IS NULL AND "
      "(EXISTS (SELECT 1 FROM deals d WHERE d.live AND d.payer = p.id) OR "
      "EXISTS (SELECT 1 FROM deals d WHERE d.live AND d.payee = p.id))");
  totals.deals =
      database.value("SELECT count(*) FROM deals WHERE live AND verdict IS NOT 'rejected'");
  totals.cycles = database.value("SELECT count(*) FROM cycles WHERE live");
  totals.new_cycles = database.value("SELECT count(*) FROM v_cycles WHERE is_new");
  return totals;
}

std::map<std::string, std::string> Store::parents() const {
  std::map<std::string, std::string> parents;
  auto row = impl_->database->prepare("SELECT id, parent FROM parties WHERE parent <> ''");
  while (row.step()) parents[row.text(0)] = row.text(1);
  return parents;
}

std::vector<std::pair<std::string, std::string>> Store::aliases_of(const std::string& id) const {
  std::vector<std::pair<std::string, std::string>> found;
  auto row = impl_->database->prepare(
      "SELECT name, origin FROM aliases WHERE party = ?1 OR party IN "
      "(SELECT id FROM parties WHERE merged_into = ?1) ORDER BY name");
  row.bind(id);
  while (row.step()) found.emplace_back(row.text(0), row.text(1));
  return found;
}

}  // namespace dealgraph
