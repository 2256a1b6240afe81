#include "cli/bench_processes.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <sstream>
#include <thread>
#include <utility>

#include "cli/child_process.hpp"
#include "cli/json.hpp"
#include "neural_style/data_folder.hpp"
#include "neural_style/error.hpp"

namespace neural_style::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::string shipped_picture(const fs::path& name) {
  const fs::path file = data_folder() / name;
  if (!fs::exists(file)) {
    throw Error("There is no picture \"" + file.string() + "\" to measure with. Install Neural Style again.");
  }
  return file.string();
}

std::vector<std::string> stylize_arguments(const ScratchFolder& folder, const std::string& size, int threads) {
  return {"stylize", shipped_picture("demo/coffee.png"),    shipped_picture("styles/street_in_auvers.png"),
          "-o",      folder.path() / "painting.png",        "--size",
          size,      "--threads=" + std::to_string(threads)};
}

double seconds_to_painting(const std::string& size, int threads) {
  const ScratchFolder folder;
  const auto began = Clock::now();
  ChildProcess(stylize_arguments(folder, size, threads), folder.path() / "said").wait();
  return seconds_since(began);
}

/// Whether there is a snapshot that an optimiser has worked on: the first one is the photograph.
bool painted(const fs::path& snapshots) {
  if (!fs::exists(snapshots)) {
    return false;
  }
  return std::any_of(fs::directory_iterator(snapshots), fs::directory_iterator(), [](const fs::directory_entry& file) {
    const std::string name = file.path().filename().string();
    return name.starts_with("picture_") && name.ends_with(".png") && name != "picture_000001.png";
  });
}

double seconds_to_first_preview(int threads) {
  const ScratchFolder folder;
  const fs::path snapshots = folder.path() / "snapshots";
  std::vector<std::string> arguments = stylize_arguments(folder, "1024x768", threads);
  arguments.insert(arguments.end(), {"--snapshots", snapshots, "--snapshot-every=1"});
  const auto began = Clock::now();
  ChildProcess child(arguments, folder.path() / "said");
  while (!painted(snapshots)) {
    if (!child.running()) {
      child.wait();
      throw Error("The painting had no preview.");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return seconds_since(began);
}

}  // namespace

std::vector<BenchFigure> paint_seconds(const PaintTimes& wanted, int rounds, int threads) {
  struct Case {
    bool wanted;
    std::string key;
    std::string made_of;
    std::function<double()> seconds;
    std::vector<double> taken = {};
  };
  std::vector<Case> cases = {
      {wanted.first_preview, "first_preview_seconds", "to the first picture of 1024x768's coarsest scale",
       [=] { return seconds_to_first_preview(threads); }},
      {wanted.long_side_512, "seconds_512", "512x384", [=] { return seconds_to_painting("512x384", threads); }},
      {wanted.long_side_1024, "seconds_1024", "1024x768", [=] { return seconds_to_painting("1024x768", threads); }}};
  for (int round = 0; round < rounds; ++round) {
    for (Case& one : cases) {
      if (one.wanted) {
        one.taken.push_back(one.seconds());
      }
    }
  }
  std::vector<BenchFigure> figures;
  for (const Case& one : cases) {
    if (one.wanted) {
      figures.push_back({one.key, median(one.taken), one.made_of + ", whole process"});
    }
  }
  return figures;
}

std::vector<BenchFigure> bytes_per_pixel(int threads) {
  std::vector<BenchFigure> figures;
  for (const std::string& name : memory_names) {
    const ScratchFolder folder;
    const fs::path answer = folder.path() / "answer";
    ChildProcess({"bench", "--memory-of", name, "--threads", std::to_string(threads)}, answer).wait();
    BenchFigure figure = figure_of(text_of_file(answer));
    // The best is float32 where there is no bfloat16.
    if (std::none_of(figures.begin(), figures.end(), [&](const auto& each) { return each.key == figure.key; })) {
      figures.push_back(std::move(figure));
    }
  }
  return figures;
}

std::string figure_text(const BenchFigure& figure) {
  return line_of({{"key", figure.key}, {"value", figure.value}, {"made_of", figure.made_of}});
}

BenchFigure figure_of(const std::string& text) {
  const Json json = Json::parse(text);
  return {json.at("key").get<std::string>(), json.at("value").get<double>(), json.at("made_of").get<std::string>()};
}

std::vector<BenchFigure> memory_of(const std::string& name, int width, int height, int threads) {
  BenchRequest request;
  request.part = name == "recorded" ? BenchPart::memory_of_recorded : BenchPart::memory_of_ours;
  request.precision = name == "float32" ? Precision::float32 : Precision::automatic;
  request.width = width;
  request.height = height;
  request.threads = threads;
  return bench(request);
}

}  // namespace neural_style::cli
