#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "extract/chinese_words.h"
#include "extract/lexicon.h"

namespace dealgraph {

// A name that no list holds, found in Chinese text.
struct ChineseName {
  Span span;
  bool extends = false;                  // begins with a party found before: 小米|战投
  bool by_form = false;                  // by what it is made of; else by the words around it alone
  bool person = false;                   // by a title before it, or as one who deals in shares
  std::vector<std::string> short_forms;  // by which the article may go on to call it
};

// 晨曦 of 晨曦航空: no word at all, or one that business news hardly uses for anything else.
bool seldom_word(std::string_view folded);

// Chinese names without a list: legal forms (上海某某智能科技有限公司), short names (荣晟环保), and
// what stands where only a name can stand (拟收购赛摩51%股权) and is no ordinary word.
class ChineseNames {
 public:
  explicit ChineseNames(const Lexicon& lexicon) : words_(lexicon) {}

  // In order of their end; may overlap. `known`: the parties found already, in order.
  std::vector<ChineseName> find(std::string_view folded, const std::vector<Span>& known) const;
  // Whether a listed name is only the beginning of another: 统一实|业.
  bool cut_short(std::string_view folded, Span name) const;
  // Where the name that ends at byte `end`, and of which a ticker says that it is one, begins;
  // `end` if there is none.
  std::size_t left_edge(std::string_view folded, std::size_t end) const;

 private:
  ChineseWords words_;
};

}  // namespace dealgraph
