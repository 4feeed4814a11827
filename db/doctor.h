#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "db/store.h"

namespace dealgraph {

// Looks for damage that SQLite reads without complaint. Each check returns a line for each thing
// that is wrong, at most `most`, the last one then saying that there are more.
class Doctor {
 public:
  explicit Doctor(Store& store, std::size_t most = 20) : store_(store), most_(most) {}

  std::vector<std::string> check_file() const;   // pages of the file, and references
  std::vector<std::string> check_facts() const;  // what was stored is what is read: hashes
  std::vector<std::string> check_index() const;  // full-text index
  void rebuild_index();
  std::size_t pending() const;  // pairs of parties that wait for the next run

 private:
  Store& store_;
  std::size_t most_;
};

}  // namespace dealgraph
