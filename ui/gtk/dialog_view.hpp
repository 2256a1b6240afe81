// What a painting changes in a dialog, whatever else is in it.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <string>

#include "ui/gtk/form.hpp"
#include "ui/gtk/pixbuf.hpp"
#include "ui/presenter.hpp"

namespace neural_style::ui::gtk {

inline constexpr int picture_side = 320;

// GIMP's spacing.
inline constexpr int border = 12;
inline constexpr int gap = 6;

/// Numbers of the dialog's responses, beside GTK's own. GIMP 3 has a reset button of that number in its dialogs.
enum Response : int { reset = 1, stop_and_keep, painted, choices_again };

/// Shows how a session paints. Who derives from this makes the dialog and fills it.
class DialogView : protected View {
 public:
  DialogView(const DialogView&) = delete;
  DialogView& operator=(const DialogView&) = delete;
  DialogView(DialogView&&) = delete;
  DialogView& operator=(DialogView&&) = delete;
  ~DialogView() override;

 protected:
  /// `before` is what will be painted, at any size. `changed` is called when the person has changed a setting.
  DialogView(GtkDialog* dialog, Session& session, const Prepare& prepare, const Image& before,
             std::function<void()> changed);

  /// The widget for the picture. These belong to the containers that they are put into.
  GtkWidget* make_picture();
  /// Fills two empty boxes: the sentence of an error, left to right, and how far the painting is, top down.
  void fill_message(GtkBox* row);
  void fill_progress(GtkBox* column);
  /// To be called when everything is in its place.
  void begin();

  /// Paints, if all that was entered is valid.
  void start();

  virtual void set_controls_sensitive(bool sensitive) = 0;

  void show_error(const std::string& sentence) override;
  void show_phase(Session::Phase phase) override;
  void show_fraction(double fraction) override;
  void show_status(const std::string& text) override;
  void show_picture(const Image& picture) override;
  void end() override;

  [[nodiscard]] GtkDialog* dialog() const { return dialog_; }
  [[nodiscard]] Session& session() { return session_; }
  [[nodiscard]] Presenter& presenter() { return presenter_; }
  [[nodiscard]] Form& form() { return form_; }

 private:
  // The widgets belong to dialog_.
  GtkDialog* dialog_;
  Session& session_;
  Presenter presenter_;
  Form form_;
  const Pixbuf before_;
  GtkWidget* message_ = nullptr;
  GtkLabel* message_text_ = nullptr;
  GtkImage* picture_ = nullptr;
  GtkProgressBar* bar_ = nullptr;
  GtkLabel* status_ = nullptr;
  guint timer_ = 0;
};

/// The children of a container, but for one: all can be used, or none.
void set_children_sensitive(GtkContainer* container, bool sensitive, const GtkWidget* but);

}  // namespace neural_style::ui::gtk
