// See shipped_styles.hpp.
#include "ui/shipped_styles.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "neural_style/data_folder.hpp"
#include "neural_style/translation.hpp"

namespace neural_style::ui {

namespace {

struct Shipped {
  std::string_view file;
  std::string_view title;
  std::string_view painter;
};

constexpr std::array shipped = {
    Shipped{"great_wave.png", tr_noop("The Great Wave"), tr_noop("Hokusai")},
    Shipped{"street_in_auvers.png", tr_noop("Street in Auvers"), tr_noop("Vincent van Gogh")},
};

}  // namespace

std::vector<Style> shipped_styles() {
  const std::filesystem::path folder = data_folder() / "styles";
  std::vector<Style> styles;
  std::ranges::transform(shipped, std::back_inserter(styles), [&folder](const Shipped& each) -> Style {
    return {folder / each.file, tr(each.title), tr(each.painter), Style::Group::shipped};
  });
  return styles;
}

}  // namespace neural_style::ui
