// See dialog.hpp.
#include "ui/gtk2/dialog.hpp"

#include <gtk/gtk.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "neural_style/translation.hpp"
#include "ui/gtk/dialog.hpp"
#include "ui/gtk/style_chooser.hpp"

namespace neural_style::ui::gtk2 {

namespace {

using gtk::Response;

GtkDialog* new_window() {
  return GTK_DIALOG(gimp_dialog_new(tr("Neural Style"), "neural-style", nullptr, static_cast<GtkDialogFlags>(0),
                                    nullptr, nullptr, nullptr));
}

class Dialog final : private gtk::Dialog {
 public:
  Dialog(Session& painted, Studio& studio, const Original& original);
  bool run();

 private:
  void add_buttons();
  void add_style_rows(gtk::Rows& rows, gtk::Mnemonics& mnemonics) override;
  void show_style() override {}
  [[nodiscard]] GtkWidget* first_widget() const override { return style_button_; }
  [[nodiscard]] const GtkWidget* always_sensitive() const override { return style_thumbnail_; }

  // The widgets belong to the window.
  GtkWidget* style_button_ = nullptr;
  GtkWidget* style_thumbnail_ = nullptr;
};

Dialog::Dialog(Session& painted, Studio& studio, const Original& original)
    : gtk::Dialog(new_window(), painted, studio, original) {
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

void Dialog::add_style_rows(gtk::Rows& rows, gtk::Mnemonics& mnemonics) {
  const gtk::StyleChooser style(session().choices().style, [this](const std::filesystem::path& file) {
    session().choose_style(file);
    changed();
  });
  style_button_ = style.button();
  style_thumbnail_ = style.thumbnail();
  rows.add(mnemonics.label(tr("Style")), style.button(), style.button());
  rows.add_below(style.thumbnail());
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

bool run_dialog(Session& session, Studio& studio, const Original& original) {
  return Dialog(session, studio, original).run();
}

}  // namespace neural_style::ui::gtk2
