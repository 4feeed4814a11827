#include "crawler/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace dealgraph {
namespace {

struct Ipv4Block {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t ipv4(unsigned a, unsigned b, unsigned c) {
  return (a << 24) | (b << 16) | (c << 8);
}

constexpr std::array reserved_ipv4{
    Ipv4Block{ipv4(0, 0, 0), 8},      Ipv4Block{ipv4(10, 0, 0), 8},
    Ipv4Block{ipv4(100, 64, 0), 10},  Ipv4Block{ipv4(127, 0, 0), 8},
    Ipv4Block{ipv4(169, 254, 0), 16}, Ipv4Block{ipv4(172, 16, 0), 12},
    Ipv4Block{ipv4(192, 0, 0), 24},   Ipv4Block{ipv4(192, 0, 2), 24},
    Ipv4Block{ipv4(192, 88, 99), 24}, Ipv4Block{ipv4(192, 168, 0), 16},
    Ipv4Block{ipv4(198, 18, 0), 15},  Ipv4Block{ipv4(198, 51, 100), 24},
    Ipv4Block{ipv4(203, 0, 113), 24}, Ipv4Block{ipv4(224, 0, 0), 4},
    Ipv4Block{ipv4(240, 0, 0), 4},
};

bool is_public_ipv4(std::uint32_t address) {
  for (const auto& block : reserved_ipv4)
    if ((address ^ block.network) >> (32 - block.bits) == 0) return false;
  return true;
}

using Bytes = std::span<const unsigned char, 16>;

bool starts_with(Bytes address, std::initializer_list<unsigned char> prefix) {
  std::size_t i = 0;
  for (const auto byte : prefix)
    if (address[i++] != byte) return false;
  return true;
}

std::uint32_t last_four(Bytes a) {
  return (std::uint32_t{a[12]} << 24) | (std::uint32_t{a[13]} << 16) | (std::uint32_t{a[14]} << 8) |
         a[15];
}

bool is_public_ipv6(Bytes a) {
  if (starts_with(a, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}))
    return is_public_ipv4(last_four(a));
  if (starts_with(a, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}))
    return is_public_ipv4(last_four(a));
  if ((a[0] & 0xE0) != 0x20) return false;                        // global unicast is 2000::/3
  if (a[0] == 0x20 && a[1] == 0x01 && a[2] < 0x02) return false;  // 2001::/23: Teredo and others
  if (starts_with(a, {0x20, 0x01, 0x0D, 0xB8})) return false;     // documentation
  if (starts_with(a, {0x20, 0x02})) return false;                 // 6to4 wraps any IPv4 address
  return !(a[0] == 0x3F && a[1] == 0xFF && (a[2] & 0xF0) == 0);   // 3fff::/20: documentation
}

// A sockaddr is the head of a larger struct; copying is the one way to read it without aliasing.
template <typename T>
T as(const sockaddr& address) {
  T out;
  std::memcpy(&out, &address, sizeof out);
  return out;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET)
    return is_public_ipv4(ntohl(as<sockaddr_in>(address).sin_addr.s_addr));
  if (address.sa_family == AF_INET6)
    return is_public_ipv6(Bytes(as<sockaddr_in6>(address).sin6_addr.s6_addr));
  return false;
}

std::string to_string(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    const auto in = as<sockaddr_in>(address);
    inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    const auto in = as<sockaddr_in6>(address);
    inet_ntop(AF_INET6, &in.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace dealgraph
