// See dialog.hpp.
#include "ui/gtk2/dialog.hpp"

#include <gtk/gtk.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <string>

#include "ui/gtk/dialog_view.hpp"
#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/style_chooser.hpp"
#include "ui/gtk2/slider.hpp"

namespace neural_style::ui::gtk2 {

namespace {

using gtk::border;
using gtk::gap;
using gtk::Mnemonics;
using gtk::Response;

/// Label, widget, number.
GtkTable* new_table() {
  GtkTable* table = GTK_TABLE(gtk_table_new(1, 3, FALSE));
  gtk_table_set_col_spacings(table, gap);
  gtk_table_set_row_spacings(table, gap);
  return table;
}

GtkDialog* new_dialog() {
  return GTK_DIALOG(gimp_dialog_new("Neural Style", "neural-style", nullptr, static_cast<GtkDialogFlags>(0), nullptr,
                                    nullptr, nullptr));
}

class Dialog final : private gtk::DialogView {
 public:
  Dialog(Session& painted, const Prepare& prepare, const Image& before);
  bool run();

 private:
  void add_buttons();
  GtkWidget* make_controls();
  GtkWidget* make_advanced(Mnemonics& mnemonics);
  void add_row(GtkTable* table, int row, const SettingInfo& info, Mnemonics& mnemonics);
  void set_controls_sensitive(bool sensitive) override;

  // The widgets belong to the dialog.
  GtkTable* main_rows_ = nullptr;
  GtkTable* advanced_rows_ = nullptr;
  GtkWidget* style_button_ = nullptr;
  GtkWidget* style_thumbnail_ = nullptr;
};

Dialog::Dialog(Session& painted, const Prepare& prepare, const Image& before)
    : DialogView(new_dialog(), painted, prepare, before, [] {}) {
  add_buttons();
  gimp_window_set_transient(GTK_WINDOW(dialog()));
  GtkWidget* all = gtk_vbox_new(FALSE, border);
  gtk_container_set_border_width(GTK_CONTAINER(all), border);
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(dialog())), all, TRUE, TRUE, 0);
  GtkWidget* message = gtk_hbox_new(FALSE, border);
  fill_message(GTK_BOX(message));
  gtk_box_pack_start(GTK_BOX(all), message, FALSE, FALSE, 0);
  GtkWidget* halves = gtk_hbox_new(FALSE, border);
  gtk_box_pack_start(GTK_BOX(all), halves, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(halves), make_picture(), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(halves), make_controls(), FALSE, FALSE, 0);
  GtkWidget* progress = gtk_vbox_new(FALSE, gap);
  fill_progress(GTK_BOX(progress));
  gtk_box_pack_start(GTK_BOX(all), progress, FALSE, FALSE, 0);
  form().show();
  gtk_widget_show_all(all);
  begin();
  // Who has a style wants to go on with it.
  gtk_widget_grab_focus(session().choices().has_style() ? gtk_dialog_get_widget_for_response(dialog(), GTK_RESPONSE_OK)
                                                        : style_button_);
}

void Dialog::add_buttons() {
  gtk_dialog_add_button(dialog(), GIMP_STOCK_RESET, Response::reset);
  gtk_dialog_add_button(dialog(), "_Stop and Keep", Response::stop_and_keep);
  gtk_dialog_add_button(dialog(), GTK_STOCK_CANCEL, GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button(dialog(), GTK_STOCK_OK, GTK_RESPONSE_OK);
  gtk_dialog_set_alternative_button_order(dialog(), GTK_RESPONSE_OK, Response::stop_and_keep, Response::reset,
                                          GTK_RESPONSE_CANCEL, -1);
  gtk_dialog_set_default_response(dialog(), GTK_RESPONSE_OK);
  gimp_help_set_help_data(gtk_dialog_get_widget_for_response(dialog(), Response::stop_and_keep),
                          "End now and make the picture as it stands a new layer", nullptr);
  gimp_help_set_help_data(gtk_dialog_get_widget_for_response(dialog(), Response::reset),
                          "Set everything but the style to the preset's values", nullptr);
}

GtkWidget* Dialog::make_controls() {
  Mnemonics mnemonics("acors");  // of Advanced settings, Cancel, OK, Reset, Stop and Keep
  GtkWidget* controls = gtk_vbox_new(FALSE, border);
  GtkTable* table = new_table();
  main_rows_ = table;
  gtk_box_pack_start(GTK_BOX(controls), GTK_WIDGET(table), FALSE, FALSE, 0);

  const gtk::StyleChooser style(session().choices().style,
                                [this](const std::filesystem::path& file) { session().choose_style(file); });
  style_button_ = style.button();
  style_thumbnail_ = style.thumbnail();
  gimp_table_attach_aligned(table, 0, 0, mnemonics.label("Style").c_str(), 0, 0.5F, style.button(), 2, FALSE);
  gimp_table_attach_aligned(table, 0, 1, nullptr, 0, 0, style.thumbnail(), 2, TRUE);
  gimp_table_attach_aligned(table, 0, 2, mnemonics.label("Preset").c_str(), 0, 0.5F, form().preset(), 2, FALSE);

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

void Dialog::add_row(GtkTable* table, int row, const SettingInfo& info, Mnemonics& mnemonics) {
  const std::string label = mnemonics.label(info.label);
  if (gtk::wants_slider(info)) {
    form().add([&](const auto& changed) { return add_slider(table, row, info, label, changed); });
    return;
  }
  const auto new_row = [] { return GTK_BOX(gtk_hbox_new(FALSE, gap)); };
  const gtk::SettingWidget& made =
      form().add([&](const auto& changed) { return gtk::make_setting_widget(info, new_row, changed); });
  GtkWidget* caption = gimp_table_attach_aligned(table, 0, row, label.c_str(), 0, 0.5F, made.widget, 2, FALSE);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), made.first);
}

void Dialog::set_controls_sensitive(bool sensitive) {
  // GTK would draw a grid over the thumbnail, which is a picture to look at meanwhile; gimp_table_attach_aligned() has
  // put it into a box.
  gtk::set_children_sensitive(GTK_CONTAINER(main_rows_), sensitive, gtk_widget_get_parent(style_thumbnail_));
  gtk::set_children_sensitive(GTK_CONTAINER(advanced_rows_), sensitive, nullptr);
}

bool Dialog::run() {
  for (;;) {
    switch (gimp_dialog_run(GIMP_DIALOG(dialog()))) {
      case Response::reset:
        session().reset();
        form().show();
        break;
      case Response::stop_and_keep:
        presenter().stop();
        break;
      case Response::painted:
        return true;
      case Response::choices_again:
        break;
      case GTK_RESPONSE_OK:
        start();
        break;
      case GTK_RESPONSE_CANCEL:
        if (!presenter().cancel()) {
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
