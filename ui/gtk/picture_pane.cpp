// See picture_pane.hpp.
#include "ui/gtk/picture_pane.hpp"

#include <gdk/gdkkeysyms.h>

#include <algorithm>
#include <string>
#include <utility>

#include "neural_style/translation.hpp"
#include "ui/gtk/metrics.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/toolkit.hpp"

namespace neural_style::ui::gtk {

namespace {

constexpr int side = 480;

/// Moved so that a length of `shown` covers one of `room`, or lies in its middle where it is shorter.
double covering(double offset, double shown, double room) {
  return shown <= room ? (room - shown) / 2 : std::clamp(offset, room - shown, 0.0);
}

GtkToggleButton* add_check(GtkBox* row, const std::string& label, const char* help) {
  GtkWidget* check = gtk_check_button_new_with_mnemonic(label.c_str());
  gtk_widget_set_tooltip_text(check, help);
  gtk_box_pack_start(row, check, FALSE, FALSE, 0);
  return GTK_TOGGLE_BUTTON(check);
}

}  // namespace

PicturePane::PicturePane(const Original& original, Mnemonics& mnemonics,
                         std::function<void(const std::optional<Part>&)> looked_at)
    : original_(original),
      looked_at_(std::move(looked_at)),
      all_(new_box(GTK_ORIENTATION_VERTICAL, gap)),
      area_(gtk_drawing_area_new()),
      before_{on_checks(original.small), {}} {
  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_frame_set_shadow_type(GTK_FRAME(frame), GTK_SHADOW_IN);
  gtk_widget_set_size_request(area_, side, side);
  gtk_container_add(GTK_CONTAINER(frame), area_);
  gtk_box_pack_start(GTK_BOX(all_), frame, TRUE, TRUE, 0);
  make_buttons(mnemonics);
  on_draw(area_, [this](cairo_t* context, int width, int height) { draw(context, width, height); });
  connect_pointer();
  AtkObject* accessible = gtk_widget_get_accessible(area_);
  atk_object_set_role(accessible, ATK_ROLE_IMAGE);
  atk_object_set_name(accessible, tr("Picture"));
  describe(tr("The original"));
}

void PicturePane::make_buttons(Mnemonics& mnemonics) {
  GtkWidget* row = new_box(GTK_ORIENTATION_HORIZONTAL, border);
  compare_ = add_check(GTK_BOX(row), mnemonics.text(tr("Compare with the original")),
                       tr("Shows the original on the left of a line that the pointer moves"));
  zoom_ = add_check(GTK_BOX(row), mnemonics.text(tr("Zoom to 100 %")),
                    tr("Shows a part pixel by pixel; drag it, or move it with the arrow keys. The preview then goes on "
                       "to the full size"));
  gtk_box_pack_start(GTK_BOX(all_), row, FALSE, FALSE, 0);
  on(compare_, "toggled", [this] { redraw(); });
  on(zoom_, "toggled", [this] { look(); });
}

void PicturePane::connect_pointer() {
  gtk_widget_set_can_focus(area_, TRUE);
  gtk_widget_add_events(area_,
                        GDK_BUTTON_PRESS_MASK | GDK_BUTTON_RELEASE_MASK | GDK_BUTTON1_MOTION_MASK | GDK_KEY_PRESS_MASK);
  g_signal_connect(area_, "button-press-event",
                   G_CALLBACK(+[](GtkWidget* area, const GdkEventButton* event, gpointer data) -> gboolean {
                     auto& self = *static_cast<PicturePane*>(data);
                     gtk_widget_grab_focus(area);
                     self.dragging_ = event->button == 1;
                     self.pointer_x_ = event->x;
                     self.pointer_y_ = event->y;
                     return TRUE;
                   }),
                   this);
  g_signal_connect(area_, "motion-notify-event",
                   G_CALLBACK(+[](GtkWidget* /*area*/, const GdkEventMotion* event, gpointer data) -> gboolean {
                     auto& self = *static_cast<PicturePane*>(data);
                     if (self.dragging_) {
                       self.move_by(event->x - self.pointer_x_, event->y - self.pointer_y_);
                       self.pointer_x_ = event->x;
                       self.pointer_y_ = event->y;
                     }
                     return TRUE;
                   }),
                   this);
  g_signal_connect(area_, "button-release-event",
                   G_CALLBACK(+[](GtkWidget* /*area*/, const GdkEventButton* /*event*/, gpointer data) -> gboolean {
                     auto& self = *static_cast<PicturePane*>(data);
                     if (std::exchange(self.dragging_, false) && self.zoomed()) {
                       self.look();
                     }
                     return TRUE;
                   }),
                   this);
  g_signal_connect(area_, "key-press-event",
                   G_CALLBACK(+[](GtkWidget* /*area*/, const GdkEventKey* event, gpointer data) -> gboolean {
                     return static_cast<gboolean>(static_cast<PicturePane*>(data)->key(event->keyval));
                   }),
                   this);
}

void PicturePane::describe(const char* sentence) {
  atk_object_set_description(gtk_widget_get_accessible(area_), sentence);
}

bool PicturePane::zoomed() const { return gtk_toggle_button_get_active(zoom_) != FALSE; }

bool PicturePane::compares() const { return gtk_toggle_button_get_active(compare_) != FALSE; }

PicturePane::Place PicturePane::place(int width, int height) const {
  const double scale =
      zoomed() ? 1.0
               : std::min(static_cast<double>(width) / original_.width, static_cast<double>(height) / original_.height);
  Place place{0, 0, original_.width * scale, original_.height * scale};
  place.x = covering(width / 2.0 - centre_x_ * place.width, place.width, width);
  place.y = covering(height / 2.0 - centre_y_ * place.height, place.height, height);
  return place;
}

/// The picture follows the pointer; a picture that is all there to be seen stays, and the line follows.
void PicturePane::move_by(double x, double y) {
  if (zoomed()) {
    centre_x_ = std::clamp(centre_x_ - x / original_.width, 0.0, 1.0);
    centre_y_ = std::clamp(centre_y_ - y / original_.height, 0.0, 1.0);
  } else {
    GtkAllocation size;
    gtk_widget_get_allocation(area_, &size);
    split_ = std::clamp(split_ + x / size.width, 0.0, 1.0);
  }
  redraw();
}

bool PicturePane::key(guint value) {
  constexpr double step = 50;
  double x = 0;
  double y = 0;
  switch (value) {
    case GDK_KEY_Left:
      x = step;
      break;
    case GDK_KEY_Right:
      x = -step;
      break;
    case GDK_KEY_Up:
      y = step;
      break;
    case GDK_KEY_Down:
      y = -step;
      break;
    default:
      return false;
  }
  if (!zoomed()) {
    if (!compares() || x == 0) {
      return false;
    }
    move_by(-x, 0);
    return true;
  }
  move_by(x, y);
  look();
  return true;
}

/// Asks for what there is to see now.
void PicturePane::look() {
  before_detail_.reset();
  after_detail_.reset();
  if (zoomed()) {
    GtkAllocation size;
    gtk_widget_get_allocation(area_, &size);
    const Place whole = place(size.width, size.height);
    const double left = std::max(0.0, -whole.x / whole.width);
    const double top = std::max(0.0, -whole.y / whole.height);
    const Part part{left, top, std::min(1 - left, size.width / whole.width),
                    std::min(1 - top, size.height / whole.height)};
    const Detail detail = original_.detail(part);
    before_detail_ = Layer{on_checks(detail.picture), detail.part};
    looked_at_(part);
  } else {
    looked_at_(std::nullopt);
  }
  redraw();
}

void PicturePane::draw_layer(cairo_t* context, const Place& place, const Layer& layer) {
  const double x = place.x + layer.part.x * place.width;
  const double y = place.y + layer.part.y * place.height;
  const double width = layer.part.width * place.width;
  const double height = layer.part.height * place.height;
  cairo_save(context);
  cairo_rectangle(context, x, y, width, height);
  cairo_clip(context);
  cairo_translate(context, x, y);
  cairo_scale(context, width / gdk_pixbuf_get_width(layer.picture.get()),
              height / gdk_pixbuf_get_height(layer.picture.get()));
  gdk_cairo_set_source_pixbuf(context, layer.picture.get(), 0, 0);
  cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD);
  cairo_paint(context);
  cairo_restore(context);
}

void PicturePane::draw(cairo_t* context, int width, int height) {
  const Place whole = place(width, height);
  const double line = compares() ? split_ * width : 0;
  const auto draw_all = [&](const Layer& all, const std::optional<Layer>& detail) {
    draw_layer(context, whole, all);
    if (detail && zoomed()) {
      draw_layer(context, whole, *detail);
    }
  };
  if (!after_ || line > 0) {
    draw_all(before_, before_detail_);
  }
  if (after_) {
    cairo_save(context);
    cairo_rectangle(context, line, 0, width - line, height);
    cairo_clip(context);
    draw_all(*after_, after_detail_);
    cairo_restore(context);
  }
  if (after_ && compares()) {
    // Light within dark: to be seen on every picture.
    cairo_set_source_rgb(context, 0, 0, 0);
    cairo_rectangle(context, line - 1.5, 0, 3, height);
    cairo_fill(context);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_rectangle(context, line - 0.5, 0, 1, height);
    cairo_fill(context);
  }
  if (gtk_widget_has_focus(area_) != FALSE) {
    cairo_set_source_rgba(context, 0.3, 0.5, 0.9, 0.8);
    cairo_set_line_width(context, 2);
    cairo_rectangle(context, 1, 1, width - 2, height - 2);
    cairo_stroke(context);
  }
}

void PicturePane::show_picture(const Image& picture) {
  after_ = Layer{on_checks(picture), {}};
  describe(say("The painting, {0} x {1} pixels", picture.width(), picture.height()).c_str());
  redraw();
}

void PicturePane::show_detail(const Detail& detail) {
  after_detail_ = Layer{on_checks(detail.picture), detail.part};
  redraw();
}

}  // namespace neural_style::ui::gtk
