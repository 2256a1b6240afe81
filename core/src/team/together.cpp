#include <algorithm>
#include <cstddef>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "neural_style/team.hpp"
#include "neural_style/translation.hpp"

namespace neural_style {

void together(Team& team, const std::function<void()>& work) {
  std::optional<std::string> failure;
  try {
    work();
  } catch (const std::bad_alloc&) {
    failure = tr("There is not enough memory for this picture. Choose a smaller size or close other programs.");
  } catch (const std::exception& error) {
    failure = error.what();
  }
  std::vector<double> failed(static_cast<std::size_t>(team.size()));
  const auto rank = static_cast<std::size_t>(team.rank());
  failed[rank] = failure ? 1 : 0;
  team.sum(failed);
  const auto first = std::ranges::find_if(failed, [](double value) { return value > 0; });
  if (first != failed.end()) {
    throw TeamError(first - failed.begin() == team.rank() ? *failure : "");
  }
}

}  // namespace neural_style
