#include "text/pattern.h"

#include <re2/re2.h>

namespace dealgraph {
namespace {

// A rule of a hundred instructions is normal; tens of thousands make the DFA thrash.
constexpr int max_program_size = 20'000;
constexpr std::int64_t max_memory = 32 << 20;

re2::RE2::Options options(bool ignore_case) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_memory);
  options.set_case_sensitive(!ignore_case);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

bool has_byte_class(std::string_view regex) {
  for (std::size_t i = 0; i + 1 < regex.size(); ++i) {
    if (regex[i] != '\\') continue;
    if (regex[i + 1] == 'C') return true;
    ++i;
  }
  return false;
}

}  // namespace

struct Pattern::Impl {
  Impl(std::string_view regex, bool ignore_case) : re(piece(regex), options(ignore_case)) {}
  re2::RE2 re;
};

std::variant<Pattern, std::string> Pattern::compile(std::string_view regex, bool ignore_case) {
  if (has_byte_class(regex)) return "\\C (a single byte) is not allowed";
  auto impl = std::make_shared<const Impl>(regex, ignore_case);
  if (!impl->re.ok()) return impl->re.error();
  if (impl->re.ProgramSize() > max_program_size)
    return "the pattern is too large (" + std::to_string(impl->re.ProgramSize()) +
           " steps); use a gap such as ..20 instead of a counted repeat";
  Pattern pattern;
  pattern.impl_ = std::move(impl);
  return pattern;
}

bool Pattern::search(std::string_view text) const {
  return re2::RE2::PartialMatch(piece(text), impl_->re);
}

bool Pattern::match(std::string_view text, std::size_t from,
                    std::vector<std::optional<Span>>& groups) const {
  const auto count = static_cast<std::size_t>(impl_->re.NumberOfCapturingGroups()) + 1;
  std::vector<re2::StringPiece> found(count);
  if (from > text.size() || !impl_->re.Match(piece(text), from, text.size(), re2::RE2::UNANCHORED,
                                             found.data(), static_cast<int>(count)))
    return false;
  groups.assign(count, std::nullopt);
  for (std::size_t i = 0; i < count; ++i) {
    if (!found[i].data()) continue;
    const auto begin = static_cast<std::size_t>(found[i].data() - text.data());
    groups[i] = Span{begin, begin + found[i].size()};
  }
  return true;
}

std::size_t Pattern::groups() const {
  return static_cast<std::size_t>(impl_->re.NumberOfCapturingGroups());
}

std::string quote_pattern(std::string_view literal) { return re2::RE2::QuoteMeta(piece(literal)); }

}  // namespace dealgraph
