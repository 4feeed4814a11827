#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "extract/csv.h"
#include "extract/file_bytes.h"
#include "extract/name_file.h"
#include "extract/parties.h"
#include "text/fold.h"
#include "text/suggest.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_name = 200;  // bytes; nothing longer is a name

// The keys of a [[party]], one column each.
enum Column { id, name, zh, kind, country, tickers, bare, gloss, never, describe, parent, columns };
constexpr std::array<std::string_view, columns> column_names = {
    "id",   "name",  "zh",    "kind",     "country", "tickers",
    "bare", "gloss", "never", "describe", "parent"};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string> split_values(std::string_view cell) {
  std::vector<std::string> out;
  while (!cell.empty()) {
    const auto bar = cell.find('|');
    if (const auto value = trim(cell.substr(0, bar)); !value.empty()) out.emplace_back(value);
    cell.remove_prefix(bar == std::string_view::npos ? cell.size() : bar + 1);
  }
  return out;
}

std::string join_values(const std::vector<std::string>& values) {
  std::string out;
  for (const auto& value : values) out += (out.empty() ? "" : "|") + value;
  return out;
}

bool plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool clean_utf8(std::string_view text) {
  if (plain_ascii(text)) return true;
  for (std::size_t i = 0, size = 0; i < text.size(); i += size) {
    const char32_t c = decode_at(text, i, size);
    if (c < 0x20 || c == 0x7F || (c == 0xFFFD && size == 1)) return false;
  }
  return true;
}

// Digits and punctuation alone name nothing.
bool has_letter(std::string_view text) {
  for (std::size_t i = 0, size = 0; i < text.size(); i += size) {
    const char32_t c = decode_at(text, i, size);
    if (is_letter(c) || c >= 0x2E80) return true;
  }
  return false;
}

bool all_of(std::string_view text, bool (*fits)(char)) {
  return std::all_of(text.begin(), text.end(), fits);
}
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool in_ticker(char c) { return upper(c) || (c >= '0' && c <= '9') || c == '.' || c == '-'; }
bool in_kind(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

// "2330" in TW is another share than in HK, so the country is part of the id.
std::string id_of(const NameEntry& entry) {
  const auto& party = entry.party;
  if (!entry.tickers.empty() && !party.country.empty())
    return slug(party.country + '-' + entry.tickers.front());
  return slug(fold_key(party.name));
}

// What is wrong with a row; "" if nothing is.
std::string complaint(const NameEntry& entry) {
  const auto& party = entry.party;
  if (party.name.empty()) return "needs a name";
  const auto bad_name = [](const std::string& text) {
    return text.size() > max_name || !has_letter(text);
  };
  for (const auto* list : {&entry.bare, &entry.gloss, &entry.never})
    if (const auto bad = std::find_if(list->begin(), list->end(), bad_name); bad != list->end())
      return "'" + bad->substr(0, 40) + "' is no name";
  if (bad_name(party.name)) return "'" + party.name.substr(0, 40) + "' is no name";
  if (bad_name(party.name_zh) && !party.name_zh.empty())
    return "'" + party.name_zh.substr(0, 40) + "' is no name";
  if (!valid_party_id(party.id)) return "'" + party.id + "' is no id; an id is of a-z, 0-9 and '-'";
  if (!party.country.empty() && (party.country.size() != 2 || !all_of(party.country, upper)))
    return "'" + party.country + "' is no country of two capital letters (ISO 3166-1)";
  if (!all_of(party.kind, in_kind))
    return "'" + party.kind + "' is no kind; a kind is a word of a-z and '_'";
  for (const auto& ticker : entry.tickers)
    if (!all_of(ticker, in_ticker) || ticker.size() > 12)
      return "'" + ticker + "' is no ticker; write it without its market, as NVDA or 2330";
  return "";
}

// The columns of a file in the order of its heading.
class Heading {
 public:
  // What is wrong with it; "" if nothing is.
  std::string read(const std::vector<std::string>& cells) {
    for (const auto& cell : cells) {
      const auto column = trim(cell);
      const auto* known = std::find(column_names.begin(), column_names.end(), column);
      if (known == column_names.end()) return unknown(column);
      order_.push_back(static_cast<Column>(known - column_names.begin()));
      if (std::count(order_.begin(), order_.end(), order_.back()) > 1)
        return "the column '" + std::string(column) + "' is there twice";
    }
    if (!has(name) && !has(zh)) return "the heading needs a column 'name' or 'zh'";
    return "";
  }

  std::size_t size() const { return order_.size(); }

  NameEntry entry(const std::vector<std::string>& cells) const {
    NameEntry out;
    std::string* texts[columns] = {&out.party.id, &out.party.name, &out.party.name_zh,
                                   &out.party.kind, &out.party.country};
    texts[parent] = &out.parent;
    std::vector<std::string>* lists[columns] = {};
    lists[tickers] = &out.tickers;
    lists[bare] = &out.bare;
    lists[gloss] = &out.gloss;
    lists[never] = &out.never;
    lists[describe] = &out.describe;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      if (auto* text = texts[order_[i]])
        *text = trim(cells[i]);
      else
        *lists[order_[i]] = split_values(cells[i]);
    }
    return out;
  }

 private:
  bool has(Column column) const {
    return std::find(order_.begin(), order_.end(), column) != order_.end();
  }
  static std::string unknown(std::string_view column) {
    const auto near = suggest(column, {column_names.begin(), column_names.end()});
    std::string known;
    for (const auto one : column_names) known += (known.empty() ? "" : ",") + std::string(one);
    return "unknown column '" + std::string(column.substr(0, 40)) + "'" +
           (near.empty() ? "; the heading is of " + known : ", did you mean '" + near + "'?");
  }

  std::vector<Column> order_;
};

class Reader {
 public:
  Reader(NameFile& out, std::vector<Diagnostic>& problems) : out_(out), problems_(problems) {}

  void read(std::string_view text) {
    CsvReader csv(text);
    std::vector<std::string> cells;
    if (!csv.next(cells)) return complain(1, "is empty; it needs a heading such as name,country");
    if (const auto wrong = heading_.read(cells); !wrong.empty()) return complain(csv.line(), wrong);
    while (csv.next(cells)) {
      if (csv.broken()) return complain(csv.line(), "a quote is opened and never closed");
      if (const auto wrong = add(csv.line(), cells); !wrong.empty()) complain(csv.line(), wrong);
    }
  }

 private:
  std::string add(std::size_t line, const std::vector<std::string>& cells) {
    if (cells.size() != heading_.size())
      return "has " + std::to_string(cells.size()) + " cells, the heading " +
             std::to_string(heading_.size());
    if (!std::all_of(cells.begin(), cells.end(), clean_utf8)) return "is no plain text in UTF-8";
    auto entry = heading_.entry(cells);
    auto& party = entry.party;
    entry.line = entry.parent_line = line;
    if (party.name.empty()) std::swap(party.name, party.name_zh);
    if (party.id.empty()) party.id = id_of(entry);
    if (auto wrong = complaint(entry); !wrong.empty()) return wrong;
    const auto [known, added] = lines_.emplace(party.id, line);
    if (!added)
      return "party id '" + party.id + "' is used twice, first in line " +
             std::to_string(known->second);
    out_.parties.push_back(std::move(entry));
    return "";
  }

  void complain(std::size_t line, const std::string& message) {
    problems_.push_back({out_.path, line, 0, message});
  }

  NameFile& out_;
  std::vector<Diagnostic>& problems_;
  Heading heading_;
  std::unordered_map<std::string, std::size_t> lines_;
};

}  // namespace

NameFile read_name_csv(const std::filesystem::path& file, std::vector<Diagnostic>& problems) {
  NameFile out;
  out.path = file.string();
  out.bulk = true;
  const auto text = read_file_bytes(file);
  if (text)
    Reader(out, problems).read(*text);
  else
    problems.push_back({out.path, 0, 0, "cannot be read"});
  return out;
}

std::string format_name_csv(const std::vector<NameEntry>& parties) {
  std::string out;
  for (const auto column : column_names) out += (out.empty() ? "" : ",") + std::string(column);
  out += '\n';
  for (const auto& entry : parties) {
    const auto& party = entry.party;
    const std::string cells[] = {party.id,
                                 party.name,
                                 party.name_zh,
                                 party.kind,
                                 party.country,
                                 join_values(entry.tickers),
                                 join_values(entry.bare),
                                 join_values(entry.gloss),
                                 join_values(entry.never),
                                 join_values(entry.describe),
                                 entry.parent};
    bool first = true;
    for (const auto& cell : cells) {
      if (!first) out += ',';
      out += csv_cell(cell);
      first = false;
    }
    out += '\n';
  }
  return out;
}

}  // namespace dealgraph
