#pragma once
#include <CLI/CLI.hpp>
#include <string>

#include "db/store.h"

namespace dealgraph {

// --party, --type, --status, --since, --min-amount and --limit: which deals.
class DealFilterOptions {
 public:
  void setup(CLI::App& app);
  DealFilter get() const;  // after parsing

 private:
  DealFilter filter_;
  std::string min_amount_;
};

}  // namespace dealgraph
