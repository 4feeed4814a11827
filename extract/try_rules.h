#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/deal.h"
#include "extract/annotated.h"
#include "extract/rule.h"
#include "extract/workings.h"

namespace dealgraph {

// A deal with the rule that found it. Rules live as long as the Workings.
struct FoundDeal {
  const Rule* rule = nullptr;
  int part = 0;  // of the rule: its patterns in order, then its frames
  DealMention deal;
};

// A rule that nearly matched, and what is amiss; folded text of the page: not safe for a terminal.
struct NearMiss {
  const Rule* rule = nullptr;
  int part = -1;      // -1: all of the rule
  double share = 0;   // how much of it is there, 0..1
  std::string found;  // what matched, masks written out; "" if nothing did
  std::string why;
};

struct TriedSentence {
  std::size_t parties = 0;  // in the skeleton, implied ones among them
  std::vector<FoundDeal> deals;
  std::vector<NearMiss> near;  // the nearest first, one for each rule
};

struct TriedArticle {
  AnnotatedArticle seen;
  std::vector<TriedSentence> sentences;  // those of `seen`
};

// Reads an article as extraction does and says of each sentence which rules found something in it
// and which nearly did. `only`: the id of the one rule whose near misses are wanted, however far
// they are; "": all whose trigger words occur.
TriedArticle try_rules(const Workings& workings, const Article& article, std::string_view only);

// The pattern as it is written, or what a frame says: "verb V_BUY, payer subject, payee from".
std::string describe_part(const Rule& rule, int part);
std::string describe_places(const std::vector<Argument>& places);

}  // namespace dealgraph
