// See interactive.hpp.
#include "plugin/interactive.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "plugin/filter.hpp"
#include "plugin/last_values.hpp"

namespace neural_style::plugin {

namespace {

ui::Choices first_choices(Host& host) {
  try {
    return last_choices(host);
  } catch (const Error&) {
    return {};  // a dialog needs no last values, and shows what it begins with
  }
}

/// Of several layers none is gone on from: each was painted in its own way.
std::optional<ui::Choices> earlier_choices(std::span<const Job> jobs) {
  if (jobs.size() != 1 || jobs.front().source_choices.empty()) {
    return std::nullopt;
  }
  try {
    return parse_last_values(jobs.front().source_choices);
  } catch (const Error&) {
    return std::nullopt;  // of another version: such a layer can be painted as any other
  }
}

/// Reads from the host what has not been read before, so that a change of the settings shows at once.
class Easel final : public ui::Studio {
 public:
  explicit Easel(Host& host) : host_(host), jobs_(outline(host)), earlier_(earlier_choices(jobs_)) {}

  [[nodiscard]] ui::Original original() {
    const Rectangle& box = jobs_.front().box;
    return {host_.read_small(0, box, ui::Session::preview_side), box.width, box.height,
            [this](const ui::Part& part) { return detail(part); }};
  }

  ui::Needs needs(const ui::Choices& choices) override { return plugin::needs(jobs_, choices.settings); }

  ui::Paint prepare(const ui::Choices& choices) override {
    set_settings(jobs_, choices);
    if (const Styles styles = styles_of(choices); styles_ != styles) {
      styles_.reset();
      const LoadedStyles loaded = load_styles(host_, choices);
      set_styles(jobs_, loaded.styles);
      style_name_ = loaded.name;
      styles_ = styles;
    }
    describe_layers(jobs_, style_name_, choices);
    read_masks(host_, jobs_);
    if (went_on_ != choices.go_on) {
      read(host_, jobs_);
      went_on_ = choices.go_on;
    }
    return [this](Observer& observer) {
      if (const Image& start = jobs_.front().request.start; !start.empty()) {
        observer.preview(start, {});  // what there is to go on from, before anything comes of it
      }
      paintings_ = paint(jobs_, observer);
    };
  }

  [[nodiscard]] std::optional<ui::Choices> earlier() const override { return earlier_; }

  void decided(const ui::Choices& choices) override { host_.save_last_choices(choices); }

  /// What the last run came to.
  std::vector<Painting> take() { return std::move(paintings_); }

 private:
  /// Where the jobs' styles come from.
  using Styles = std::tuple<std::filesystem::path, std::optional<int>, std::vector<std::string>, std::vector<double>,
                            std::vector<std::string>>;

  static Styles styles_of(const ui::Choices& choices) {
    const Settings& settings = choices.settings;
    return {choices.style, choices.style_layer, settings.more_styles, settings.blend, settings.style_masks};
  }

  [[nodiscard]] ui::Detail detail(const ui::Part& part) {
    const Rectangle& box = jobs_.front().box;
    const ui::PixelBox pixels = ui::pixels_of(part, box.width, box.height);
    return {host_.read(0, {box.x + pixels.x, box.y + pixels.y, pixels.width, pixels.height}),
            ui::part_of(pixels, box.width, box.height)};
  }

  Host& host_;
  std::vector<Job> jobs_;
  std::optional<ui::Choices> earlier_;
  std::optional<bool> went_on_;   // how the sources were read, if they were
  std::optional<Styles> styles_;  // that the jobs have
  std::string style_name_;
  std::vector<Painting> paintings_;  // of the session's thread while that runs
};

}  // namespace

ui::Choices last_choices(Host& host) {
  const std::optional<ui::Choices> choices = host.load_last_choices();
  if (!choices) {
    throw Error(
        tr("There are no last values: Neural Style has not been run from its dialog yet. Run it from the menu "
           "Filters > Artistic first."));
  }
  return *choices;
}

std::vector<int> run_interactively(Host& host, const ShowDialog& show) {
  Easel easel(host);
  const ui::Original original = easel.original();
  ui::Session session(first_choices(host));  // after the easel, which its thread paints on
  if (!show(session, easel, original)) {
    return {};
  }
  return finish(host, easel.take());
}

}  // namespace neural_style::plugin
