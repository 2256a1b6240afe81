// Owners for what GLib hands out.
#pragma once

#include <glib-object.h>

#include <memory>

namespace neural_style::ui {

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};

/// One reference to a GObject.
template <class Object>
using Owned = std::unique_ptr<Object, Unreference>;

struct Free {
  void operator()(gpointer memory) const { g_free(memory); }
};

using Text = std::unique_ptr<char, Free>;

/// An array, not what its elements point to.
template <class Element>
using Array = std::unique_ptr<Element[], Free>;  // NOLINT(*-avoid-c-arrays): its length is known to GLib alone

}  // namespace neural_style::ui
