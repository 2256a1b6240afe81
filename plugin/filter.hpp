// What the filter does, whatever the editor. Three steps, so that the long one can run on a thread of its own.
#pragma once

#include <string>
#include <vector>

#include "neural_style/stylize.hpp"
#include "plugin/host.hpp"
#include "ui/choices.hpp"

namespace neural_style::plugin {

/// All that painting needs, read from the host beforehand.
struct Job {
  Rectangle box;  ///< the part of the source that is painted
  bool gray = false;
  std::string layer_name;
  Request request;
};

struct Painting {
  NewLayer layer;
  std::vector<std::string> warnings;  ///< sentences for the user
};

/// The part of a source that has to be painted: all of it, or the selection's box grown by 64 pixels for context.
Rectangle painted_box(const Source& source);

/// Throws Error, saying what to do instead, if the source is nothing that the filter paints.
void check_paintable(const Source& source);

/// Checks the source and reads it, and loads the style. On the host's main thread. Throws Error if the source is
/// nothing that can be painted, or no style is chosen or readable.
Job prepare(Host& host, const ui::Choices& choices);

/// Paints, on any thread: no host is involved. Previews reach the observer as the layer will look (gray stays gray).
/// Throws what stylize() throws.
Painting paint(const Job& job, Observer& observer);

/// Adds the layer and shows the warnings. On the host's main thread. Returns the new layer's id.
int finish(Host& host, const Painting& painting);

/// All three on the host's main thread, with the host's own display of the progress.
int run(Host& host, const ui::Choices& choices);

}  // namespace neural_style::plugin
