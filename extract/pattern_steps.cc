#include "extract/pattern_steps.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "extract/pattern_parts.h"
#include "extract/skeleton.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

using Kind = PatternPart::Kind;

// As a pattern is compiled: Chinese characters are folded; English is matched in any case.
std::optional<std::string> plain_text(std::string_view text, bool english) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    const char32_t c = decode_at(text, i, size);
    if (c < 0x80 && std::string_view("\\.*+?()[]{}|^$<>").find(text[i]) != std::string_view::npos)
      return std::nullopt;
    if (english && c >= 0x80) return std::nullopt;
    if (is_han(c))
      out += fold_key(text.substr(i, size));
    else if (english && is_upper_ascii(c))
      out += static_cast<char>(c - 'A' + 'a');
    else
      out += text.substr(i, size);
    i += size;
  }
  return out;
}

std::string_view without_boundaries(std::string_view text) {
  while (text.starts_with("\\b")) text.remove_prefix(2);
  while (text.ends_with("\\b")) text.remove_suffix(2);
  return text;
}

std::uint32_t masks_of(std::string_view placeholder) {
  const auto name = placeholder.substr(1, placeholder.find_first_of(":}") - 1);
  if (name == "amount") return mask_kind(mask::amount);
  if (name == "stake") return mask_kind(mask::stake);
  if (name == "quantity") return mask_kind(mask::quantity);
  if (placeholder.find("implied") != std::string_view::npos) return mask_kind(mask::other);
  return mask_kind(mask::party) | mask_kind(mask::subject);
}

class Stepper {
 public:
  explicit Stepper(std::string_view lang) : english_(lang == "en") {}

  std::vector<PatternStep> steps(std::string_view source) {
    for (const auto& part : split_pattern(source)) add(part);
    return std::move(steps_);
  }

 private:
  void add(const PatternPart& part) {
    if (part.kind == Kind::gap) return add_gap(part.source);
    if (part.kind == Kind::placeholder) {
      const auto masks = masks_of(part.source);
      if (!part.optional) {
        push({{}, {}, masks});
        if (!part.source.ends_with('}')) pass_over();
        return;
      }
      // An optional mention lies in a gap as it were, but for a party, where gaps end.
      if (link_.gap && !(masks & mask_kind(mask::party)))
        link_.limit = PatternStep::no_limit;
      else
        pass_over();
      return;
    }
    if (part.kind == Kind::list && part.source.ends_with('>'))
      return push({{part.source.substr(1, part.source.size() - 2)}, {}});
    if (part.kind != Kind::text || part.optional || !add_text(part.source)) pass_over();
  }

  void add_gap(std::string_view source) {
    const auto digits = source.find_first_not_of('.');
    std::size_t limit = 0;
    std::from_chars(source.data() + digits, source.data() + source.size(), limit);
    if (!link_.gap) return;
    link_.wide = link_.wide || source.starts_with("...");
    widen(limit);
  }

  // Plain text or plain alternatives, spaces around them aside.
  bool add_text(std::string_view text) {
    const std::string_view space = " ";
    const std::size_t begin = std::min(text.find_first_not_of(space), text.size());
    const std::size_t end = text.find_last_not_of(space) + 1;
    widen(begin);
    if (begin == text.size()) return true;
    auto inside = without_boundaries(text.substr(begin, end - begin));
    if (inside.empty()) return true;
    if (inside.starts_with("(?:") && inside.ends_with(')'))
      inside = inside.substr(3, inside.size() - 4);
    PatternStep step;
    for (std::size_t at = 0; at <= inside.size();) {
      const auto bar = std::min(inside.find('|', at), inside.size());
      const auto one = without_boundaries(inside.substr(at, bar - at));
      if (one.size() > 2 && one.front() == '<' && one.find('>') == one.size() - 1) {
        step.lists.emplace_back(one.substr(1, one.size() - 2));
      } else {
        auto plain = plain_text(one, english_);
        if (!plain || plain->empty()) return false;
        step.texts.push_back(std::move(*plain));
      }
      at = bar + 1;
    }
    push(std::move(step));
    widen(text.size() - end);
    return true;
  }

  void push(PatternStep step) {
    step.gap = link_.gap && !steps_.empty();
    step.wide = link_.wide;
    step.limit = link_.limit;
    steps_.push_back(std::move(step));
    link_ = {};
    link_.gap = true;
    link_.limit = 0;
  }

  void widen(std::size_t by) {
    if (link_.limit != PatternStep::no_limit) link_.limit += by;
  }

  void pass_over() {
    link_ = {};
    link_.gap = false;
  }

  bool english_;
  PatternStep link_;  // of the step that comes next
  std::vector<PatternStep> steps_;
};

}  // namespace

std::vector<PatternStep> pattern_steps(std::string_view source, std::string_view lang) {
  return Stepper(lang).steps(source);
}

}  // namespace dealgraph
