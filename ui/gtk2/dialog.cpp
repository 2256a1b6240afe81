// See dialog.hpp.
#include "ui/gtk2/dialog.hpp"

#include <gdk/gdkkeysyms.h>
#include <gtk/gtk.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <string>

#include "ui/gtk/form.hpp"
#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/pixbuf.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/style_chooser.hpp"
#include "ui/gtk2/slider.hpp"

namespace neural_style::ui::gtk2 {

namespace {

using gtk::fitted;
using gtk::Mnemonics;
using gtk::on;
using gtk::Pixbuf;
using gtk::to_pixbuf;

constexpr int picture_side = 320;
constexpr guint poll_milliseconds = 100;

// GIMP's spacing.
constexpr int border = 12;
constexpr int gap = 6;

enum Response : int { reset = 1, stop_and_keep, painted };

/// Label, widget, number.
GtkTable* new_table() {
  GtkTable* table = GTK_TABLE(gtk_table_new(1, 3, FALSE));
  gtk_table_set_col_spacings(table, gap);
  gtk_table_set_row_spacings(table, gap);
  return table;
}

class Dialog final : private View {
 public:
  Dialog(Session& session, const Prepare& prepare, const Image& before);
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  Dialog(Dialog&&) = delete;
  Dialog& operator=(Dialog&&) = delete;
  ~Dialog() override;

  bool run();

 private:
  void add_buttons();
  GtkWidget* make_message();
  GtkWidget* make_picture();
  GtkWidget* make_controls();
  GtkWidget* make_advanced(Mnemonics& mnemonics);
  GtkWidget* make_progress();
  void add_row(GtkTable* table, int row, const SettingInfo& info, Mnemonics& mnemonics);
  void show_error(const std::string& sentence) override;
  void show_phase(Session::Phase phase) override;
  void show_fraction(double fraction) override;
  void show_status(const std::string& text) override;
  void show_picture(const Image& picture) override;
  void end() override;
  void set_controls_sensitive(bool sensitive);
  void start();

  Session& session_;
  Presenter presenter_;
  const Pixbuf before_;
  gtk::Form form_;
  // The widgets belong to dialog_.
  GtkDialog* dialog_;
  GtkWidget* message_ = nullptr;
  GtkLabel* message_text_ = nullptr;
  GtkTable* main_rows_ = nullptr;
  GtkTable* advanced_rows_ = nullptr;
  GtkWidget* style_button_ = nullptr;
  GtkWidget* style_thumbnail_ = nullptr;
  GtkImage* picture_ = nullptr;
  GtkProgressBar* bar_ = nullptr;
  GtkLabel* status_ = nullptr;
  guint timer_ = 0;
};

Dialog::Dialog(Session& session, const Prepare& prepare, const Image& before)
    : session_(session),
      presenter_(session, prepare, *this),
      before_(fitted(*to_pixbuf(before), picture_side)),
      form_(session, [] {}),
      dialog_(GTK_DIALOG(gimp_dialog_new("Neural Style", "neural-style", nullptr, static_cast<GtkDialogFlags>(0),
                                         nullptr, nullptr, nullptr))) {
  add_buttons();
  gimp_window_set_transient(GTK_WINDOW(dialog_));
  GtkWidget* all = gtk_vbox_new(FALSE, border);
  gtk_container_set_border_width(GTK_CONTAINER(all), border);
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(dialog_)), all, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(all), make_message(), FALSE, FALSE, 0);
  GtkWidget* halves = gtk_hbox_new(FALSE, border);
  gtk_box_pack_start(GTK_BOX(all), halves, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(halves), make_picture(), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(halves), make_controls(), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(all), make_progress(), FALSE, FALSE, 0);
  form_.show();
  gtk_widget_show_all(all);
  show_error("");
  show_phase(Session::Phase::choosing);
  // Who has a style wants to go on with it.
  gtk_widget_grab_focus(
      session_.choices().style.empty() ? style_button_ : gtk_dialog_get_widget_for_response(dialog_, GTK_RESPONSE_OK));
  timer_ = g_timeout_add(
      poll_milliseconds,
      [](gpointer self) -> gboolean {
        static_cast<Dialog*>(self)->presenter_.poll();
        return TRUE;
      },
      this);
}

Dialog::~Dialog() {
  g_source_remove(timer_);
  gtk_widget_destroy(GTK_WIDGET(dialog_));
}

void Dialog::add_buttons() {
  gtk_dialog_add_button(dialog_, GIMP_STOCK_RESET, Response::reset);
  gtk_dialog_add_button(dialog_, "_Stop and Keep", Response::stop_and_keep);
  gtk_dialog_add_button(dialog_, GTK_STOCK_CANCEL, GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button(dialog_, GTK_STOCK_OK, GTK_RESPONSE_OK);
  gtk_dialog_set_alternative_button_order(dialog_, GTK_RESPONSE_OK, Response::stop_and_keep, Response::reset,
                                          GTK_RESPONSE_CANCEL, -1);
  gtk_dialog_set_default_response(dialog_, GTK_RESPONSE_OK);
  gimp_help_set_help_data(gtk_dialog_get_widget_for_response(dialog_, Response::stop_and_keep),
                          "End now and make the picture as it stands a new layer", nullptr);
  gimp_help_set_help_data(gtk_dialog_get_widget_for_response(dialog_, Response::reset),
                          "Set everything but the style to the preset's values", nullptr);
  // Escape is Cancel, which while painting leads back to the settings; closing the window leaves at once.
  on(dialog_, "close", [this] {
    g_signal_stop_emission_by_name(dialog_, "close");
    gtk_dialog_response(dialog_, GTK_RESPONSE_CANCEL);
  });
}

GtkWidget* Dialog::make_message() {
  message_ = gtk_hbox_new(FALSE, border);
  GtkWidget* icon = gtk_image_new_from_stock(GTK_STOCK_DIALOG_ERROR, GTK_ICON_SIZE_DND);
  gtk_box_pack_start(GTK_BOX(message_), icon, FALSE, FALSE, 0);
  GtkWidget* text = gtk_label_new(nullptr);
  gtk_label_set_line_wrap(GTK_LABEL(text), TRUE);
  gtk_misc_set_alignment(GTK_MISC(text), 0, 0.5F);
  constexpr int text_width = 560;
  gtk_widget_set_size_request(text, text_width, -1);
  gtk_box_pack_start(GTK_BOX(message_), text, TRUE, TRUE, 0);
  gtk_widget_show(icon);
  gtk_widget_show(text);
  gtk_widget_set_no_show_all(message_, TRUE);
  message_text_ = GTK_LABEL(text);
  return message_;
}

GtkWidget* Dialog::make_picture() {
  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_frame_set_shadow_type(GTK_FRAME(frame), GTK_SHADOW_IN);
  GtkWidget* picture = gtk_image_new_from_pixbuf(before_.get());
  gtk_widget_set_size_request(picture, picture_side, picture_side);
  gtk_container_add(GTK_CONTAINER(frame), picture);
  picture_ = GTK_IMAGE(picture);
  return frame;
}

GtkWidget* Dialog::make_controls() {
  Mnemonics mnemonics("acors");  // of Advanced settings, Cancel, OK, Reset, Stop and Keep
  GtkWidget* controls = gtk_vbox_new(FALSE, border);
  GtkTable* table = new_table();
  main_rows_ = table;
  gtk_box_pack_start(GTK_BOX(controls), GTK_WIDGET(table), FALSE, FALSE, 0);

  const gtk::StyleChooser style(session_.choices().style,
                                [this](const std::filesystem::path& file) { session_.choose_style(file); });
  style_button_ = style.button();
  style_thumbnail_ = style.thumbnail();
  gimp_table_attach_aligned(table, 0, 0, mnemonics.label("Style").c_str(), 0, 0.5F, style.button(), 2, FALSE);
  gimp_table_attach_aligned(table, 0, 1, nullptr, 0, 0, style.thumbnail(), 2, TRUE);

  gimp_table_attach_aligned(table, 0, 2, mnemonics.label("Preset").c_str(), 0, 0.5F, form_.preset(), 2, FALSE);

  int row = 3;
  for (const SettingInfo& info : settings_table()) {
    if (!info.advanced) {
      add_row(table, row++, info, mnemonics);
    }
  }
  gtk_box_pack_start(GTK_BOX(controls), make_advanced(mnemonics), TRUE, TRUE, 0);
  return controls;
}

GtkWidget* Dialog::make_advanced(Mnemonics& mnemonics) {
  GtkWidget* expander = gtk_expander_new_with_mnemonic("_Advanced settings");
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  constexpr int advanced_height = 200;
  gtk_widget_set_size_request(scrolled, -1, advanced_height);
  GtkTable* table = new_table();
  advanced_rows_ = table;
  gtk_container_set_border_width(GTK_CONTAINER(table), gap);
  gtk_scrolled_window_add_with_viewport(GTK_SCROLLED_WINDOW(scrolled), GTK_WIDGET(table));
  gtk_container_add(GTK_CONTAINER(expander), scrolled);
  int row = 0;
  for (const SettingInfo& info : settings_table()) {
    if (info.advanced) {
      add_row(table, row++, info, mnemonics);
    }
  }
  return expander;
}

GtkWidget* Dialog::make_progress() {
  GtkWidget* box = gtk_vbox_new(FALSE, gap);
  GtkWidget* bar = gtk_progress_bar_new();
  GtkWidget* status = gtk_label_new(nullptr);
  gtk_misc_set_alignment(GTK_MISC(status), 0, 0.5F);
  gtk_label_set_ellipsize(GTK_LABEL(status), PANGO_ELLIPSIZE_END);
  gtk_box_pack_start(GTK_BOX(box), bar, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), status, FALSE, FALSE, 0);
  bar_ = GTK_PROGRESS_BAR(bar);
  status_ = GTK_LABEL(status);
  return box;
}

void Dialog::add_row(GtkTable* table, int row, const SettingInfo& info, Mnemonics& mnemonics) {
  const std::string label = mnemonics.label(info.label);
  if (gtk::wants_slider(info)) {
    form_.add([&](const auto& changed) { return add_slider(table, row, info, label, changed); });
    return;
  }
  const auto new_row = [] { return GTK_BOX(gtk_hbox_new(FALSE, gap)); };
  const gtk::SettingWidget& made =
      form_.add([&](const auto& changed) { return gtk::make_setting_widget(info, new_row, changed); });
  GtkWidget* caption = gimp_table_attach_aligned(table, 0, row, label.c_str(), 0, 0.5F, made.widget, 2, FALSE);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), made.first);
}

void Dialog::show_error(const std::string& sentence) {
  gtk_label_set_text(message_text_, sentence.c_str());
  gtk_widget_set_visible(message_, static_cast<gboolean>(!sentence.empty()));
}

void Dialog::show_phase(Session::Phase phase) {
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
  }
}

void Dialog::show_fraction(double fraction) { gtk_progress_bar_set_fraction(bar_, fraction); }

void Dialog::show_status(const std::string& text) { gtk_label_set_text(status_, text.c_str()); }

void Dialog::show_picture(const Image& picture) {
  gtk_image_set_from_pixbuf(picture_, fitted(*to_pixbuf(picture), picture_side).get());
}

void Dialog::end() { gtk_dialog_response(dialog_, Response::painted); }

void Dialog::set_controls_sensitive(bool sensitive) {
  for (GtkTable* const table : {main_rows_, advanced_rows_}) {
    GList* children = gtk_container_get_children(GTK_CONTAINER(table));
    for (const GList* child = children; child != nullptr; child = child->next) {
      // GTK would draw a grid over the thumbnail, which is a picture to look at meanwhile.
      if (child->data != style_thumbnail_->parent && child->data != style_thumbnail_) {
        gtk_widget_set_sensitive(GTK_WIDGET(child->data), static_cast<gboolean>(sensitive));
      }
    }
    g_list_free(children);
  }
}

void Dialog::start() {
  if (const std::string error = form_.error(); !error.empty()) {
    show_error(error);
  } else {
    presenter_.start();
  }
}

bool Dialog::run() {
  for (;;) {
    switch (gimp_dialog_run(GIMP_DIALOG(dialog_))) {
      case Response::reset:
        session_.reset();
        form_.show();
        break;
      case Response::stop_and_keep:
        presenter_.stop();
        break;
      case Response::painted:
        return true;
      case GTK_RESPONSE_OK:
        start();
        break;
      case GTK_RESPONSE_CANCEL:
        if (!presenter_.cancel()) {
          return false;
        }
        break;
      default:  // the window was closed
        return false;
    }
  }
}

}  // namespace

bool run_dialog(Session& session, const Prepare& prepare, const Image& before) {
  return Dialog(session, prepare, before).run();
}

}  // namespace neural_style::ui::gtk2
