#include "extract/csv.h"

#include <algorithm>

namespace dealgraph {

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool CsvReader::at_end_of_line() const {
  return at_ >= text_.size() || text_[at_] == '\n' || text_.substr(at_).starts_with("\r\n");
}

// Behind the closing quote everything up to the next comma still belongs to the cell.
void CsvReader::read_quoted(std::string& cell) {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\n') ++line_;
    if (text_[at_] != '"') {
      cell += text_[at_];
    } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      cell += text_[at_++];
    } else {
      ++at_;
      return read_plain(cell);
    }
  }
  broken_ = true;
}

void CsvReader::read_plain(std::string& cell) {
  const auto begin = at_;
  while (!at_end_of_line() && text_[at_] != ',') ++at_;
  cell += text_.substr(begin, at_ - begin);
}

bool CsvReader::next(std::vector<std::string>& cells) {
  while (at_ < text_.size() && at_end_of_line()) {
    at_ += text_[at_] == '\r' ? 2 : 1;
    ++line_;
  }
  std::size_t count = 0;
  broken_ = false;
  first_line_ = line_;
  if (at_ >= text_.size()) {
    cells.clear();
    return false;
  }
  for (bool more = true; more;) {
    if (count == cells.size()) cells.emplace_back();
    auto& cell = cells[count++];
    cell.clear();
    if (at_ < text_.size() && text_[at_] == '"')
      read_quoted(cell);
    else
      read_plain(cell);
    more = at_ < text_.size() && text_[at_] == ',';
    if (more) ++at_;
  }
  cells.resize(count);
  return true;
}

std::string csv_cell(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string out = "\"";
  for (const char c : value) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

}  // namespace dealgraph
