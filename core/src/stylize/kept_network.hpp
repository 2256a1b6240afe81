// The network from one run to the next: a host that paints a preview anew at each change of a setting need not wait for
// the weights each time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "network/network.hpp"
#include "neural_style/settings.hpp"

namespace neural_style {

/// Keeps the last network, and no other: MemoryModel counts the weights of one.
class KeptNetwork {
 public:
  /// What a network gives back when its user has done with it, however that ends: the memory of the pictures.
  struct Release {
    void operator()(Network* network) const { network->release(); }
  };
  using Lent = std::unique_ptr<Network, Release>;

  /// The network for the settings: last time's, unless they or the model's file have changed since. One at a time; not
  /// to outlive this. Throws Error if the model is missing or damaged.
  Lent lend(const Settings& settings, Precision precision, const std::optional<Card>& card = {});

 private:
  /// All that a network is made from.
  struct Origin {
    std::filesystem::path file;
    std::filesystem::file_time_type written;
    std::uintmax_t size = 0;
    Pooling pooling = Pooling::average;
    Padding padding = Padding::replicate;
    Precision precision = Precision::float32;
    bool on_card = false;
    bool operator==(const Origin&) const = default;
  };

  Origin origin_;
  std::unique_ptr<Network> network_;
};

}  // namespace neural_style
