#include "extract/pattern_parts.h"

#include <algorithm>

#include "text/fold.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

using Kind = PatternPart::Kind;

class Cutter {
 public:
  explicit Cutter(std::string_view source) : source_(source) {}

  std::vector<PatternPart> cut() {
    while (at_ < source_.size()) {
      const std::size_t begin = at_;
      const Kind kind = pass_one();
      if (alternatives_) return {{Kind::text, std::string(source_), false}};
      const std::size_t bare = at_;
      pass_quantifier(kind);
      add(kind, begin, bare);
    }
    return std::move(parts_);
  }

 private:
  bool starts(std::string_view with) const { return source_.substr(at_).starts_with(with); }
  char next(std::size_t ahead = 1) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  // Moves behind the element at at_.
  Kind pass_one() {
    const char c = source_[at_];
    if (c == '{' && is_lower_ascii(static_cast<unsigned char>(next())))
      return pass_to('}'), Kind::placeholder;
    if (c == '<' && is_upper_ascii(static_cast<unsigned char>(next())))
      return pass_to('>'), Kind::list;
    if (starts("..")) {
      while (at_ < source_.size() && source_[at_] == '.') ++at_;
      while (at_ < source_.size() && is_digit(static_cast<unsigned char>(source_[at_]))) ++at_;
      return Kind::gap;
    }
    if (c == '|') alternatives_ = true;
    if (c == '(')
      pass_group();
    else
      pass_character();
    return Kind::text;
  }

  void pass_to(char close) { at_ = std::min(source_.find(close, at_), source_.size() - 1) + 1; }

  void pass_character() {
    if (source_[at_] == '\\') {
      at_ = std::min(at_ + 2, source_.size());
    } else if (source_[at_] == '[') {
      for (++at_; at_ < source_.size() && source_[at_] != ']'; ++at_)
        if (source_[at_] == '\\') ++at_;
      at_ = std::min(at_ + 1, source_.size());
    } else {
      std::size_t size = 0;
      decode_at(source_, at_, size);
      at_ += size;
    }
  }

  void pass_group() {
    int depth = 0;
    do {
      if (source_[at_] == '(' || source_[at_] == ')') {
        depth += source_[at_] == '(' ? 1 : -1;
        ++at_;
      } else {
        pass_character();
      }
    } while (depth > 0 && at_ < source_.size());
  }

  void pass_quantifier(Kind kind) {
    if (kind == Kind::gap || at_ >= source_.size()) return;
    if (source_[at_] == '?' || source_[at_] == '*' || source_[at_] == '+')
      ++at_;
    else if (source_[at_] == '{' && is_digit(static_cast<unsigned char>(next())))
      pass_to('}');
    else
      return;
    if (at_ < source_.size() && source_[at_] == '?') ++at_;  // lazy
  }

  // A run of plain characters is one element; a quantifier takes the last one only.
  void add(Kind kind, std::size_t begin, std::size_t bare) {
    PatternPart part{kind, std::string(source_.substr(begin, at_ - begin)), false};
    part.optional = at_ > bare && (source_[bare] == '?' || source_[bare] == '*');
    const bool plain = kind == Kind::text && at_ == bare && source_[begin] != '(';
    if (plain && run_)
      parts_.back().source += part.source;
    else
      parts_.push_back(std::move(part));
    run_ = plain;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool alternatives_ = false;
  bool run_ = false;  // the last part is a run of plain text
  std::vector<PatternPart> parts_;
};

// The longest word of plain text, folded and lower case; "" if it is no plain text.
std::string plain_word(std::string_view text) {
  std::string best;
  std::string word;
  const auto close = [&] {
    if (word.size() > best.size()) best = word;
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\\b")) {
      close();
      ++i;
    } else if (std::string_view("\\.*+?()[]{}|^$<>").find(text[i]) != std::string_view::npos) {
      return {};
    } else if (text[i] == ' ') {
      close();
    } else {
      const bool upper = is_upper_ascii(static_cast<unsigned char>(text[i]));
      word += upper ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    }
  }
  close();
  return fold_key(best);
}

// The words of a run of text or of (?:a|b); empty if one of them is not plain.
std::vector<std::string> plain_words(std::string_view text) {
  if (text.starts_with("(?:") && text.ends_with(')')) text = text.substr(3, text.size() - 4);
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('|', begin), text.size());
    auto word = plain_word(text.substr(begin, end - begin));
    if (word.empty()) return {};
    out.push_back(std::move(word));
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::vector<PatternPart> split_pattern(std::string_view source) { return Cutter(source).cut(); }

std::string join_parts(const std::vector<PatternPart>& parts, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) out += parts[i].source;
  return out;
}

std::vector<std::vector<std::string>> needed_text(std::string_view source) {
  std::vector<std::vector<std::string>> out;
  for (const auto& part : split_pattern(source)) {
    if (part.kind != Kind::text || part.optional) continue;
    if (auto words = plain_words(part.source); !words.empty()) out.push_back(std::move(words));
  }
  return out;
}

std::vector<std::string> needed_lists(std::string_view source) {
  std::vector<std::string> out;
  for (const auto& part : split_pattern(source))
    if (part.kind == Kind::list && !part.optional)
      out.push_back(part.source.substr(1, part.source.find('>') - 1));
  return out;
}

std::vector<std::string> lists_in(std::string_view source) {
  std::vector<std::string> out;
  for (auto at = source.find('<'); at != std::string_view::npos; at = source.find('<', at + 1)) {
    const auto close = source.find('>', at);
    if (close == std::string_view::npos || at + 1 >= source.size()) break;
    if (is_upper_ascii(static_cast<unsigned char>(source[at + 1])))
      out.emplace_back(source.substr(at + 1, close - at - 1));
  }
  return out;
}

}  // namespace dealgraph
