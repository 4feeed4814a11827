#pragma once
#include <string>

struct sockaddr;

namespace dealgraph {

// True for addresses that lead to somebody else's public server. False for loopback, private,
// link-local, carrier-grade NAT, multicast, documentation and reserved ranges (IANA special-purpose
// registries), also when wrapped as IPv4-mapped or NAT64 IPv6, and for anything but IPv4 and IPv6.
bool is_public_address(const sockaddr& address);

// The address in its usual notation, for messages; "" if it is neither IPv4 nor IPv6.
std::string to_string(const sockaddr& address);

}  // namespace dealgraph
