#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/json.h"
#include "db/store.h"

namespace dealgraph {

enum class Format { table, json, jsonl, csv };

// --format and its alias --json.
class FormatOption {
 public:
  void setup(CLI::App& app, const std::vector<std::string>& choices);
  Format get() const;

 private:
  std::string name_ = "table";
  bool json_ = false;
};

// What is wrong with a count that was typed, "" if nothing.
std::string check_count(const std::string& given);

// The same of a day, and of a sum of money.
std::string check_date(const std::string& given);
std::string check_money(const std::string& given);

// Prints objects one by one, as one JSON array or one on each line.
class JsonListing {
 public:
  explicit JsonListing(Format format) : format_(format) {}
  void add(const Json& object);
  void end();

 private:
  Format format_;
  bool empty_ = true;
};

// Opens a database that must exist; the message for a missing one says how to get one.
Store open_database(const std::filesystem::path& file, bool for_writing = false);

// "payer → payee", terminal-safe.
std::string arrow(const std::string& payer, const std::string& payee);

}  // namespace dealgraph
