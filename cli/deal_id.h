#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "db/store.h"

namespace dealgraph {

// The argument ID of `why` and `rules explain`.
class DealId {
 public:
  explicit DealId(std::string command) : command_(std::move(command)) {}
  void setup(CLI::App& app);
  // Throws UsageError if it is no number, Error(no_input) if there is no such deal in `file`.
  DealRow find(const Store& store, const std::filesystem::path& file) const;
  void require_number() const;

 private:
  std::string command_;
  std::string id_;  // as typed
};

// "deal 1: payer → payee" and a line of what it is.
std::string deal_heading(const DealRow& row);

}  // namespace dealgraph
