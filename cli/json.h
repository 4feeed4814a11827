#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/deal.h"
#include "core/mention.h"
#include "db/store.h"

namespace dealgraph {

// Keys keep the order that they are given in.
using Json = nlohmann::ordered_json;

// The published JSON of `article`, `annotate` and `extract`. Offsets count Unicode code points of
// the article's text; numbers that are whole are written as integers.
Json article_json(const Article& article);
Json annotation_json(const Article& article, const std::vector<Mention>& mentions);
std::vector<Json> mentions_json(const Article& article, const std::vector<DealMention>& mentions);

// The published JSON of `deals`, `cycles` and `why`.
Json deal_json(const DealRow& row);
Json cycle_json(const CycleRow& row);
Json evidence_json(const EvidenceRow& row);
Json why_json(const DealRow& deal, const std::vector<EvidenceRow>& evidence,
              const std::vector<RevisionRow>& steps);

// A whole number as an integer, so that 1e11 reads 100000000000.
Json json_number(double value);

// UTF-8 on one line, without the line break. Control and bidirectional characters are escaped, so
// that the text is safe on a terminal and yet complete.
std::string to_line(const Json& json);
// The same, indented by two spaces.
std::string to_lines(const Json& json);

}  // namespace dealgraph
