#include "crawler/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/idna.h"

namespace dealgraph {
namespace {

constexpr std::size_t max_length = 8192;

constexpr std::array<std::string_view, 26> tracking{
    "fbclid",     "gclid",    "dclid",  "gbraid",     "wbraid", "gclsrc",  "msclkid",
    "yclid",      "twclid",   "ttclid", "li_fat_id",  "igshid", "igsh",    "mc_cid",
    "mc_eid",     "_ga",      "_gl",    "_hsenc",     "_hsmi",  "mkt_tok", "vero_id",
    "oly_enc_id", "wickedid", "cmpid",  "guccounter", "ref_src"};

struct CurlUrlDeleter {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
using CurlUrl = std::unique_ptr<CURLU, CurlUrlDeleter>;

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

// Browsers trim control characters and blanks, and drop tabs and line ends anywhere.
std::string cleaned(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  std::string out;
  for (const char c : text.substr(0, text.find('#')))
    if (c != '\t' && c != '\n' && c != '\r') out += c;
  return out;
}

// "https" of "https:…", lower case; "" if there is none.
std::string scheme_of(std::string_view text) {
  if (text.empty() || !is_alpha(text[0])) return {};
  std::size_t end = 1;
  while (end < text.size() && (is_alpha(text[end]) || (text[end] >= '0' && text[end] <= '9') ||
                               text[end] == '+' || text[end] == '-' || text[end] == '.'))
    ++end;
  if (end == text.size() || text[end] != ':') return {};
  return lower(text.substr(0, end));
}

// Path and query: what may not stand in a request line is percent-encoded, '\' is '/' in the path,
// and "%2e" is the dot that servers take it for.
std::string encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  bool query = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    query = query || c == '?';
    const bool unsafe = byte <= ' ' || byte >= 0x7F || c == '"' || c == '<' || c == '>' ||
                        (query ? c == '\'' : c == '`' || c == '{' || c == '}' || c == '^');
    if (unsafe)
      (((out += '%') += hex[byte >> 4]) += hex[byte & 15]);
    else if (c == '\\' && !query)
      out += '/';
    else if (!query && c == '%' && lower(text.substr(i, 3)) == "%2e")
      out += '.', i += 2;
    else
      out += c;
  }
  return out;
}

// Splits "//host:port/path" after its slashes and makes both parts fit for curl.
std::optional<std::string> network_path(std::string_view rest) {
  const auto end = std::min(rest.find_first_of("/\\?"), rest.size());
  auto authority = rest.substr(0, end);
  const auto at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  std::string_view port;
  if (const auto colon = authority.rfind(':');
      colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
    port = authority.substr(colon);
    authority = authority.substr(0, colon);
  }
  if (port == ":") port = {};
  std::string host(authority);
  if (!host.starts_with('[')) {
    const auto ascii = host_to_ascii(host);
    if (!ascii) return std::nullopt;
    host = *ascii;
  }
  return host + std::string(port) + encoded(rest.substr(end));
}

std::string part(CURLU* handle, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(handle, which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
  return text;
}

std::optional<Url> url_of(CURLU* handle) {
  Url url;
  url.scheme = part(handle, CURLUPART_SCHEME);
  url.host = lower(part(handle, CURLUPART_HOST));
  url.port = part(handle, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  url.target = part(handle, CURLUPART_PATH);
  const auto query = part(handle, CURLUPART_QUERY);
  if (!query.empty()) url.target += '?' + query;
  if ((url.scheme != "http" && url.scheme != "https") || url.host.empty()) return std::nullopt;
  return url;
}

std::optional<Url> resolve(const Url* base, std::string_view text) {
  if (text.size() > max_length) return std::nullopt;
  std::string reference = cleaned(text);
  const auto scheme = scheme_of(reference);
  if (!scheme.empty() && scheme != "http" && scheme != "https") return std::nullopt;
  std::string_view rest = reference;
  if (!scheme.empty()) rest.remove_prefix(scheme.size() + 1);
  const auto slashes = std::min(rest.find_first_not_of("/\\"), rest.size());
  const bool relative =
      scheme.empty() ? slashes < 2 : slashes == 0 && base && base->scheme == scheme;
  if (relative && !base) return std::nullopt;
  if (relative && rest.empty()) return *base;

  CurlUrl handle(curl_url());
  if (relative) {
    const auto path = encoded(rest);
    if (curl_url_set(handle.get(), CURLUPART_URL, base->text().c_str(), 0) != CURLUE_OK ||
        curl_url_set(handle.get(), CURLUPART_URL, path.c_str(), 0) != CURLUE_OK)
      return std::nullopt;
    return url_of(handle.get());
  }
  const auto network = network_path(rest.substr(slashes));
  if (!network || (scheme.empty() && !base)) return std::nullopt;
  const auto absolute = (scheme.empty() ? base->scheme : scheme) + "://" + *network;
  if (curl_url_set(handle.get(), CURLUPART_URL, absolute.c_str(), 0) != CURLUE_OK)
    return std::nullopt;
  return url_of(handle.get());
}

bool is_tracking(std::string_view parameter) {
  const auto name = lower(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") ||
         std::find(tracking.begin(), tracking.end(), name) != tracking.end();
}

bool is_ip(std::string_view host) {
  return host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_subdomain(std::string_view host, std::string_view parent) {
  return host.size() > parent.size() && host.ends_with(parent) &&
         host[host.size() - parent.size() - 1] == '.' &&
         parent.find('.') != std::string_view::npos && !is_ip(parent);
}

}  // namespace

std::string Url::authority() const { return port.empty() ? host : host + ':' + port; }
std::string Url::origin() const { return scheme + "://" + authority(); }
std::string Url::text() const { return origin() + target; }

std::optional<Url> parse_url(std::string_view text) { return resolve(nullptr, text); }

std::optional<Url> resolve_url(const Url& base, std::string_view reference) {
  return resolve(&base, reference);
}

Url without_tracking(Url url) {
  const auto question = url.target.find('?');
  if (question == std::string::npos) return url;
  std::string kept;
  std::string_view query = std::string_view(url.target).substr(question + 1);
  while (!query.empty()) {
    const auto parameter = query.substr(0, query.find('&'));
    if (!parameter.empty() && !is_tracking(parameter))
      (kept += kept.empty() ? '?' : '&') += parameter;
    query.remove_prefix(std::min(query.size(), parameter.size() + 1));
  }
  url.target.replace(question, std::string::npos, kept);
  return url;
}

bool same_site(const Url& a, const Url& b) {
  std::string_view one = a.host, two = b.host;
  if (one.starts_with("www.")) one.remove_prefix(4);
  if (two.starts_with("www.")) two.remove_prefix(4);
  return one == two || is_subdomain(one, two) || is_subdomain(two, one);
}

bool is_twin(const Url& asked, const Url& canonical) {
  const auto parent = [](std::string_view host) {
    const auto dot = host.find('.');
    const auto rest = dot == std::string_view::npos ? host : host.substr(dot + 1);
    return rest.find('.') == std::string_view::npos || is_ip(host) ? host : rest;
  };
  if (asked.port != canonical.port) return false;
  if (!same_site(asked, canonical) && parent(asked.host) != parent(canonical.host)) return false;
  std::string_view path = canonical.target;
  path = path.substr(0, path.find('?'));
  while (path.ends_with('/')) path.remove_suffix(1);
  auto name = path.substr(path.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  if (name.empty()) return false;
  const auto at = asked.target.find(name);
  const auto is_word = [](char c) { return is_alpha(c) || (c >= '0' && c <= '9'); };
  return at != std::string::npos && (at == 0 || !is_word(asked.target[at - 1])) &&
         (at + name.size() >= asked.target.size() || !is_word(asked.target[at + name.size()]));
}

bool has_credentials(std::string_view text) {
  const auto url = cleaned(text);
  const auto start = url.find("//");
  if (start == std::string::npos) return false;
  const auto authority = std::string_view(url).substr(start + 2);
  return authority.substr(0, authority.find_first_of("/\\?")).find('@') != std::string_view::npos;
}

}  // namespace dealgraph
