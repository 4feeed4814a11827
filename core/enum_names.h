#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace dealgraph {

// Names of an enum whose values count up from 0, in order.
template <typename Enum, std::size_t N>
struct EnumNames {
  std::array<std::string_view, N> names;

  std::string_view name(Enum value) const { return names.at(static_cast<std::size_t>(value)); }
  std::optional<Enum> parse(std::string_view name) const {
    for (std::size_t i = 0; i < N; ++i)
      if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
  }
};

}  // namespace dealgraph
