#include "text/words.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>

#include "text/utf8.h"

namespace dealgraph {
namespace {

constexpr int context = 8;  // code points on either side

std::unique_ptr<icu::BreakIterator> make_word_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  return std::unique_ptr<icu::BreakIterator>(
      icu::BreakIterator::createWordInstance(icu::Locale::getChina(), status));
}

// One a thread: the iterator carries the text that it walks.
icu::BreakIterator* word_iterator() {
  thread_local const auto iterator = make_word_iterator();
  return iterator
      .get();  // NOLINT(clang-analyzer-cplusplus.NewDelete): it lives as long as the thread
}

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

}  // namespace

bool on_word_boundaries(std::string_view text, Span span) {
  auto* iterator = word_iterator();
  if (!iterator) return true;
  std::size_t begin = span.begin;
  for (int i = 0; i < context && begin > 0 && is_han(decode_before(text, begin)); ++i)
    begin = previous(text, begin);
  std::size_t end = span.end;
  std::size_t size = 0;
  for (int i = 0; i < context && end < text.size() && is_han(decode_at(text, end, size)); ++i)
    end += size;
  const auto left = utf16(text.substr(begin, span.begin - begin));
  const auto name = utf16(text.substr(span.begin, span.size()));
  const auto window = utf16(text.substr(begin, end - begin));
  iterator->setText(window);
  return iterator->isBoundary(left.length()) && iterator->isBoundary(left.length() + name.length());
}

std::vector<std::size_t> word_lengths(std::string_view text) {
  std::vector<std::size_t> out;
  auto* iterator = word_iterator();
  if (!iterator) return out;
  const auto wide = utf16(text);
  iterator->setText(wide);
  std::int32_t last = iterator->first();
  for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    out.push_back(static_cast<std::size_t>(wide.countChar32(last, at - last)));
    last = at;
  }
  return out;
}

}  // namespace dealgraph
