// See filter.hpp.
#include "plugin/filter.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "neural_style/named_pictures.hpp"
#include "neural_style/translation.hpp"
#include "plugin/gray.hpp"
#include "plugin/last_values.hpp"

namespace neural_style::plugin {

namespace {

/// Pixels around a selection that the painting may look at: strokes then meet their surroundings.
constexpr int context = 64;

constexpr std::size_t mebibyte = std::size_t{1} << 20U;

std::size_t pixels(const Rectangle& box) {
  return static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height);
}

/// What is left for painting beside the layers themselves, and whether that is enough.
struct Room {
  Settings settings;  ///< for a plan that keeps to what is left
  ui::Needs needs;    ///< of painting and layers
};

/// `others`: pixels of the other layers of the call, which are kept meanwhile.
Room room_for(const Rectangle& box, std::size_t others, const Settings& settings) {
  // Content and selection, the painting brought to their size, and what bring_to_size() needs for that.
  constexpr std::size_t bytes_per_pixel = 16 + 8 + 40;
  // Content and selection, and the painting.
  constexpr std::size_t bytes_per_other_pixel = 16 + 8 + 16;
  const std::size_t layers = bytes_per_pixel * pixels(box) + bytes_per_other_pixel * others;
  const std::size_t limit = forecast(box.width, box.height, settings).limit;
  Room room{settings, {}};
  room.settings.memory_limit =
      static_cast<std::int64_t>(std::max(limit > layers ? (limit - layers) / mebibyte : 0, std::size_t{1}));
  const Forecast painting = forecast(box.width, box.height, room.settings);
  room.needs = {painting.peak_memory + layers, limit, painting.peak_memory <= painting.limit,
                painting.largest_long_side};
  return room;
}

std::size_t pixels(std::span<const Job> jobs) {
  std::size_t all = 0;
  for (const Job& job : jobs) {
    all += pixels(job.box);
  }
  return all;
}

bool outside_range(float sample) { return sample < 0 || sample > 1; }

bool within_range(const Request& request) {
  return std::ranges::none_of(request.content.samples(), outside_range) &&
         std::ranges::none_of(request.start.samples(), outside_range) &&
         std::ranges::none_of(request.styles, [](const Style& style) {
           return std::ranges::any_of(style.image.samples(), outside_range);
         });
}

/// Layers of floats and images with a wide gamut have colours outside sRGB, by rounding if by nothing else: no reason
/// to warn anybody. NaN stays, for the library to warn of.
Request clipped(Request request) {
  const auto clip = [](Image& image) {
    for (float& sample : image.samples()) {
      if (outside_range(sample)) {
        sample = std::clamp(sample, 0.0F, 1.0F);
      }
    }
  };
  clip(request.content);
  clip(request.start);
  for (Style& style : request.styles) {
    clip(style.image);
  }
  return request;
}

/// As everywhere in settings: what has a "/" in it is a file, anything else a name.
bool is_path(const std::string& name) { return name.find('/') != std::string::npos; }

/// The picture in a file as a mask of the job's source, cut to its box.
Mask mask_of_file(Host& host, const Job& job, const std::string& file) {
  const Mask whole = luma_mask(host.read_style_file(file));
  if (whole.width() != job.source_width || whole.height() != job.source_height) {
    throw Error(say("The mask {0} has {1} x {2} pixels, the layer has {3} x {4}. Choose one of the layer's size.",
                    '"' + file + '"', whole.width(), whole.height(), job.source_width, job.source_height));
  }
  Mask part(job.box.width, job.box.height);
  for (int y = 0; y < part.height(); ++y) {
    const auto row = whole.row(job.box.y + y).subspan(static_cast<std::size_t>(job.box.x), part.row(y).size());
    std::ranges::copy(row, part.row(y).begin());
  }
  return part;
}

/// What was not painted is the source's, to the last bit: resampling must not have touched it.
void restore_unpainted(Image& picture, const Job& job) {
  const Image& source = job.goes_on ? job.request.start : job.request.content;
  const Mask& selection = job.request.selection;
  for (int y = 0; y < picture.height(); ++y) {
    const auto to = picture.row(y);
    const auto from = source.row(y);
    for (std::size_t x = 0; x < static_cast<std::size_t>(picture.width()); ++x) {
      const bool selected = selection.empty() || selection.row(y)[x] > 0;
      const bool visible = from[4 * x + 3] > 0;
      if (selected && visible) {
        to[4 * x + 3] = std::min(from[4 * x + 3], 1.0F);
      } else {
        std::ranges::copy(from.subspan(4 * x, 4), to.subspan(4 * x, 4).begin());
      }
    }
  }
}

/// Shows previews as the layer will look; everything else goes through.
class GrayPreviews final : public Observer {
 public:
  explicit GrayPreviews(Observer& observer) : observer_(observer) {}
  Wish wish() override { return observer_.wish(); }
  void begin_scale(const Scale& scale) override { observer_.begin_scale(scale); }
  void progress(const Progress& progress) override { observer_.progress(progress); }
  void evaluated(const Evaluation& evaluation) override { observer_.evaluated(evaluation); }
  bool wants_preview(const Evaluation& evaluation) override { return observer_.wants_preview(evaluation); }
  void preview(const Image& picture, const Evaluation& evaluation) override {
    Image gray = picture;
    to_gray(gray);
    observer_.preview(gray, evaluation);
  }

 private:
  Observer& observer_;
};

/// One of several paintings, as a part of the whole.
class PartOfSeveral final : public Observer {
 public:
  PartOfSeveral(Observer& observer, std::size_t index, std::size_t count)
      : observer_(observer), index_(index), count_(count) {}
  Wish wish() override { return observer_.wish(); }
  void begin_scale(const Scale& scale) override { observer_.begin_scale(scale); }
  void progress(const Progress& progress) override {
    Progress all = progress;
    all.fraction = (static_cast<double>(index_) + progress.fraction) / static_cast<double>(count_);
    // Translators: {2} is what is being done with it.
    all.text = say("Layer {0} of {1}: {2}", index_ + 1, count_, progress.text);
    if (index_ + 1 < count_) {
      all.seconds_left.reset();  // nothing is known of the others yet
    }
    observer_.progress(all);
  }
  void evaluated(const Evaluation& evaluation) override { observer_.evaluated(evaluation); }
  bool wants_preview(const Evaluation& evaluation) override { return observer_.wants_preview(evaluation); }
  void preview(const Image& picture, const Evaluation& evaluation) override { observer_.preview(picture, evaluation); }

 private:
  Observer& observer_;
  std::size_t index_;
  std::size_t count_;
};

/// Hands the progress on to the host, on the host's own thread.
class HostProgress final : public Observer {
 public:
  explicit HostProgress(Host& host) : host_(host) {}
  void progress(const Progress& progress) override { host_.progress(progress); }

 private:
  Host& host_;
};

void check_paintable(const Source& source) {
  switch (source.kind) {
    case DrawableKind::layer:
      break;
    case DrawableKind::group:
      throw Error(
          tr("A layer group is active, and Neural Style paints single layers. Choose a layer of the group, or make "
             "one of them all with Layer > New from Visible, and run the filter on that."));
    case DrawableKind::mask:
      throw Error(
          tr("A layer mask is active, and Neural Style paints layers. Click the layer's own thumbnail in the Layers "
             "dialog and run the filter again."));
    case DrawableKind::channel:
      throw Error(
          tr("A channel is active, and Neural Style paints layers. Choose a layer in the Layers dialog and run the "
             "filter again."));
    case DrawableKind::floating_selection:
      throw Error(
          tr("The layer is a floating selection. Anchor it (Layer > Anchor Layer) or make it a layer (Layer > To New "
             "Layer) and run the filter again."));
  }
  if (source.image_has_floating_selection) {
    throw Error(
        tr("The image has a floating selection, which must be settled before layers can be added. Anchor it (Layer > "
           "Anchor Layer) or make it a layer (Layer > To New Layer) and run the filter again."));
  }
  if (source.indexed) {
    throw Error(
        tr("The image has indexed colors, too few for a painting. Change it with Image > Mode > RGB and run the "
           "filter again."));
  }
  if (source.selection && (source.selection->width == 0 || source.selection->height == 0)) {
    throw Error(
        tr("The selection does not touch the layer, so there is nothing to paint. Select a part of the layer, or "
           "choose Select > None to paint all of it."));
  }
}

}  // namespace

Rectangle painted_box(const Source& source) {
  if (!source.selection) {
    return {0, 0, source.width, source.height};
  }
  const Rectangle& selected = *source.selection;
  const int left = std::max(0, selected.x - context);
  const int top = std::max(0, selected.y - context);
  const int right = std::min(source.width, selected.x + selected.width + context);
  const int bottom = std::min(source.height, selected.y + selected.height + context);
  return {left, top, right - left, bottom - top};
}

std::vector<Job> outline(Host& host) {
  const std::vector<Source> sources = host.describe();
  std::ranges::for_each(sources, check_paintable);
  std::vector<Job> jobs;
  for (const Source& source : sources) {
    Job job;
    job.box = painted_box(source);
    job.gray = source.gray;
    job.selected = source.selection.has_value();
    job.source_width = source.width;
    job.source_height = source.height;
    job.source_choices = source.choices;
    jobs.push_back(std::move(job));
  }
  return jobs;
}

ui::Needs needs(std::span<const Job> jobs, const Settings& settings) {
  ui::Needs all;
  all.largest_long_side = std::numeric_limits<int>::max();
  for (const Job& job : jobs) {
    const ui::Needs each = room_for(job.box, pixels(jobs) - pixels(job.box), settings).needs;
    all.memory = std::max(all.memory, each.memory);
    all.limit = each.limit;
    all.fit = all.fit && each.fit;
    all.largest_long_side = std::min(all.largest_long_side, each.largest_long_side);
  }
  return all;
}

/// Why a job that does not fit does not, and what to do.
std::string refusal(const Job& job, const ui::Needs& needs) {
  const std::size_t needed = needs.memory / mebibyte;
  const std::size_t allowed = needs.limit / mebibyte;
  if (needs.largest_long_side == 0) {
    return say(
        "Painting {0} x {1} pixels takes about {2} MiB of memory, but only {3} MiB may be used. No size would "
        "fit: raise the memory limit, or close other programs.",
        job.box.width, job.box.height, needed, allowed);
  }
  return say(
      "Painting {0} x {1} pixels takes about {2} MiB of memory, but only {3} MiB may be used. Choose a smaller "
      "size, or select a part of the layer.",
      job.box.width, job.box.height, needed, allowed);
}

void set_settings(std::span<Job> jobs, const ui::Choices& choices) {
  for (Job& job : jobs) {
    const Room room = room_for(job.box, pixels(jobs) - pixels(job.box), choices.settings);
    if (!room.needs.fit) {
      throw ui::Trouble(ui::Topic::size, refusal(job, room.needs));
    }
    job.request.settings = room.settings;
  }
}

LoadedStyles load_styles(Host& host, const ui::Choices& choices) {
  if (!choices.has_style()) {
    throw ui::Trouble(ui::Topic::style, tr("No style picture is chosen. Choose the picture of a painting."));
  }
  try {
    StylePicture first = choices.style_layer
                             ? host.read_style_layer(*choices.style_layer)
                             : StylePicture{choices.style.stem().string(), host.read_style_file(choices.style)};
    std::vector<Image> pictures;
    pictures.push_back(std::move(first.picture));
    std::vector<std::optional<Rectangle>> boxes = {first.box};
    const auto read_style = [&](const std::string& name) {
      StylePicture style = is_path(name) ? StylePicture{name, host.read_style_file(name)} : host.read_named_layer(name);
      boxes.push_back(style.box);
      return std::move(style.picture);
    };
    const auto read_mask = [&](std::size_t style, const std::string& name) {
      if (is_path(name)) {
        return luma_mask(host.read_style_file(name));
      }
      if (!boxes.at(style)) {
        throw Error(
            say("The style mask {0} is the name of a channel or a layer, but style picture {1} is no layer of "
                "this image. Name the path of a picture (with a \"/\" in it), or \"all\".",
                '"' + name + '"', style + 1));
      }
      return host.read_named_mask(0, *boxes[style], name);
    };
    return {first.name, named_styles(choices.settings, std::move(pictures), read_style, read_mask)};
  } catch (const Error& error) {
    throw ui::Trouble(ui::Topic::style, error.what());
  }
}

void set_styles(std::span<Job> jobs, const std::vector<Style>& styles) {
  for (Job& job : jobs) {
    job.request.styles = styles;
  }
}

void describe_layers(std::span<Job> jobs, const std::string& style, const ui::Choices& choices) {
  ui::Choices kept = choices;
  if (kept.style_layer) {
    kept.style.clear();  // the layer's number means nothing later
  }
  for (Job& job : jobs) {
    job.choices = last_values_text(kept);
    job.goes_on = choices.go_on;
    // Translators: the new layer's name, of a preset and a style picture.
    job.layer_name = say("Neural Style: {0}, {1}", tr(preset(choices.preset).label), style);
  }
}

void read(Host& host, std::span<Job> jobs) {
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    Request& request = jobs[i].request;
    request.content = host.read(i, jobs[i].box);
    request.start = {};
    if (jobs[i].goes_on) {
      request.start = std::exchange(request.content, host.read_original(i, jobs[i].box));
    }
    if (jobs[i].selected) {
      request.selection = host.read_selection(i, jobs[i].box);
    }
  }
}

void read_masks(Host& host, std::span<Job> jobs) {
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    name_regions(jobs[i].request, [&](const std::string& name) {
      return is_path(name) ? mask_of_file(host, jobs[i], name) : host.read_named_mask(i, jobs[i].box, name);
    });
  }
}

std::vector<Job> prepare(Host& host, const ui::Choices& choices) {
  std::vector<Job> jobs = outline(host);
  set_settings(jobs, choices);
  const LoadedStyles loaded = load_styles(host, choices);
  set_styles(jobs, loaded.styles);
  describe_layers(jobs, loaded.name, choices);
  read_masks(host, jobs);
  read(host, jobs);
  return jobs;
}

Painting paint(const Job& job, Observer& observer) {
  const Image& content = job.request.content;
  GrayPreviews gray_previews(observer);
  Observer& watcher = job.gray ? gray_previews : observer;
  // A copy only where it is needed: what is not painted keeps the values that the source has.
  Result result = within_range(job.request) ? stylize(job.request, watcher) : stylize(clipped(job.request), watcher);
  Painting painting{
      {job.layer_name, job.box, std::move(result.picture), job.request.selection, job.choices, job.goes_on},
      std::move(result.warnings)};
  Image& picture = painting.layer.picture;
  if (picture.width() != content.width() || picture.height() != content.height()) {
    picture = bring_to_size(picture, content, job.request.settings);
  }
  if (job.gray) {
    to_gray(picture);
  }
  restore_unpainted(picture, job);
  return painting;
}

std::vector<Painting> paint(std::span<const Job> jobs, Observer& observer) {
  std::vector<Painting> paintings;
  for (const Job& job : jobs) {
    PartOfSeveral part(observer, paintings.size(), jobs.size());
    Observer& watcher = jobs.size() > 1 ? part : observer;
    paintings.push_back(paint(job, watcher));
  }
  return paintings;
}

std::vector<int> finish(Host& host, std::vector<Painting> paintings) {
  std::vector<NewLayer> layers;
  layers.reserve(paintings.size());
  for (Painting& painting : paintings) {
    layers.push_back(std::move(painting.layer));
  }
  std::vector<int> ids = host.add_layers(layers);
  for (const Painting& painting : paintings) {
    for (const std::string& warning : painting.warnings) {
      host.message(warning);
    }
  }
  return ids;
}

std::vector<int> run(Host& host, const ui::Choices& choices) {
  const std::vector<Job> jobs = prepare(host, choices);
  HostProgress progress(host);
  return finish(host, paint(jobs, progress));
}

}  // namespace neural_style::plugin
