#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/deal.h"

namespace dealgraph {

// A deal that a person found in an article.
struct GoldDeal {
  DealType type = DealType::investment;
  std::vector<std::string> payer;  // accepted names, at least one
  std::vector<std::string> payee;
  std::optional<Amount> amount;  // bounds (at least one) and currency alone
  std::optional<double> stake_pct;
  Status status = Status::agreed;
  std::string quote;  // words of the article that tell it
};

// An article with all the deals that it tells.
struct GoldArticle {
  std::string file;
  Article article;
  std::vector<GoldDeal> deals;
};

// The article of one gold file (docs/rules.md), as `extract` reads it. Adds what is wrong with the
// file to `problems`, a line each that begins with `file`; nothing is returned then.
std::optional<GoldArticle> parse_gold(std::string_view json, const std::string& file,
                                      std::vector<std::string>& problems);

// Reads gold files in the order given, and those of folders: *.json, recursively, by name, without
// *.baseline.json. Throws Error: bad_data listing all mistakes of all files, or two articles with
// one id; no_input for a path that is not there, cannot be read or holds no gold.
std::vector<GoldArticle> read_gold(const std::vector<std::string>& paths);

}  // namespace dealgraph
