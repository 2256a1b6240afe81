// The networks to choose from and to be had, for a list of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace neural_style::ui {

struct ModelRow {
  enum class Place : std::uint8_t { shipped, imported, elsewhere };

  Place place = Place::shipped;
  std::string name;
  std::string purpose;  ///< in the user's language where it is known
  std::string licence;
  std::string source;          ///< where it came from; the address of one that is elsewhere
  std::filesystem::path file;  ///< of one that is here
  std::uintmax_t size = 0;     ///< bytes; 0: not known
};

/// Those that are here, and then those that can be fetched by name and are not.
std::vector<ModelRow> model_rows();

/// What to call the model from that file or address: as the file is called, made of what names can have, and unlike all
/// that there are.
std::string name_for(const std::string& place);

}  // namespace neural_style::ui
