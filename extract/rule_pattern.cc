#include "extract/rule_pattern.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/fold.h"
#include "text/suggest.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr std::string_view clause_gap = R"([^,;:!?。\x{F0000}-\x{F0FFF}]*?)";
constexpr std::string_view sentence_gap = R"([^;!?。\x{F0000}-\x{F0FFF}]*?)";
constexpr std::size_t max_gap = 200;

constexpr std::array<std::pair<std::string_view, Role>, 6> roles = {{{"payer", Role::payer},
                                                                     {"payee", Role::payee},
                                                                     {"party", Role::party},
                                                                     {"amount", Role::amount},
                                                                     {"stake", Role::stake},
                                                                     {"quantity", Role::quantity}}};

std::string role_class(Role role, bool implied_other) {
  if (implied_other) return R"([\x{F2000}-\x{F2FFF}])";
  switch (role) {
    case Role::payer:
    case Role::payee:
    case Role::party:
      return R"([\x{F0000}-\x{F1FFF}])";
    case Role::amount:
      return R"([\x{F3000}-\x{F3FFF}])";
    case Role::stake:
      return R"([\x{F4000}-\x{F4FFF}])";
    case Role::quantity:
      return R"([\x{F5000}-\x{F5FFF}])";
  }
  return {};
}

class Compiler {
 public:
  Compiler(std::string_view source, const std::string& lang, const Lexicon& lexicon, bool captures)
      : source_(source), lang_(lang), lexicon_(lexicon), captures_(captures) {}

  std::variant<RulePattern, PatternError> compile() {
    while (at_ < source_.size()) {
      if (!step()) return PatternError{count_code_points(source_.substr(0, at_)), error_};
    }
    flush_gap(false);
    RulePattern out;
    out.source = std::string(source_);
    auto regex = Pattern::compile(regex_, lang_ == "en");
    if (auto* message = std::get_if<std::string>(&regex)) return PatternError{0, *message};
    out.regex = std::get<Pattern>(std::move(regex));
    if (captures_ && out.regex->groups() != captured_.size())
      return PatternError{0, "plain groups are not allowed, write (?:…)"};
    out.captures = std::move(captured_);
    out.trigger = std::move(trigger_);
    return out;
  }

 private:
  bool fail(std::string message) {
    error_ = std::move(message);
    return false;
  }

  bool step() {
    const char c = source_[at_];
    if (c == '{' && at_ + 1 < source_.size() &&
        is_lower_ascii(static_cast<unsigned char>(source_[at_ + 1])))
      return placeholder();
    if (c == '<' && at_ + 1 < source_.size() &&
        is_upper_ascii(static_cast<unsigned char>(source_[at_ + 1])))
      return word_list();
    if (source_.substr(at_).starts_with("..")) return gap();
    flush_gap(false);
    if (c == '(') ++depth_;
    if (c == ')') --depth_;
    if (c == '(' && at_ + 1 < source_.size() && source_[at_ + 1] != '?')
      return fail("plain groups are not allowed, write (?:…)");
    if (c == '\\' && at_ + 1 < source_.size()) {
      regex_ += source_.substr(at_, 2);
      at_ += 2;
      return true;
    }
    std::size_t size = 0;
    const char32_t code = decode_at(source_, at_, size);
    regex_ +=
        is_han(code) ? fold_key(source_.substr(at_, size)) : std::string(source_.substr(at_, size));
    at_ += size;
    return true;
  }

  bool gap() {
    const bool wide = source_.substr(at_).starts_with("...");
    std::size_t i = at_ + (wide ? 3 : 2);
    std::size_t limit = 0;
    const std::size_t digits = i;
    while (i < source_.size() && is_digit(static_cast<unsigned char>(source_[i])) &&
           limit <= max_gap)
      limit = limit * 10 + static_cast<std::size_t>(source_[i++] - '0');
    if (i == digits) return fail("a gap needs a length, such as ..12");
    if (limit > max_gap) return fail("a gap may be at most " + std::to_string(max_gap) + " long");
    flush_gap(false);
    pending_ = true;
    pending_wide_ = wide;
    pending_limit_ = limit;
    at_ = i;
    return true;
  }

  void flush_gap(bool optional) {
    if (!pending_) return;
    pending_ = false;
    const auto gap = pending_wide_ ? sentence_gap : clause_gap;
    if (!captures_) {
      regex_ += gap;
      return;
    }
    regex_ += '(' + std::string(gap) + ')';
    Capture capture;
    capture.gap = true;
    capture.limit = pending_limit_;
    capture.optional = optional;
    captured_.push_back(std::move(capture));
  }

  bool placeholder() {
    const auto close = source_.find('}', at_);
    if (close == std::string_view::npos) return fail("'{' without '}'");
    auto inside = source_.substr(at_ + 1, close - at_ - 1);
    const auto colon = inside.find(':');
    const auto name = inside.substr(0, colon);
    const auto role =
        std::find_if(roles.begin(), roles.end(), [&](auto& r) { return r.first == name; });
    if (role == roles.end()) {
      std::vector<std::string_view> known;
      for (const auto& r : roles) known.push_back(r.first);
      const auto near = suggest(name, known);
      return fail("unknown placeholder '" + std::string(name) + "'" +
                  (near.empty() ? "" : ", did you mean '" + near + "'?"));
    }
    Capture capture;
    capture.role = role->second;
    bool implied = false;
    if (colon != std::string_view::npos) {
      auto rest = inside.substr(colon + 1);
      while (!rest.empty()) {
        const auto bar = rest.find('|');
        const auto kind = rest.substr(0, bar);
        if (kind == "implied")
          implied = true;
        else
          capture.kinds.emplace_back(kind);
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
      }
    }
    const bool optional = close + 1 < source_.size() && source_[close + 1] == '?';
    capture.optional = optional;
    if (optional) regex_ += "(?:";
    flush_gap(optional);
    const auto body = role_class(capture.role, implied);
    regex_ += captures_ ? '(' + body + ')' : body;
    if (optional) regex_ += ")?";
    captured_.push_back(std::move(capture));
    at_ = close + 1 + (optional ? 1 : 0);
    return true;
  }

  bool word_list() {
    const auto close = source_.find('>', at_);
    if (close == std::string_view::npos) return fail("'<' without '>'");
    const auto name = source_.substr(at_ + 1, close - at_ - 1);
    if (!lexicon_.has(lang_, name)) {
      const auto near = suggest(name, lexicon_.names(lang_));
      return fail("no word list '" + std::string(name) + "' for " + lang_ +
                  (near.empty() ? "" : ", did you mean '" + near + "'?"));
    }
    flush_gap(false);
    auto words = lexicon_.words(lang_, name);
    std::sort(words.begin(), words.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : "|") + quote_pattern(word);
    list = lang_ == "en" ? R"(\b(?:)" + list + R"()\b)" : "(?:" + list + ")";
    regex_ += list;
    const bool optional = close + 1 < source_.size() && source_[close + 1] == '?';
    // In a group it may be one of several alternatives.
    if (!optional && depth_ == 0 && trigger_.empty()) trigger_ = name;
    at_ = close + 1;
    return true;
  }

  std::string_view source_;
  const std::string& lang_;
  const Lexicon& lexicon_;
  bool captures_;
  std::size_t at_ = 0;
  int depth_ = 0;  // of groups
  std::string regex_, error_, trigger_;
  std::vector<Capture> captured_;
  bool pending_ = false, pending_wide_ = false;
  std::size_t pending_limit_ = 0;
};

}  // namespace

std::variant<RulePattern, PatternError> compile_rule_pattern(std::string_view source,
                                                             const std::string& lang,
                                                             const Lexicon& lexicon) {
  return Compiler(source, lang, lexicon, true).compile();
}

std::variant<Pattern, PatternError> compile_guard(std::string_view source, const std::string& lang,
                                                  const Lexicon& lexicon) {
  auto result = Compiler(source, lang, lexicon, false).compile();
  if (auto* error = std::get_if<PatternError>(&result)) return *error;
  return std::move(*std::get<RulePattern>(result).regex);
}

}  // namespace dealgraph
