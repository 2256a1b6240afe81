// Our 3x3 convolutions against LibTorch's, layer by layer: what the rule "Winograd for each but the first" rests on.
//   kernels_bench [WIDTHxHEIGHT [ROUNDS]]   prints a table; 400x300 and 9 without being told
#include "network/cpu/kernels.hpp"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <exception>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "bench/timing.hpp"
#include "network/cpu/buffer.hpp"
#include "network/layers.hpp"
#include "neural_style/models.hpp"
#include "neural_style/settings.hpp"
#include "stylize/machine.hpp"
#include "stylize/seconds_of.hpp"
#include "stylize/threads.hpp"
#include "weights/network_weights.hpp"

namespace neural_style {
namespace {

/// A convolution, forward or back to its input, by both.
class Duel {
 public:
  Duel(const ConvolutionWeights& layer, int height, int width, bool backward)
      : height_(height),
        width_(width),
        inputs_(backward ? layer.outputs : layer.inputs),
        outputs_(backward ? layer.inputs : layer.outputs),
        winograd_(cpu::kernels()->winograd(layer.inputs, layer.outputs)),
        from_(at::rand({1, inputs_, height, width}).contiguous(at::MemoryFormat::ChannelsLast)),
        to_(at::empty({1, outputs_, height, width}).contiguous(at::MemoryFormat::ChannelsLast)),
        weight_(at::tensor(at::ArrayRef<float>(layer.weight)).reshape({layer.outputs, layer.inputs, 3, 3})) {
    winograd_.transform_weights(layer.weight.data(), layer.inputs, layer.outputs, backward,
                                transformed_.at_least(winograd_.weights_size(layer.inputs, layer.outputs)),
                                at::get_num_threads());
    scratch_.at_least(winograd_.scratch_size(height, width, inputs_, outputs_));
    if (backward) {
      weight_ = weight_.flip({2, 3}).transpose(0, 1);
    }
    weight_ = weight_.contiguous(at::MemoryFormat::ChannelsLast);
  }

  void ours() {
    cpu::Sink sink;
    sink.values = to_.data_ptr<float>();
    winograd_.convolve({from_.data_ptr<float>(), height_, width_, nullptr, false, true, {}}, inputs_,
                       transformed_.get(), sink, outputs_, scratch_.get(), at::get_num_threads());
  }

  void libtorch() const { at::conv2d(from_, weight_, {}, 1, 1); }

  /// Medians of rounds that take turns, in milliseconds.
  void print(int rounds) {
    std::vector<double> our_seconds;
    std::vector<double> their_seconds;
    ours();
    libtorch();
    for (int round = 0; round < rounds; ++round) {
      our_seconds.push_back(seconds_of([&] { ours(); }));
      their_seconds.push_back(seconds_of([&] { libtorch(); }));
    }
    const double our = 1e3 * median(our_seconds);
    const double their = 1e3 * median(their_seconds);
    std::cout << std::fixed << std::setprecision(2) << ' ' << their << " | " << our << " | " << their / our << " |";
  }

 private:
  int height_;
  int width_;
  int inputs_;
  int outputs_;
  const cpu::WinogradKernels& winograd_;
  at::Tensor from_;
  at::Tensor to_;
  at::Tensor weight_;
  cpu::Buffer<float> transformed_;
  cpu::Buffer<float> scratch_;
};

int run(int width, int height, int rounds) {
  const at::NoGradGuard no_gradient;
  if (cpu::kernels() == nullptr) {
    std::cerr << "This processor has not even AVX2: there are no kernels of ours for it.\n";
    return 0;
  }
  set_threads(thread_count({}));
  std::cout << cpu_model() << ", " << cpu::kernels()->name << ", " << at::get_num_threads() << " threads, " << width
            << 'x' << height << ", milliseconds\n\n"
            << "| layer | LibTorch | Winograd | ratio | LibTorch, back | Winograd, back | ratio |\n"
            << "|---|---|---|---|---|---|---|\n";
  const NetworkWeights weights = read_network(find_model("vgg19").file);
  for (std::size_t layer = 1; layer < layer_count; ++layer) {
    std::cout << "| " << weights.layers[layer].name << " |";
    for (const bool backward : {false, true}) {
      Duel(weights.layers[layer], side_at(height, layer), side_at(width, layer), backward).print(rounds);
    }
    std::cout << '\n' << std::flush;
  }
  return 0;
}

}  // namespace
}  // namespace neural_style

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  std::istringstream words((arguments.empty() ? "400x300" : arguments[0]) + ' ' +
                           (arguments.size() < 2 ? "9" : arguments[1]));
  int width = 0;
  int height = 0;
  int rounds = 0;
  char times = ' ';
  if (arguments.size() > 2 || !(words >> width >> times >> height >> rounds) || times != 'x' || width < 16 ||
      height < 16 || rounds < 1) {
    std::cerr << "usage: kernels_bench [WIDTHxHEIGHT [ROUNDS]]\n";
    return 2;
  }
  try {
    return neural_style::run(width, height, rounds);
  } catch (const std::exception& error) {
    std::cerr << "kernels_bench: " << error.what() << '\n';
    return 1;
  }
}
