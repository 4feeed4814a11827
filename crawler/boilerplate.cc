#include <algorithm>
#include <variant>

#include "crawler/body.h"
#include "crawler/metadata.h"
#include "text/pattern.h"
#include "text/utf8.h"

namespace dealgraph {
namespace {

const Pattern& never_text() {
  static const Pattern pattern = std::get<Pattern>(Pattern::compile(
      R"(^[（(【\[]?(?:歡迎(?:免費)?訂閱|欢迎(?:免费)?订阅|掃碼|扫码|扫一扫|掃一掃|點我(?:訂閱|加入|下載)|加入.{0,12}(?:粉絲團|好友|Line)|追蹤.{0,12}粉絲團|下載.{0,8}App|)"
      R"(責任編輯|责任编辑|責編|责编|(?:編輯|编辑|編審|审核|審核|校對|校对|核稿編輯|核稿|值班编辑|值班編輯)[:：/／]|版權所有|版权所有|未經授權|未经授权|本文來源|免责声明|免責聲明|特别声明：|特別聲明：|精彩影片|声明：|聲明：|看更多|更多精彩|原文網址|原文链接|)"
      R"(feedback|copyright\b|©|all rights reserved|advertisement$|sponsored$|sign up (?:for|to|here)|subscribe (?:to|now|for)|follow us|)"
      R"(click here|read more|read also|also read|see also|share this|get (?:our|the) .{0,40}newsletter|download (?:the|our) .{0,20}app|)"
      R"(this site is protected by|by signing up|you may also like|most read|watch:|related:|recommended$|story continues|)"
      R"(image (?:source|copyright|caption)|photo:|getty images|share on |print this|already a subscriber|log in to|notice: the content above|)"
      R"(would you like to comment on this|thank you for registering|please refresh the page))",
      true));
  return pattern;
}

// A line after which only pointers to other stories follow.
const Pattern& end_of_text() {
  static const Pattern pattern = std::get<Pattern>(Pattern::compile(
      R"(^[\s【\[（(>》»▸►■◆●★☆▼\-—]{0,4}(?:延伸閱讀|延伸阅读|相關新聞|相关新闻|相關報導|相关报道|相關文章|相关文章|相关阅读|相關閱讀|推薦閱讀|推荐阅读|更多新聞|更多新闻|熱門新聞|热门新闻|)"
      R"(猜你喜歡|猜你喜欢|你可能也喜歡|看更多|網友評論|网友评论|讀者留言|热门推荐|为你推荐|為你推薦|為您推薦|为您推荐|related (?:stories|articles|news|topics|content|posts)|more (?:stories|from|on this)|)"
      R"(read next|recommended (?:for you|stories)|top stories|latest news|comments\b|leave a (?:comment|reply)|about the author|trending now|more coverage))",
      true));
  return pattern;
}

// Screen readers are told that a link "opens new tab"; saved pages keep the words.
void erase_link_notes(std::string& line) {
  constexpr std::string_view note = ", opens new tab";
  for (auto at = line.find(note); at != std::string::npos; at = line.find(note, at))
    line.erase(at, note.size());
}

}  // namespace

std::size_t text_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    units += is_han(decode_at(text, i, size)) ? 2 : 1;
    i += size;
  }
  return units;
}

// Where the text ends before a credit in parentheses such as "（記者王小明）"; line.size() if none.
std::size_t before_credit(std::string_view line) {
  constexpr int longest = 20;  // code points
  std::size_t end = line.size();
  const char32_t last = end > 0 ? decode_before(line, end) : 0;
  if (last != U'）' && last != U')') return line.size();
  for (int count = 0; count < longest && end > 0; ++count) {
    const char32_t c = decode_before(line, end);
    end = previous(line, end);
    if (c == U'（' || c == U'(') return end > 0 ? end : line.size();
  }
  return line.size();
}

bool ends_sentence(std::string_view line) {
  std::size_t end = before_credit(line);
  while (end > 0) {
    const char32_t c = decode_before(line, end);
    if (c == U'。' || c == U'！' || c == U'？' || c == U'.' || c == U'!' || c == U'?' ||
        c == U'…' || c == U'；')
      return true;
    const bool closer = c == U'"' || c == U'\'' || c == U'”' || c == U'’' || c == U')' ||
                        c == U'）' || c == U'」' || c == U'』' || c == U']' || c == U' ';
    if (!closer) return false;
    end = previous(line, end);
  }
  return false;
}

std::vector<std::string> without_boilerplate(std::vector<std::string> lines,
                                             std::string_view title) {
  const auto key = title_key(title);
  std::size_t total = 0;
  for (const auto& line : lines) total += text_units(line);
  std::vector<std::string> out;
  std::size_t kept = 0;
  for (auto& line : lines) {
    const auto units = text_units(line);
    if (units <= 60 && kept * 2 > total && end_of_text().search(line)) break;
    if (units <= 240 && never_text().search(line)) continue;
    if (!key.empty() && units <= 300 && title_key(line) == key) continue;
    kept += units;
    erase_link_notes(line);
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace dealgraph
