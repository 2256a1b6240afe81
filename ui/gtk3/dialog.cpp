// See dialog.hpp.
#include "ui/gtk3/dialog.hpp"

#include <gtk/gtk.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <optional>
#include <string>

#include "neural_style/error.hpp"
#include "ui/gtk/dialog_view.hpp"
#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk3/slider.hpp"
#include "ui/gtk3/style_rows.hpp"

namespace neural_style::ui::gtk3 {

namespace {

using gtk::border;
using gtk::gap;
using gtk::Mnemonics;
using gtk::Response;

GtkWidget* new_box(GtkOrientation orientation, int spacing) { return gtk_box_new(orientation, spacing); }

/// Label, widget.
GtkGrid* new_grid() {
  GtkGrid* grid = GTK_GRID(gtk_grid_new());
  gtk_grid_set_column_spacing(grid, gap);
  gtk_grid_set_row_spacing(grid, gap);
  return grid;
}

void attach(GtkGrid* grid, int row, const std::string& label, GtkWidget* widget, GtkWidget* first) {
  GtkWidget* caption = gtk_label_new_with_mnemonic(label.c_str());
  gtk_label_set_xalign(GTK_LABEL(caption), 0);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), first);
  gtk_grid_attach(grid, caption, 0, row, 1, 1);
  gtk_widget_set_hexpand(widget, TRUE);
  gtk_grid_attach(grid, widget, 1, row, 1, 1);
}

class Dialog final : private gtk::DialogView {
 public:
  Dialog(const Memory& memory, Session& painted, const Prepare& prepare, const Image& before);
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  Dialog(Dialog&&) = delete;
  Dialog& operator=(Dialog&&) = delete;
  ~Dialog() override { g_signal_handler_disconnect(memory_.config, recall_); }

  bool run();

 private:
  GtkWidget* make_controls();
  GtkWidget* make_advanced(Mnemonics& mnemonics);
  void add_row(GtkGrid* grid, int row, const SettingInfo& info, Mnemonics& mnemonics);
  void set_controls_sensitive(bool sensitive) override;
  void remember();
  void recall();
  bool choose();
  std::optional<bool> watch();

  const Memory& memory_;
  gulong recall_ = 0;
  bool remembering_ = false;  // what the config tells is no news
  std::optional<StyleRows> style_;
  // The widgets belong to the dialog.
  GtkGrid* main_rows_ = nullptr;
  GtkGrid* advanced_rows_ = nullptr;
};

Dialog::Dialog(const Memory& memory, Session& painted, const Prepare& prepare, const Image& before)
    : DialogView(GTK_DIALOG(gimp_procedure_dialog_new(memory.procedure, memory.config, "Neural Style")), painted,
                 prepare, before, [this] { remember(); }),
      memory_(memory) {
  GtkWidget* stop = gtk_dialog_add_button(dialog(), "_Stop and Keep", Response::stop_and_keep);
  gtk_widget_set_tooltip_text(stop, "End now and make the picture as it stands a new layer");

  GtkWidget* all = new_box(GTK_ORIENTATION_VERTICAL, border);
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(dialog())), all, TRUE, TRUE, 0);
  GtkWidget* message = new_box(GTK_ORIENTATION_HORIZONTAL, border);
  fill_message(GTK_BOX(message));
  gtk_box_pack_start(GTK_BOX(all), message, FALSE, FALSE, 0);
  GtkWidget* halves = new_box(GTK_ORIENTATION_HORIZONTAL, border);
  gtk_box_pack_start(GTK_BOX(all), halves, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(halves), make_picture(), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(halves), make_controls(), FALSE, FALSE, 0);
  GtkWidget* progress = new_box(GTK_ORIENTATION_VERTICAL, gap);
  fill_progress(GTK_BOX(progress));
  gtk_box_pack_start(GTK_BOX(all), progress, FALSE, FALSE, 0);
  form().show();
  style_->show();
  gtk_widget_show_all(all);
  recall_ = gtk::on(memory.config, "notify", [this] { recall(); });
  begin();
  // Who has a style wants to go on with it.
  gtk_widget_grab_focus(session().choices().has_style() ? gtk_dialog_get_widget_for_response(dialog(), GTK_RESPONSE_OK)
                                                        : style_->first());
}

GtkWidget* Dialog::make_controls() {
  Mnemonics mnemonics("acorsl");  // of Advanced settings, Cancel, OK, Reset, Stop and Keep, Load Saved Settings
  GtkWidget* controls = new_box(GTK_ORIENTATION_VERTICAL, border);
  main_rows_ = new_grid();
  gtk_box_pack_start(GTK_BOX(controls), GTK_WIDGET(main_rows_), FALSE, FALSE, 0);
  style_.emplace(session(), main_rows_, mnemonics, [this] { remember(); });
  int row = StyleRows::count;
  attach(main_rows_, row++, mnemonics.label("Preset"), form().preset(), form().preset());
  for (const SettingInfo& info : settings_table()) {
    if (!info.advanced) {
      add_row(main_rows_, row++, info, mnemonics);
    }
  }
  gtk_box_pack_start(GTK_BOX(controls), make_advanced(mnemonics), TRUE, TRUE, 0);
  return controls;
}

GtkWidget* Dialog::make_advanced(Mnemonics& mnemonics) {
  GtkWidget* expander = gtk_expander_new_with_mnemonic("_Advanced settings");
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  constexpr int advanced_height = 240;
  gtk_scrolled_window_set_min_content_height(GTK_SCROLLED_WINDOW(scrolled), advanced_height);
  advanced_rows_ = new_grid();
  gtk_container_set_border_width(GTK_CONTAINER(advanced_rows_), gap);
  gtk_container_add(GTK_CONTAINER(scrolled), GTK_WIDGET(advanced_rows_));
  gtk_container_add(GTK_CONTAINER(expander), scrolled);
  int row = 0;
  for (const SettingInfo& info : settings_table()) {
    if (info.advanced) {
      add_row(advanced_rows_, row++, info, mnemonics);
    }
  }
  return expander;
}

void Dialog::add_row(GtkGrid* grid, int row, const SettingInfo& info, Mnemonics& mnemonics) {
  const auto new_row = [] { return GTK_BOX(new_box(GTK_ORIENTATION_HORIZONTAL, gap)); };
  const gtk::SettingWidget& made = form().add([&](const auto& changed) {
    return gtk::wants_slider(info) ? make_slider(info, changed) : gtk::make_setting_widget(info, new_row, changed);
  });
  attach(grid, row, mnemonics.label(info.label), made.widget, made.first);
}

void Dialog::set_controls_sensitive(bool sensitive) {
  gtk::set_children_sensitive(GTK_CONTAINER(main_rows_), sensitive, style_->thumbnail());
  gtk::set_children_sensitive(GTK_CONTAINER(advanced_rows_), sensitive, nullptr);
  // GIMP's buttons that load and save settings.
  GList* children = gtk_container_get_children(GTK_CONTAINER(gtk_dialog_get_content_area(dialog())));
  for (const GList* child = children; child != nullptr; child = child->next) {
    if (GTK_IS_BUTTON_BOX(child->data)) {
      gtk_widget_set_sensitive(GTK_WIDGET(child->data), static_cast<gboolean>(sensitive));
    }
  }
  g_list_free(children);
}

void Dialog::remember() {
  remembering_ = true;
  memory_.write(session().choices());
  remembering_ = false;
}

/// GIMP has loaded or reset the settings.
void Dialog::recall() {
  if (remembering_) {
    return;
  }
  try {
    session().choose(memory_.read());
    show_error("");
  } catch (const Error& error) {
    show_error(error.what());
  }
  form().show();
  style_->show();
}

/// Until the person paints or, with false, leaves: GIMP's own loop, which knows what its reset button does.
bool Dialog::choose() {
  if (gimp_procedure_dialog_run(GIMP_PROCEDURE_DIALOG(dialog())) == FALSE) {
    return false;
  }
  start();
  return true;
}

/// Until there is a painting to keep (true), the dialog is left (false), or it is time to choose again.
std::optional<bool> Dialog::watch() {
  while (presenter().busy()) {
    switch (gimp_dialog_run(GIMP_DIALOG(dialog()))) {
      case Response::stop_and_keep:
        presenter().stop();
        break;
      case Response::painted:
        return true;
      case GTK_RESPONSE_CANCEL:
        presenter().cancel();
        break;
      case Response::choices_again:
        break;
      default:  // the window was closed
        return false;
    }
  }
  return std::nullopt;
}

bool Dialog::run() {
  while (choose()) {
    if (const std::optional<bool> ended = watch()) {
      return *ended;
    }
  }
  return false;
}

}  // namespace

bool run_dialog(const Memory& memory, Session& session, const Prepare& prepare, const Image& before) {
  return Dialog(memory, session, prepare, before).run();
}

}  // namespace neural_style::ui::gtk3
