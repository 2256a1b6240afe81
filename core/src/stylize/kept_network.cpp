#include "stylize/kept_network.hpp"

#include <system_error>

#include "neural_style/models.hpp"
#include "weights/vgg19_weights.hpp"

namespace neural_style {

KeptNetwork::Lent KeptNetwork::lend(const Settings& settings, Precision precision) {
  const std::filesystem::path file = find_model(settings.model).file;
  // Asked before it is read: what is written meanwhile is noticed next time.
  std::error_code unknown;  // reading will say what is wrong
  const Origin origin = {file,
                         std::filesystem::last_write_time(file, unknown),
                         std::filesystem::file_size(file, unknown),
                         settings.pooling,
                         settings.padding,
                         precision};
  if (network_ == nullptr || !(origin == origin_)) {
    network_.reset();  // first, so that two are never held at once
    network_ = make_network(read_vgg19(file), settings.pooling, settings.padding, scalar_type(precision));
    origin_ = origin;
  }
  return Lent(network_.get());
}

}  // namespace neural_style
