// See dialog.hpp.
#include "ui/gtk2/dialog.hpp"

#include <gtk/gtk.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "neural_style/translation.hpp"
#include "ui/gtk/dialog.hpp"

namespace neural_style::ui::gtk2 {

namespace {

using gtk::Response;

GtkDialog* new_window() {
  return GTK_DIALOG(gimp_dialog_new(tr("Neural Style"), "neural-style", nullptr, static_cast<GtkDialogFlags>(0),
                                    nullptr, nullptr, nullptr));
}

class Dialog final : private gtk::Dialog {
 public:
  Dialog(Session& painted, Studio& studio, const Original& original, Gallery& gallery);
  bool run();

 private:
  void add_buttons();
};

Dialog::Dialog(Session& painted, Studio& studio, const Original& original, Gallery& gallery)
    : gtk::Dialog(new_window(), painted, studio, original, gallery) {
  add_buttons();
  gimp_window_set_transient(GTK_WINDOW(window()));
  fill();
}

void Dialog::add_buttons() {
  gtk_dialog_add_button(window(), GIMP_STOCK_RESET, Response::reset);
  gtk_dialog_add_button(window(), tr("_Stop and Keep"), Response::stop_and_keep);
  gtk_dialog_add_button(window(), GTK_STOCK_CANCEL, GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button(window(), GTK_STOCK_OK, GTK_RESPONSE_OK);
  gtk_dialog_set_alternative_button_order(window(), GTK_RESPONSE_OK, Response::stop_and_keep, Response::reset,
                                          GTK_RESPONSE_CANCEL, -1);
  gtk_dialog_set_default_response(window(), GTK_RESPONSE_OK);
  gimp_help_set_help_data(gtk_dialog_get_widget_for_response(window(), Response::reset),
                          tr("Set everything but the style to the preset's values"), nullptr);
}

bool Dialog::run() {
  for (;;) {
    switch (gimp_dialog_run(GIMP_DIALOG(window()))) {
      case Response::reset:
        session().reset();
        show_choices();
        break;
      case Response::choices_again:
        break;
      case GTK_RESPONSE_OK:
        if (paint()) {
          if (const std::optional<bool> ended = watch()) {
            return *ended;
          }
        }
        break;
      default:  // cancelled, or the window was closed
        return false;
    }
  }
}

}  // namespace

bool run_dialog(Session& session, Studio& studio, const Original& original, Gallery& gallery) {
  return Dialog(session, studio, original, gallery).run();
}

}  // namespace neural_style::ui::gtk2
