// The picture that grows, beside what it is made of.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <optional>

#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/pixbuf.hpp"
#include "ui/preview.hpp"

namespace neural_style::ui::gtk {

/// Shows the whole picture, or a part of it pixel by pixel, which the pointer or the arrow keys move; all of it
/// painted, or the original on the left of a line that the pointer moves.
class PicturePane {
 public:
  /// `looked_at` is told of the part that is shown pixel by pixel, and of nothing when the whole is shown again.
  PicturePane(const Original& original, Mnemonics& mnemonics,
              std::function<void(const std::optional<Part>&)> looked_at);
  PicturePane(const PicturePane&) = delete;
  PicturePane& operator=(const PicturePane&) = delete;
  PicturePane(PicturePane&&) = delete;
  PicturePane& operator=(PicturePane&&) = delete;
  ~PicturePane() = default;

  /// Belongs to the container that it is put into, and must end before this object is used no more.
  [[nodiscard]] GtkWidget* widget() const { return all_; }

  /// How the whole looks now.
  void show_picture(const Image& picture);
  /// The same for a part, more closely, until the next one.
  void show_detail(const Detail& detail);

 private:
  struct Layer {
    Pixbuf picture;
    Part part;
  };
  /// Where the whole picture lies in the widget, in the widget's pixels.
  struct Place {
    double x;
    double y;
    double width;
    double height;
  };

  void make_buttons(Mnemonics& mnemonics);
  void connect_pointer();
  void describe(const char* sentence);
  void redraw() { gtk_widget_queue_draw(area_); }
  void draw(cairo_t* context, int width, int height);
  [[nodiscard]] Place place(int width, int height) const;
  [[nodiscard]] bool zoomed() const;
  [[nodiscard]] bool compares() const;
  void move_by(double x, double y);
  void look();
  bool key(guint value);
  static void draw_layer(cairo_t* context, const Place& place, const Layer& layer);

  const Original& original_;
  const std::function<void(const std::optional<Part>&)> looked_at_;
  // The widgets belong to all_.
  GtkWidget* all_;
  GtkWidget* area_;
  GtkToggleButton* compare_ = nullptr;
  GtkToggleButton* zoom_ = nullptr;

  Layer before_;
  std::optional<Layer> before_detail_;
  std::optional<Layer> after_;
  std::optional<Layer> after_detail_;
  double split_ = 0.5;     // where the line is, as a fraction of the widget's width
  double centre_x_ = 0.5;  // of the part that is looked at, as fractions of the picture
  double centre_y_ = 0.5;
  bool dragging_ = false;
  double pointer_x_ = 0;
  double pointer_y_ = 0;
};

}  // namespace neural_style::ui::gtk
