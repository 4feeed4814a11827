#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace dealgraph {

// All bytes of a file in one read; nothing if it cannot be read.
std::optional<std::string> read_file_bytes(const std::filesystem::path& file);

}  // namespace dealgraph
