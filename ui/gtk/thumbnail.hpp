// What a picture file looks like, without opening it in GIMP.
#pragma once

#include "ui/gtk/pixbuf.hpp"

namespace neural_style::ui::gtk {

/// On any thread. Empty if that takes more than what every program of the desktop can decode.
Pixbuf decoded_thumbnail(const char* file, int side);

/// The thumbnail that GIMP, or a file manager, made of the file and left where the desktop's programs share them; empty
/// if there is none. On the main thread.
Pixbuf shared_thumbnail(const char* file, int side);

/// Whichever there is. On the main thread.
Pixbuf thumbnail_of(const char* file, int side);

}  // namespace neural_style::ui::gtk
