#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"
#include "extract/phrases.h"

namespace dealgraph {

// Finds what a Chinese text says a party is right before naming it: 晶片設計公司|甲, 軟體大廠|乙.
// Such words tell nothing of a deal, and take 晶片 for what is bought.
class DescriptionEdge {
 public:
  // From the lists DESCRIPTION_HEAD, DESCRIPTION_WORD, NO_DESCRIPTION, DESCRIPTION_CLAUSE and
  // DESCRIPTION_NATION.
  explicit DescriptionEdge(const Lexicon& lexicon);

  // The byte of folded `text` where a description that ends it begins; text.size() if none does.
  std::size_t begin(std::string_view text) const;

 private:
  std::size_t clause_begin(std::string_view text) const;
  std::size_t nation_begin(std::string_view text) const;

  Phrases heads_;   // what it ends with: 公司, 大厂
  Phrases words_;   // verbs that it may hold: 设计 in 芯片设计公司
  Phrases others_;  // what looks like one and tells more: 子公司, 合资公司
  std::vector<std::string> nations_;
  std::vector<std::string> clauses_;  // how clauses before 的 begin: 总部位于
};

}  // namespace dealgraph
