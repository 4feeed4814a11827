#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// Reads RFC 4180 record by record. Ends of line may be CRLF or LF; empty lines are skipped, and so
// is a byte order mark.
class CsvReader {
 public:
  // `text` must outlive the reader.
  explicit CsvReader(std::string_view text);

  // The next record's cells; false at the end. A quote that nothing closes ends at the end of the
  // text and sets broken().
  bool next(std::vector<std::string>& cells);
  std::size_t line() const { return first_line_; }  // of the record, from 1
  bool broken() const { return broken_; }

 private:
  void read_quoted(std::string& cell);
  void read_plain(std::string& cell);
  bool at_end_of_line() const;

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t first_line_ = 0;
  bool broken_ = false;
};

// The cell as RFC 4180 writes it, quoted where it must be.
std::string csv_cell(std::string_view value);

}  // namespace dealgraph
