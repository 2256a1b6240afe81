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

/// Throws Error if there is no such file, it is no plain file, is empty, cannot be read, or is larger than the free
/// memory.
std::vector<std::uint8_t> read_whole(const std::filesystem::path& file);

/// The file appears with all of `bytes` or not at all: they are written to a file beside it, which reaches the disk and
/// then takes its place and permissions. Through a symbolic link, what it points to is replaced.
/// Throws Error, and leaves what was there, if that fails.
void write_whole(const std::filesystem::path& file, std::span<const std::uint8_t> bytes);

/// Throws the Error that write_whole() would throw for a folder that does not exist or takes no files, or for a place
/// taken by something else than a file or by one that may not be written to. Leaves nothing behind.
void check_place(const std::filesystem::path& file);

}  // namespace neural_style
