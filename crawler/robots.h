#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealgraph {

// What a robots.txt says to one crawler: RFC 9309, with the leniency of Google's parser where the
// RFC leaves it open (typos of keys, missing colons, "index.html" meaning its folder), and
// Crawl-delay. Percent-encodings that the two compare differently never allow.
class Robots {
 public:
  static constexpr std::size_t max_size =
      std::size_t{500} * 1024;  // bytes that are obeyed; RFC 9309 §2.5

  // `product_token` as in "User-agent: token", any case. Bytes after max_size are ignored.
  static Robots parse(std::string_view body, std::string_view product_token);
  static Robots allow_all() { return {}; }  // there is no robots.txt (4xx)
  static Robots disallow_all();             // it could not be had (5xx, time-out)

  // `target`: path and query of a URL, beginning with '/'. /robots.txt itself is always allowed.
  bool allows(std::string_view target) const;
  std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    bool allow = false;
    bool anchored = false;            // ended in '$'
    std::size_t length = 0;           // of the pattern: the longest that matches wins
    std::vector<std::string> pieces;  // of the pattern, split at '*'
  };
  struct Group;
  static bool matches(const Rule& rule, std::string_view target);
  static Rule make_rule(bool allow, std::string_view pattern);
  static void add_rule(Group& group, bool allow, std::string_view pattern);

  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
};

// What allows() is asked for: path and query of a URL as it is written, which need not be a valid
// one; as Google's parser cuts it.
std::string robots_target(std::string_view url);

// The leading letters, '-' and '_' of a user agent: "dealgraph" of "dealgraph/0.1 (+https://…)".
std::string_view product_token(std::string_view user_agent);

}  // namespace dealgraph
