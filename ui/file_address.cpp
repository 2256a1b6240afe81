// See file_address.hpp.
#include "ui/file_address.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"

namespace neural_style::ui {

namespace {

constexpr std::string_view scheme = "file://";
constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

Error not_a_file(std::string_view address) {
  // NOLINTNEXTLINE(modernize-return-braced-init-list): its constructors are explicit
  return Error(say("The style picture {0} is not a file of this computer. Save it here, and choose that.", address));
}

/// The byte that two hexadecimal digits stand for.
char byte_of(std::string_view digits, std::string_view address) {
  unsigned value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() != 2 || end != digits.data() + 2 || value == 0) {
    throw not_a_file(address);
  }
  return static_cast<char>(value);
}

}  // namespace

std::string address_of(const std::filesystem::path& file) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string address(scheme);
  for (const char each : file.string()) {
    if (plain.find(each) != std::string_view::npos) {
      address += each;
    } else {
      const auto byte = static_cast<unsigned char>(each);
      address += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return address;
}

std::filesystem::path file_of(std::string_view address) {
  std::string_view rest = address;
  for (const std::string_view prefix : {scheme, std::string_view("localhost")}) {
    if (rest.starts_with(prefix)) {
      rest.remove_prefix(prefix.size());
    }
  }
  if (!address.starts_with(scheme) || !rest.starts_with('/')) {
    throw not_a_file(address);
  }
  std::string name;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '%') {
      name += byte_of(rest.substr(i + 1, 2), address);
      i += 2;
    } else {
      name += rest[i];
    }
  }
  return name;
}

std::filesystem::path first_file(std::string_view addresses) {
  while (!addresses.empty()) {
    const std::size_t end = std::min(addresses.find_first_of("\r\n"), addresses.size());
    const std::string_view line = addresses.substr(0, end);
    if (!line.empty() && line.front() != '#') {
      return file_of(line);
    }
    addresses.remove_prefix(std::min(end + 1, addresses.size()));
  }
  throw Error(tr("What was dropped is not a file. Drop a picture file from a file manager."));
}

}  // namespace neural_style::ui
