#include "stylize/kept_network.hpp"

#include <system_error>

#include "neural_style/error.hpp"
#include "neural_style/models.hpp"
#include "neural_style/translation.hpp"
#include "settings/quote.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {
namespace {

/// Throws Error if the settings weigh a layer that the network lacks.
void check_layers(const Settings& settings, const LayerSet& layers) {
  for (const auto* rows : {&settings.content_layers, &settings.style_layers}) {
    for (const LayerWeight& row : *rows) {
      if (!layers[layer_number(row.layer)]) {
        throw Error(say("The model {0} has no layer {1}. Choose another layer in the settings, or another model.",
                        quote(settings.model), row.layer));
      }
    }
  }
}

}  // namespace

KeptNetwork::Lent KeptNetwork::lend(const Settings& settings, Precision precision, const std::optional<Card>& card) {
  const std::filesystem::path file = find_model(settings.model).file;
  // Asked before it is read: what is written meanwhile is noticed next time.
  std::error_code unknown;  // reading will say what is wrong
  const Origin origin = {file,
                         std::filesystem::last_write_time(file, unknown),
                         std::filesystem::file_size(file, unknown),
                         settings.pooling,
                         settings.padding,
                         precision,
                         card.has_value()};
  if (network_ == nullptr || !(origin == origin_)) {
    network_.reset();  // first, so that two are never held at once
    network_ = make_network(read_network(file), settings.pooling, settings.padding, scalar_type(precision), card);
    origin_ = origin;
  }
  check_layers(settings, network_->layers());
  return Lent(network_.get());
}

}  // namespace neural_style
