// The filter's dialog, but for what each GIMP has of its own.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "ui/gtk/form.hpp"
#include "ui/gtk/gallery_view.hpp"
#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/picture_pane.hpp"
#include "ui/gtk/toolkit.hpp"
#include "ui/gtk/trouble_label.hpp"
#include "ui/presenter.hpp"

namespace neural_style::ui::gtk {

/// Numbers of the dialog's responses, beside GTK's own. GIMP 3 has a reset button of that number in its dialogs.
enum Response : int { reset = 1, stop_and_keep, painted, choices_again };

/// Who derives from this makes the window, with buttons for GTK_RESPONSE_OK, GTK_RESPONSE_CANCEL and
/// Response::stop_and_keep, calls fill(), and runs it.
class Dialog : protected View {
 public:
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  Dialog(Dialog&&) = delete;
  Dialog& operator=(Dialog&&) = delete;
  ~Dialog() override;

 protected:
  Dialog(GtkDialog* window, Session& session, Studio& studio, const Original& original, Gallery& gallery);

  /// Once the window has its buttons: the settings get letters that these leave.
  void fill();

  virtual void set_own_controls_sensitive(bool /*sensitive*/) {}
  /// The person has changed a choice.
  virtual void remember() {}

  /// To be called when the person has changed a choice.
  void changed();
  /// Whether what the widgets show can be read, and so is what the session has.
  [[nodiscard]] bool is_valid() const { return form_.error().empty(); }
  /// To be called when the session's choices were changed by other ways than the widgets.
  void show_choices();
  /// Paints, if all that was entered is valid. False: it is not, or cannot be painted.
  bool paint();
  /// Until there is a painting to keep (true), the dialog is left (false), or it is time to choose again.
  std::optional<bool> watch();

  void show_trouble(Topic topic, const std::string& sentence) override;
  void show_phase(Session::Phase phase) override;
  void show_fraction(double fraction) override;
  void show_status(const std::string& text) override;
  void show_forecast(const std::string& text) override;
  void offer_size(int long_side) override;
  void show_picture(const Image& picture) override;
  void show_detail(const Detail& detail) override;
  void choose_again() override;
  void end() override;

  [[nodiscard]] GtkDialog* window() const { return window_; }
  [[nodiscard]] Session& session() { return session_; }
  [[nodiscard]] Presenter& presenter() { return presenter_; }

 private:
  GtkWidget* make_picture(Mnemonics& mnemonics);
  GtkWidget* make_styles(Mnemonics& mnemonics);
  GtkWidget* make_go_on(Mnemonics& mnemonics);
  GtkWidget* make_presets();
  GtkWidget* make_controls(Mnemonics& mnemonics);
  GtkWidget* make_advanced(Mnemonics& mnemonics);
  GtkWidget* make_progress();
  void add_setting(Rows& rows, const SettingInfo& info, Mnemonics& mnemonics);
  GtkWidget* with_what_is_said_of_it(GtkWidget* size);
  GtkWidget* with_their_store(GtkWidget* models, Mnemonics& mnemonics);
  void models_changed(GtkComboBox* models);
  void show_form();
  void take_offered_size();
  void load_preset();
  void save_preset();
  void use_preset_file(const std::optional<std::filesystem::path>& file,
                       const std::function<void(const std::filesystem::path&)>& use);

  // The widgets belong to window_.
  GtkDialog* window_;
  Session& session_;
  Presenter presenter_;
  Form form_;
  const Original& original_;
  const std::optional<Choices> earlier_;
  Gallery& gallery_;
  std::optional<GalleryView> styles_;
  std::optional<PicturePane> pane_;
  Rows main_;
  Rows advanced_;
  TroubleLabel style_trouble_;
  TroubleLabel size_trouble_;
  TroubleLabel painting_trouble_;
  GtkWidget* go_on_ = nullptr;  // there is none where nothing can be gone on from
  GtkWidget* offer_;
  int offered_side_ = 0;
  GtkLabel* forecast_;
  GtkProgressBar* bar_;
  GtkLabel* status_;
  guint timer_ = 0;
};

}  // namespace neural_style::ui::gtk
