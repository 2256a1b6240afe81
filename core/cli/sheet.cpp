// neural-style sheet: a contact sheet, a row for each style: photograph, style, and every preset of them.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/run_observer.hpp"
#include "neural_style/error.hpp"
#include "neural_style/image_file.hpp"
#include "neural_style/stylize.hpp"

namespace neural_style::cli {
namespace {

constexpr int gap = 8;     // pixels between pictures
constexpr int words = 26;  // height of the line of words above each

struct Options {
  std::string content;
  std::vector<std::string> styles;
  std::string output;
  std::string pictures;
  std::vector<std::string> presets;
  std::string settings;
  int cell = 256;
};

/// A picture of the sheet's, with what is said above it.
struct Cell {
  std::string label;
  Image picture;
};

/// White paper.
Image paper(int width, int height) {
  Image sheet(width, height);
  std::ranges::fill(sheet.samples(), 1.0F);
  return sheet;
}

void write_words(Image& sheet, int x, int y, const std::string& text) {
  constexpr double letters = 0.5;
  cv::Mat pixels(sheet.height(), sheet.width(), CV_32FC4, sheet.samples().data());
  cv::putText(pixels, text, {x, y + words - gap}, cv::FONT_HERSHEY_SIMPLEX, letters, cv::Scalar(0, 0, 0, 1), 1,
              cv::LINE_8);
}

void place(Image& sheet, int x, int y, const Image& picture) {
  for (int row = 0; row < picture.height(); ++row) {
    std::ranges::copy(picture.row(row),
                      sheet.row(y + row).subspan(static_cast<std::size_t>(x) * Image::channels).begin());
  }
}

/// In the middle of a square of that side.
Image fitted(const Image& picture, int side) {
  const double factor = static_cast<double>(side) / std::max(picture.width(), picture.height());
  const auto scaled = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * factor))); };
  Image square = paper(side, side);
  const Image small = bring_to_size(picture, paper(scaled(picture.width()), scaled(picture.height())));
  place(square, (side - small.width()) / 2, (side - small.height()) / 2, small);
  return square;
}

/// Row by row, each row of as many cells.
Image sheet_of(std::span<const Cell> cells, int columns, int side) {
  const int rows = static_cast<int>(cells.size()) / columns;
  Image sheet = paper(columns * (side + gap) + gap, rows * (side + words + gap) + gap);
  int index = 0;
  for (const Cell& cell : cells) {
    const int x = gap + index % columns * (side + gap);
    const int y = gap + index / columns * (side + words + gap);
    write_words(sheet, x, y, cell.label);
    place(sheet, x, y + words, cell.picture);
    ++index;
  }
  return sheet;
}

std::vector<std::string> presets_of(const Options& options) {
  if (!options.presets.empty()) {
    return options.presets;
  }
  std::vector<std::string> all;
  for (const Preset& each : presets()) {
    all.emplace_back(each.id);
  }
  return all;
}

std::string stem(const std::string& file) { return std::filesystem::path(file).stem().string(); }

/// Each picture by itself too, where that is wanted.
void keep(const Options& options, const std::string& preset, const std::string& style, const Image& picture) {
  if (!options.pictures.empty()) {
    write_image(picture, std::filesystem::path(options.pictures) / (preset + "-" + style + ".jpg"), Depth::bits8);
  }
}

int run(const Options& options) {
  Interruption interruption;
  check_writable(options.output, Depth::bits8);
  if (!options.pictures.empty()) {
    std::filesystem::create_directories(options.pictures);
  }
  const Image content = read_image(options.content);
  const Cell photograph = {stem(options.content), fitted(content, options.cell)};
  const std::vector<std::string> looks = presets_of(options);
  std::vector<Cell> styles;
  for (const std::string& file : options.styles) {
    styles.push_back({stem(file), read_image(file)});
  }
  std::vector<Cell> cells;
  ProgressDisplay display;
  for (const auto& [name, style] : styles) {
    cells.push_back(photograph);
    cells.push_back({name, fitted(style, options.cell)});
    for (const std::string& look : looks) {
      Request request;
      request.content = content;
      request.styles = {{style}};
      request.settings = preset(look).settings;
      request.settings.size = {Size::Kind::long_side, options.cell};
      set_settings(request.settings, options.settings);
      Watch watch;
      RunObserver observer(interruption, display, watch);
      Image picture;
      try {
        const Result result = stylize(request, observer);
        if (result.stopped) {
          throw Cancelled();
        }
        picture = result.picture;
      } catch (const Cancelled&) {
        display.say("neural-style: Stopped before the sheet was whole; it was not written.");
        return interruption.exit_code();
      }
      keep(options, look, name, picture);
      cells.push_back({look, fitted(picture, options.cell)});
    }
  }
  const Image sheet = sheet_of(cells, static_cast<int>(looks.size()) + 2, options.cell);
  {
    const auto whole_files_only = interruption.hold_off();
    write_image(sheet, options.output, Depth::bits8);
  }
  std::cout << options.output << ": " << looks.size() << " presets, " << options.styles.size() << " styles\n";
  return 0;
}

}  // namespace

void add_sheet(CLI::App& program, Action& action) {
  CLI::App* const command =
      program.add_subcommand("sheet", "Make a contact sheet of a photograph: every preset with every painting");
  const auto options = std::make_shared<Options>();
  command->add_option("content", options->content, "The photograph: PNG, JPEG, TIFF or WebP")
      ->required()
      ->type_name("FILE");
  command->add_option("style", options->styles, "The paintings, a row each")->required()->type_name("FILE");
  command->add_option("-o,--output", options->output, "Where the sheet goes: .png, .jpg, .tif or .webp")
      ->required()
      ->type_name("FILE");
  command->add_option("--presets", options->presets, "Some of `neural-style presets`, a column each; all without it")
      ->delimiter(',')
      ->type_name("NAMES");
  command->add_option("--settings", options->settings, "What to change about them all: \"key=value key=value\"")
      ->type_name("TEXT");
  command->add_option("--pictures", options->pictures, "Write each picture by itself, too: PRESET-STYLE.jpg")
      ->type_name("FOLDER");
  command->add_option("--cell", options->cell, "Long side of each picture, at which it is painted")
      ->check(CLI::Range(64, 1024))
      ->type_name("PIXELS")
      ->capture_default_str();
  command->callback([&action, options] {
    try {
      for (const std::string& id : options->presets) {
        static_cast<void>(preset(id));
      }
      Settings checked;
      set_settings(checked, options->settings);
    } catch (const Error& error) {
      throw CLI::ValidationError(error.what());
    }
    action = [options] { return run(*options); };
  });
}

}  // namespace neural_style::cli
