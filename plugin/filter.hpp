// What the filter does, whatever the editor. Three steps, so that the long one can run on a thread of its own.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "neural_style/stylize.hpp"
#include "plugin/host.hpp"
#include "ui/choices.hpp"
#include "ui/studio.hpp"

namespace neural_style::plugin {

/// All that painting needs, read from the host beforehand.
struct Job {
  Rectangle box;  ///< the part of the source that is painted
  bool gray = false;
  bool selected = false;  ///< there is a selection to be read
  int source_width = 0;   ///< of all of the source
  int source_height = 0;
  std::string source_choices;  ///< how the source was painted: Source::choices
  std::string layer_name;
  std::string choices;   ///< as text, for the layer to keep
  bool goes_on = false;  ///< the source is a painting, which is gone on from
  Request request;
};

struct Painting {
  NewLayer layer;
  std::vector<std::string> warnings;  ///< sentences for the user
};

/// The part of a source that has to be painted: all of it, or the selection's box grown by 64 pixels for context.
Rectangle painted_box(const Source& source);

// The steps that prepare painting, on the host's main thread, in the order in which they can fail.

/// One job for each source, with nothing read yet. Throws Error, saying what to do instead, if one of the sources is
/// nothing that the filter paints.
std::vector<Job> outline(Host& host);

/// How much of the machine the painting will take, with the layers that are kept meanwhile.
ui::Needs needs(std::span<const Job> jobs, const Settings& settings);

/// Gives the jobs their settings. Throws ui::Trouble if that does not fit into the memory.
void set_settings(std::span<Job> jobs, const ui::Choices& choices);

/// The styles of a run, and the first one's name, as a person would call it.
struct LoadedStyles {
  std::string name;
  std::vector<Style> styles;
};

/// Throws ui::Trouble if there is no style or one cannot be loaded.
LoadedStyles load_styles(Host& host, const ui::Choices& choices);
void set_styles(std::span<Job> jobs, const std::vector<Style>& styles);
/// Says what the layers are to be called and to keep, and whether they go on from the sources.
void describe_layers(std::span<Job> jobs, const std::string& style, const ui::Choices& choices);

/// Reads the sources, and their originals where they are gone on from.
void read(Host& host, std::span<Job> jobs);

/// Reads the masks that the settings name, after settings and styles are set. Throws Error if there is no such mask.
void read_masks(Host& host, std::span<Job> jobs);

/// All of them. Nothing has been read if it throws.
std::vector<Job> prepare(Host& host, const ui::Choices& choices);

/// Paints, on any thread: no host is involved. Previews reach the observer as the layer will look (gray stays gray).
/// Throws what stylize() throws.
Painting paint(const Job& job, Observer& observer);

/// Paints one after the other; the observer is told of the progress of them all. Asked to stop, it keeps what there is
/// of the one and goes on with the next, which it then keeps at its beginning.
std::vector<Painting> paint(std::span<const Job> jobs, Observer& observer);

/// Adds the layers and shows the warnings. On the host's main thread. Returns the new layers' ids.
std::vector<int> finish(Host& host, std::vector<Painting> paintings);

/// All three on the host's main thread, with the host's own display of the progress.
std::vector<int> run(Host& host, const ui::Choices& choices);

}  // namespace neural_style::plugin
