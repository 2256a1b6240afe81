// See model_rows.hpp.
#include "ui/model_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <system_error>
#include <utility>

#include "neural_style/fetch_model.hpp"
#include "neural_style/models.hpp"
#include "neural_style/translation.hpp"

namespace neural_style::ui {

namespace {

std::string translated(const std::string& text) { return text.empty() ? text : tr(std::string_view(text)); }

ModelRow row_of(Model model) {
  ModelRow row;
  row.place = model.imported ? ModelRow::Place::imported : ModelRow::Place::shipped;
  row.name = std::move(model.name);
  row.purpose = translated(model.purpose);
  row.licence = std::move(model.licence);
  row.source = std::move(model.source);
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(model.file, error);
  row.size = error ? 0 : size;
  row.file = std::move(model.file);
  return row;
}

ModelRow row_of(const PublishedModel& model) {
  ModelRow row;
  row.place = ModelRow::Place::elsewhere;
  row.name = model.name;
  row.purpose = tr(model.purpose);
  row.licence = model.licence;
  row.source = model.address;
  return row;
}

/// Whether a name may have it: ASCII alone, whatever the locale.
bool fits(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

std::vector<ModelRow> model_rows() {
  std::vector<ModelRow> rows;
  for (Model& model : list_models()) {
    rows.push_back(row_of(std::move(model)));
  }
  for (const PublishedModel& model : published_models()) {
    if (std::ranges::find(rows, model.name, &ModelRow::name) == rows.end()) {
      rows.push_back(row_of(model));
    }
  }
  return rows;
}

std::string name_for(const std::string& place) {
  constexpr std::size_t longest = 60;  // with a number behind it
  // An address may end with a query.
  const bool is_address = place.find("://") != std::string::npos;
  const std::string path = is_address ? place.substr(0, place.find_first_of("?#")) : place;
  std::string name = std::filesystem::path(path).stem().string().substr(0, longest);
  std::ranges::replace_if(
      name, [](char c) { return !fits(c); }, '-');
  name.erase(0, std::min(name.size(), name.find_first_not_of(".-")));
  if (name.empty()) {
    name = "model";
  }
  const std::vector<ModelRow> rows = model_rows();
  const auto is_taken = [&](const std::string& tried) {
    return std::ranges::find(rows, tried, &ModelRow::name) != rows.end();
  };
  std::string tried = name;
  for (int number = 2; is_taken(tried); ++number) {
    tried = name + "-" + std::to_string(number);
  }
  return tried;
}

}  // namespace neural_style::ui
