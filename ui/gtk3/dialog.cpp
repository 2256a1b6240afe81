// See dialog.hpp.
#include "ui/gtk3/dialog.hpp"

#include <gtk/gtk.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <optional>
#include <string>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/translation.hpp"
#include "ui/gtk/dialog.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk3 {

namespace {

using gtk::Response;

class Dialog final : private gtk::Dialog {
 public:
  Dialog(const Memory& memory, Session& painted, Studio& studio, const Original& original, Gallery& gallery);
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  Dialog(Dialog&&) = delete;
  Dialog& operator=(Dialog&&) = delete;
  ~Dialog() override { g_signal_handler_disconnect(memory_.config, recall_); }

  bool run();

 private:
  void set_own_controls_sensitive(bool sensitive) override;
  void remember() override;
  void recall();

  const Memory& memory_;
  gulong recall_ = 0;
  bool remembering_ = false;  // what the config tells is no news
};

Dialog::Dialog(const Memory& memory, Session& painted, Studio& studio, const Original& original, Gallery& gallery)
    : gtk::Dialog(GTK_DIALOG(gimp_procedure_dialog_new(memory.procedure, memory.config, tr("Neural Style"))), painted,
                  studio, original, gallery),
      memory_(memory) {
  gtk_dialog_add_button(window(), tr("_Stop and Keep"), Response::stop_and_keep);
  recall_ = gtk::on(memory.config, "notify", [this] { recall(); });
  fill();
}

/// GIMP's buttons that load and save settings.
void Dialog::set_own_controls_sensitive(bool sensitive) {
  GList* children = gtk_container_get_children(GTK_CONTAINER(gtk_dialog_get_content_area(window())));
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
  std::string error;
  try {
    Choices choices = memory_.read();
    choices.go_on = session().choices().go_on;  // which GIMP does not know of
    if (is_valid() && choices == session().choices()) {
      return;  // with OK, GIMP tells of each setting, changed or not: what the preview has painted must not end
    }
    session().choose(std::move(choices));
  } catch (const Error& problem) {
    error = problem.what();
  }
  show_choices();
  if (!error.empty()) {
    show_trouble(Topic::painting, error);
  }
}

bool Dialog::run() {
  // GIMP's own loop: it knows what its reset button does.
  while (gimp_procedure_dialog_run(GIMP_PROCEDURE_DIALOG(window())) != FALSE) {
    if (!paint()) {
      continue;
    }
    if (const std::optional<bool> ended = watch()) {
      return *ended;
    }
  }
  return false;
}

}  // namespace

bool run_dialog(const Memory& memory, Session& session, Studio& studio, const Original& original, Gallery& gallery) {
  return Dialog(memory, session, studio, original, gallery).run();
}

}  // namespace neural_style::ui::gtk3
