// Files read and written whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace neural_style {

/// The file as it is to be called in a message: in quotation marks.
std::string quoted(const std::filesystem::path& file);

/// What the system says to that errno.
std::string reason(int error);

/// Throws Error if there is no such file, it is no plain file, is empty, cannot be read, or is larger than the free
/// memory.
std::vector<std::uint8_t> read_whole(const std::filesystem::path& file);

/// The file with these bytes, as NewFile writes it.
void write_whole(const std::filesystem::path& file, std::span<const std::uint8_t> bytes);

/// Throws the Error that NewFile would throw before anything is written. Leaves nothing behind.
void check_place(const std::filesystem::path& file);

}  // namespace neural_style
