// Files as addresses ("file:///a%20picture.png"): text, whatever bytes the files' names are made of.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace neural_style::ui {

/// Of an absolute path. ASCII.
std::string address_of(const std::filesystem::path& file);

/// Throws Error if the address is not that of a file of this computer.
std::filesystem::path file_of(std::string_view address);

/// The first file of a list as drag and drop hands it over: a line for each address, comments begin with "#". Throws
/// Error if that is not a file of this computer, or there is none.
std::filesystem::path first_file(std::string_view addresses);

}  // namespace neural_style::ui
