#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dealgraph {

// An absolute http or https URL in normal form: scheme and host lower case, international hosts as
// "xn--…", IPv4 in dotted decimals, no default port, no dot segments, no fragment, no user or
// password (they are dropped, so that no request can carry them); target ASCII.
struct Url {
  std::string scheme;  // "http" or "https"
  std::string host;    // IPv6 in brackets
  std::string port;    // "" for the default of the scheme
  std::string target;  // path and query; begins with '/'

  std::string authority() const;  // host[:port]
  std::string origin() const;     // scheme://host[:port]
  std::string text() const;
  friend bool operator==(const Url&, const Url&) = default;
};

// What people and pages write, as browsers read it (WHATWG URL): trimmed, '\' is '/'. Empty for any
// other scheme, a broken or a relative reference, and above 8 KiB.
std::optional<Url> parse_url(std::string_view text);

// A reference found on the page `base`.
std::optional<Url> resolve_url(const Url& base, std::string_view reference);

// Without parameters that only tell the site where a reader came from (utm_*, fbclid, …).
Url without_tracking(Url url);

// Same host, "www." aside, or one a subdomain of the other.
bool same_site(const Url& a, const Url& b);

// Whether a page of `asked` that calls itself `canonical` is the mobile, AMP or parametrised twin
// of it. Sites that name their front page on every page are not believed: the last part of the path
// must be in both, and the hosts differ in their first label alone.
bool is_twin(const Url& asked, const Url& canonical);

// True if the URL as written names a user or a password.
bool has_credentials(std::string_view text);

}  // namespace dealgraph
