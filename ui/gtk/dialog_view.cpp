// See dialog_view.hpp.
#include "ui/gtk/dialog_view.hpp"

#include <utility>

#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

namespace {

constexpr guint poll_milliseconds = 100;

}  // namespace

DialogView::DialogView(GtkDialog* dialog, Session& session, const Prepare& prepare, const Image& before,
                       std::function<void()> changed)
    : dialog_(dialog),
      session_(session),
      presenter_(session, prepare, *this),
      form_(session, std::move(changed)),
      before_(fitted(*to_pixbuf(before), picture_side)) {
  // Escape is Cancel, which while painting leads back to the settings; closing the window leaves at once.
  on(dialog_, "close", [dialog] {
    g_signal_stop_emission_by_name(dialog, "close");
    gtk_dialog_response(dialog, GTK_RESPONSE_CANCEL);
  });
}

DialogView::~DialogView() {
  g_source_remove(timer_);
  gtk_widget_destroy(GTK_WIDGET(dialog_));
}

void DialogView::begin() {
  show_error("");
  show_phase(Session::Phase::choosing);
  timer_ = g_timeout_add(
      poll_milliseconds,
      [](gpointer self) -> gboolean {
        static_cast<DialogView*>(self)->presenter_.poll();
        return TRUE;
      },
      this);
}

void DialogView::fill_message(GtkBox* row) {
  message_ = GTK_WIDGET(row);
  GtkWidget* icon = gtk_image_new_from_icon_name("dialog-error", GTK_ICON_SIZE_DND);
  gtk_box_pack_start(row, icon, FALSE, FALSE, 0);
  GtkWidget* text = gtk_label_new(nullptr);
  gtk_label_set_line_wrap(GTK_LABEL(text), TRUE);
  g_object_set(text, "xalign", 0.0F, nullptr);
  constexpr int text_width = 560;
  gtk_widget_set_size_request(text, text_width, -1);
  gtk_box_pack_start(row, text, TRUE, TRUE, 0);
  gtk_widget_show(icon);
  gtk_widget_show(text);
  gtk_widget_set_no_show_all(message_, TRUE);
  message_text_ = GTK_LABEL(text);
}

GtkWidget* DialogView::make_picture() {
  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_frame_set_shadow_type(GTK_FRAME(frame), GTK_SHADOW_IN);
  GtkWidget* picture = gtk_image_new_from_pixbuf(before_.get());
  gtk_widget_set_size_request(picture, picture_side, picture_side);
  gtk_container_add(GTK_CONTAINER(frame), picture);
  picture_ = GTK_IMAGE(picture);
  return frame;
}

void DialogView::fill_progress(GtkBox* column) {
  GtkWidget* bar = gtk_progress_bar_new();
  GtkWidget* status = gtk_label_new(nullptr);
  g_object_set(status, "xalign", 0.0F, nullptr);
  gtk_label_set_ellipsize(GTK_LABEL(status), PANGO_ELLIPSIZE_END);
  gtk_box_pack_start(column, bar, FALSE, FALSE, 0);
  gtk_box_pack_start(column, status, FALSE, FALSE, 0);
  bar_ = GTK_PROGRESS_BAR(bar);
  status_ = GTK_LABEL(status);
}

void DialogView::start() {
  if (const std::string error = form_.error(); !error.empty()) {
    show_error(error);
  } else {
    presenter_.start();
  }
}

void DialogView::show_error(const std::string& sentence) {
  gtk_label_set_text(message_text_, sentence.c_str());
  gtk_widget_set_visible(message_, static_cast<gboolean>(!sentence.empty()));
}

void DialogView::show_phase(Session::Phase phase) {
  const bool busy = presenter_.busy();
  set_controls_sensitive(!busy);
  gtk_dialog_set_response_sensitive(dialog_, Response::reset, static_cast<gboolean>(!busy));
  gtk_widget_set_visible(gtk_dialog_get_widget_for_response(dialog_, GTK_RESPONSE_OK), static_cast<gboolean>(!busy));
  gtk_widget_set_visible(gtk_dialog_get_widget_for_response(dialog_, Response::stop_and_keep),
                         static_cast<gboolean>(busy));
  gtk_dialog_set_response_sensitive(dialog_, Response::stop_and_keep,
                                    static_cast<gboolean>(phase == Session::Phase::painting));
  if (phase == Session::Phase::choosing) {
    gtk_image_set_from_pixbuf(picture_, before_.get());
    gtk_dialog_response(dialog_, Response::choices_again);
  }
}

void DialogView::show_fraction(double fraction) { gtk_progress_bar_set_fraction(bar_, fraction); }

void DialogView::show_status(const std::string& text) { gtk_label_set_text(status_, text.c_str()); }

void DialogView::show_picture(const Image& picture) {
  gtk_image_set_from_pixbuf(picture_, fitted(*to_pixbuf(picture), picture_side).get());
}

void DialogView::end() { gtk_dialog_response(dialog_, Response::painted); }

void set_children_sensitive(GtkContainer* container, bool sensitive, const GtkWidget* but) {
  GList* children = gtk_container_get_children(container);
  for (const GList* child = children; child != nullptr; child = child->next) {
    if (child->data != but) {
      gtk_widget_set_sensitive(GTK_WIDGET(child->data), static_cast<gboolean>(sensitive));
    }
  }
  g_list_free(children);
}

}  // namespace neural_style::ui::gtk
