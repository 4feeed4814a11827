#include "crawler/robots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace dealgraph {

struct Robots::Group {
  bool named = false;  // some "User-agent" line chose it
  std::vector<Rule> rules;
  std::optional<std::chrono::milliseconds> crawl_delay;
};

namespace {

constexpr std::size_t max_line = 2083 * 8 - 1;  // of which Google's parser reads no more

enum class Key { user_agent, allow, disallow, crawl_delay, other };

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\0'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && starts_with_ignoring_case(a, b);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Google's parser takes any key that begins like one of these, common typos included.
Key key_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, Key>, 11> keys{{
      {"user-agent", Key::user_agent},
      {"useragent", Key::user_agent},
      {"user agent", Key::user_agent},
      {"allow", Key::allow},
      {"disallow", Key::disallow},
      {"dissallow", Key::disallow},
      {"dissalow", Key::disallow},
      {"disalow", Key::disallow},
      {"diasllow", Key::disallow},
      {"disallaw", Key::disallow},
      {"crawl-delay", Key::crawl_delay},
  }};
  for (const auto& [name, key] : keys)
    if (starts_with_ignoring_case(text, name)) return key;
  return Key::other;
}

struct Line {
  Key key = Key::other;
  std::string_view value;
};

Line read_line(std::string_view text) {
  text = text.substr(0, max_line);
  text = trim(text.substr(0, text.find('#')));
  auto separator = text.find(':');
  if (separator == std::string_view::npos) {
    // "Disallow /x": accepted when there are exactly two words.
    separator = text.find_first_of(" \t");
    if (separator == std::string_view::npos) return {};
    if (trim(text.substr(separator)).find_first_of(" \t") != std::string_view::npos) return {};
  }
  return {key_of(trim(text.substr(0, separator))), trim(text.substr(separator + 1))};
}

std::string_view next_line(std::string_view& body) {
  const auto end = std::min(body.find_first_of("\r\n"), body.size());
  const auto line = body.substr(0, end);
  body.remove_prefix(std::min(body.size(), end + 1));
  return line;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct Spelling {
  bool encode_octets = true;      // those outside ASCII
  bool decode_unreserved = true;  // "%62" is 'b'
};

// RFC 9309 §2.2.2: octets outside ASCII are percent-encoded, unreserved ones are not, hex digits
// are upper case; only then are path and pattern compared.
std::string normalize(std::string_view text, Spelling spelling) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  const auto encode = [&](unsigned char byte) {
    (((out += '%') += hex[byte >> 4]) += hex[byte & 15]);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escape = c == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                        hex_value(text[i + 2]) >= 0;
    if (escape) {
      const auto byte =
          static_cast<unsigned char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      const char plain = static_cast<char>(byte);
      const bool unreserved = is_alpha(plain) || is_digit(plain) || plain == '-' || plain == '.' ||
                              plain == '_' || plain == '~';
      if (unreserved && spelling.decode_unreserved)
        out += plain;
      else
        encode(byte);
      i += 2;
    } else if (static_cast<unsigned char>(c) >= 0x80 && spelling.encode_octets) {
      encode(static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

// '*' and '$' of a path, or inside a pattern, stand for themselves; they are compared encoded.
std::string literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '$')
      out += "%24";
    else if (c == '*')
      out += "%2A";
    else
      out += c;
  }
  return out;
}

std::optional<std::chrono::milliseconds> delay_of(std::string_view text) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end == text.data() || !(seconds >= 0)) return std::nullopt;
  constexpr double most = 1e6;
  return std::chrono::milliseconds(static_cast<long long>(std::min(seconds, most) * 1000));
}

}  // namespace

Robots::Rule Robots::make_rule(bool allow, std::string_view pattern) {
  // Google compares what is allowed without decoding, RFC 9309 decodes first. Where they differ the
  // page is left alone: so only what both take for allowed is.
  auto text = normalize(pattern, {.decode_unreserved = !allow});
  Rule rule;
  rule.allow = allow;
  rule.length = text.size();
  rule.anchored = text.ends_with('$');
  if (rule.anchored) text.pop_back();
  std::string_view rest = text;
  for (;;) {
    const auto star = rest.find('*');
    rule.pieces.push_back(literal(rest.substr(0, star)));
    if (star == std::string_view::npos) return rule;
    rest.remove_prefix(star + 1);
  }
}

void Robots::add_rule(Group& group, bool allow, std::string_view pattern) {
  if (pattern.empty()) return;
  group.rules.push_back(make_rule(allow, pattern));
  // "Allow: /dir/index.html" allows /dir/ too: it is the same page.
  const auto slash = pattern.rfind('/');
  if (allow && slash != std::string_view::npos && pattern.substr(slash).starts_with("/index.htm"))
    group.rules.push_back(make_rule(true, std::string(pattern.substr(0, slash + 1)) + '$'));
}

Robots Robots::parse(std::string_view body, std::string_view token) {
  const bool cut = body.size() > max_size;
  body = body.substr(0, max_size);
  // Half a line could allow or forbid what the whole one does not.
  if (cut) body = body.substr(0, body.find_last_of("\r\n") + 1);
  for (const char c : std::string_view("\xEF\xBB\xBF"))  // a byte order mark, or a part of one
    if (body.starts_with(c)) body.remove_prefix(1);

  Group own, everybody;
  bool in_own = false, in_everybody = false, in_rules = false;
  while (!body.empty()) {
    const auto [key, value] = read_line(next_line(body));
    if (key == Key::user_agent) {
      if (in_rules) in_own = in_everybody = in_rules = false;
      if (value.starts_with('*') && (value.size() == 1 || is_blank(value[1])))
        in_everybody = true;
      else if (equal_ignoring_case(product_token(value), token))
        in_own = own.named = true;
    } else if (key == Key::allow || key == Key::disallow) {
      in_rules = true;
      if (in_own) add_rule(own, key == Key::allow, value);
      if (in_everybody) add_rule(everybody, key == Key::allow, value);
    } else if (key == Key::crawl_delay) {
      const auto delay = delay_of(value);
      if (in_own) own.crawl_delay = std::max(own.crawl_delay, delay);
      if (in_everybody) everybody.crawl_delay = std::max(everybody.crawl_delay, delay);
    }
  }
  Group& chosen = own.named ? own : everybody;
  Robots robots;
  robots.rules_ = std::move(chosen.rules);
  robots.crawl_delay_ = chosen.crawl_delay;
  return robots;
}

Robots Robots::disallow_all() {
  Robots robots;
  robots.rules_.push_back(make_rule(false, "/"));
  return robots;
}

// The leftmost place for each piece in turn is enough: what follows is only ever less constrained.
bool Robots::matches(const Rule& rule, std::string_view target) {
  const auto& pieces = rule.pieces;
  if (!target.starts_with(pieces.front())) return false;
  std::size_t at = pieces.front().size();
  if (pieces.size() == 1) return !rule.anchored || at == target.size();
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    if (rule.anchored && i + 1 == pieces.size())
      return target.size() - at >= pieces[i].size() && target.ends_with(pieces[i]);
    at = target.find(pieces[i], at);
    if (at == std::string_view::npos) return false;
    at += pieces[i].size();
  }
  return true;
}

bool Robots::allows(std::string_view target) const {
  if (target == "/robots.txt") return true;
  const auto path = literal(normalize(target, {}));
  const auto as_written =
      literal(normalize(target, {.encode_octets = false, .decode_unreserved = false}));
  std::size_t allowed = 0, forbidden = 0;
  for (const auto& rule : rules_) {
    auto& longest = rule.allow ? allowed : forbidden;
    if (rule.length > longest && matches(rule, rule.allow ? as_written : path))
      longest = rule.length;
  }
  return allowed >= forbidden;
}

std::string robots_target(std::string_view url) {
  constexpr std::string_view starts = "/?;";
  url = url.substr(0, url.find('#'));
  if (url.starts_with("//")) url.remove_prefix(2);
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos && scheme < url.find_first_of(starts))
    url.remove_prefix(scheme + 3);
  const auto start = url.find_first_of(starts);
  if (start == std::string_view::npos) return "/";
  return (url[start] == '/' ? "" : "/") + std::string(url.substr(start));
}

std::string_view product_token(std::string_view user_agent) {
  std::size_t end = 0;
  while (end < user_agent.size() &&
         (is_alpha(user_agent[end]) || user_agent[end] == '-' || user_agent[end] == '_'))
    ++end;
  return user_agent.substr(0, end);
}

}  // namespace dealgraph
