// See dialog.hpp.
#include "ui/gtk/dialog.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <cmath>
#include <utility>

#include "neural_style/error.hpp"
#include "neural_style/models.hpp"
#include "neural_style/translation.hpp"
#include "ui/gtk/keys.hpp"
#include "ui/gtk/metrics.hpp"
#include "ui/gtk/models_dialog.hpp"
#include "ui/gtk/preset_dialog.hpp"
#include "ui/gtk/signal.hpp"

namespace neural_style::ui::gtk {

namespace {

GtkLabel* new_text() {
  GtkWidget* label = gtk_label_new(nullptr);
  g_object_set(label, "xalign", 0.0F, nullptr);
  return GTK_LABEL(label);
}

void set_children_sensitive(GtkWidget* container, bool sensitive) {
  GList* children = gtk_container_get_children(GTK_CONTAINER(container));
  for (const GList* child = children; child != nullptr; child = child->next) {
    gtk_widget_set_sensitive(GTK_WIDGET(child->data), static_cast<gboolean>(sensitive));
  }
  g_list_free(children);
}

}  // namespace

Dialog::Dialog(GtkDialog* window, Session& session, Studio& studio, const Original& original, Gallery& gallery)
    : window_(window),
      session_(session),
      presenter_(session, studio, *this),
      form_(session, [this] { changed(); }),
      original_(original),
      earlier_(studio.earlier()),
      gallery_(gallery),
      offer_(gtk_button_new()),
      forecast_(new_text()),
      bar_(GTK_PROGRESS_BAR(gtk_progress_bar_new())),
      status_(new_text()) {
  // Escape is Cancel, which while painting leads back to the settings; closing the window leaves at once.
  on(window_, "close", [window] {
    g_signal_stop_emission_by_name(window, "close");
    gtk_dialog_response(window, GTK_RESPONSE_CANCEL);
  });
}

Dialog::~Dialog() {
  if (timer_ != 0) {
    g_source_remove(timer_);
  }
  styles_.reset();  // before its widgets, which tell it that nothing is selected any more
  gtk_widget_destroy(GTK_WIDGET(window_));
}

void Dialog::fill() {
  Mnemonics mnemonics(keys_of(GTK_WIDGET(window_)));
  GtkWidget* all = new_box(GTK_ORIENTATION_VERTICAL, border);
  gtk_container_set_border_width(GTK_CONTAINER(all), border);
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(window_)), all, TRUE, TRUE, 0);
  GtkWidget* halves = new_box(GTK_ORIENTATION_HORIZONTAL, border);
  GtkWidget* controls = make_controls(mnemonics);  // first: they get the letters that suit them best
  GtkWidget* picture = make_picture(mnemonics);
  gtk_box_pack_start(GTK_BOX(halves), picture, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(halves), controls, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(all), halves, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(all), make_progress(), FALSE, FALSE, 0);
  show_form();
  gtk_widget_show_all(all);
  gtk_widget_set_tooltip_text(gtk_dialog_get_widget_for_response(window_, Response::stop_and_keep),
                              tr("End now and make the picture as it stands a new layer"));
  show_phase(Session::Phase::choosing);
  presenter_.changed();
  timer_ = g_timeout_add(
      static_cast<guint>(Presenter::poll_interval.count()),
      [](gpointer self) -> gboolean {
        static_cast<Dialog*>(self)->presenter_.poll();
        return TRUE;
      },
      this);
  // Who has a style wants to go on with it.
  gtk_widget_grab_focus(session_.choices().has_style() ? gtk_dialog_get_widget_for_response(window_, GTK_RESPONSE_OK)
                                                       : styles_->first());
}

GtkWidget* Dialog::make_picture(Mnemonics& mnemonics) {
  pane_.emplace(original_, mnemonics, [this](const std::optional<Part>& part) { presenter_.look_at(part); });
  styles_->accept_drops(pane_->widget());
  GtkWidget* column = new_box(GTK_ORIENTATION_VERTICAL, gap);
  gtk_box_pack_start(GTK_BOX(column), pane_->widget(), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(column), GTK_WIDGET(forecast_), FALSE, FALSE, 0);
  return column;
}

GtkWidget* Dialog::make_controls(Mnemonics& mnemonics) {
  GtkWidget* controls = new_box(GTK_ORIENTATION_VERTICAL, border);
  if (earlier_) {
    gtk_box_pack_start(GTK_BOX(controls), make_go_on(mnemonics), FALSE, FALSE, 0);
  }
  gtk_box_pack_start(GTK_BOX(controls), make_styles(mnemonics), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(controls), main_.widget(), FALSE, FALSE, 0);
  main_.add(mnemonics.label(tr("Preset")), make_presets(), form_.preset());
  for (const SettingInfo& info : settings_table()) {
    if (!info.advanced) {
      add_setting(main_, info, mnemonics);
    }
  }
  gtk_box_pack_start(GTK_BOX(controls), make_advanced(mnemonics), TRUE, TRUE, 0);
  return controls;
}

GtkWidget* Dialog::make_go_on(Mnemonics& mnemonics) {
  go_on_ = gtk_check_button_new_with_mnemonic(mnemonics.text(tr("Continue this painting")).c_str());
  gtk_widget_set_tooltip_text(go_on_,
                              tr("The layer was painted by this filter: go on from it, with the settings and the style "
                                 "that it was painted with or with others, instead of painting it anew"));
  on(go_on_, "toggled", [this] {
    const bool go_on = gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(go_on_)) != FALSE;
    if (go_on == session_.choices().go_on) {
      return;  // it was shown, not chosen
    }
    Choices choices = go_on ? *earlier_ : session_.choices();
    choices.go_on = go_on;
    session_.choose(choices);
    show_form();
    changed();
  });
  return go_on_;
}

/// The presets to choose from, and the way to those in files.
GtkWidget* Dialog::make_presets() {
  GtkWidget* row = new_box(GTK_ORIENTATION_HORIZONTAL, gap);
  gtk_box_pack_start(GTK_BOX(row), form_.preset(), TRUE, TRUE, 0);
  const auto add = [row](const char* icon, const char* what, std::function<void()> clicked) {
    GtkWidget* button = gtk_button_new();
    gtk_container_add(GTK_CONTAINER(button), gtk_image_new_from_icon_name(icon, GTK_ICON_SIZE_BUTTON));
    gtk_widget_set_tooltip_text(button, what);
    atk_object_set_name(gtk_widget_get_accessible(button), what);
    on_and_then(button, "clicked", std::move(clicked));
    gtk_box_pack_start(GTK_BOX(row), button, FALSE, FALSE, 0);
  };
  add("document-open", tr("Load the settings from a preset file"), [this] { load_preset(); });
  add("document-save", tr("Save the settings as a preset file, to keep or to share"), [this] { save_preset(); });
  return row;
}

GtkWidget* Dialog::make_styles(Mnemonics& mnemonics) {
  GtkWidget* caption = gtk_label_new_with_mnemonic(mnemonics.label(tr("Style")).c_str());
  g_object_set(caption, "xalign", 0.0F, nullptr);
  styles_.emplace(
      session_, gallery_, mnemonics, [this] { changed(); },
      [this](const std::string& sentence) { show_trouble(Topic::style, sentence); });
  GtkWidget* column = new_box(GTK_ORIENTATION_VERTICAL, gap);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), styles_->first());
  for (GtkWidget* const part : {caption, styles_->widget(), style_trouble_.widget()}) {
    gtk_box_pack_start(GTK_BOX(column), part, FALSE, FALSE, 0);
  }
  return column;
}

GtkWidget* Dialog::make_advanced(Mnemonics& mnemonics) {
  GtkWidget* expander = gtk_expander_new_with_mnemonic(mnemonics.text(tr("Advanced settings")).c_str());
  // Over the whole width, so that it begins where lines begin: GTK 3 has it on the left in every language.
  gtk_expander_set_label_fill(GTK_EXPANDER(expander), TRUE);
  g_object_set(gtk_expander_get_label_widget(GTK_EXPANDER(expander)), "xalign", 0.0F, nullptr);
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  constexpr int height = 220;
  gtk_widget_set_size_request(scrolled, -1, height);
  gtk_container_set_border_width(GTK_CONTAINER(advanced_.widget()), gap);
  add_scrolled(GTK_SCROLLED_WINDOW(scrolled), advanced_.widget());
  gtk_container_add(GTK_CONTAINER(expander), scrolled);
  for (const SettingInfo& info : settings_table()) {
    if (info.advanced) {
      add_setting(advanced_, info, mnemonics);
    }
  }
  return expander;
}

void Dialog::add_setting(Rows& rows, const SettingInfo& info, Mnemonics& mnemonics) {
  const std::string label = mnemonics.label(tr(info.label));
  const SettingWidget& made = form_.add([&](const auto& changed) {
    if (wants_slider(info)) {
      return rows.add_slider(info, label, changed);
    }
    SettingWidget widget = make_setting_widget(info, changed);
    rows.add(label,
             info.kind == SettingKind::size    ? with_what_is_said_of_it(widget.widget)
             : info.kind == SettingKind::model ? with_their_store(widget.widget, mnemonics)
                                               : widget.widget,
             widget.first);
    return widget;
  });
  if (made.below != nullptr) {
    rows.add_below(made.below);
  }
}

/// In one row with the size, so that there is no gap below it when there is nothing to say.
GtkWidget* Dialog::with_what_is_said_of_it(GtkWidget* size) {
  GtkWidget* column = new_box(GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_no_show_all(offer_, TRUE);
  on(offer_, "clicked", [this] { take_offered_size(); });
  for (GtkWidget* const part : {size, size_trouble_.widget(), offer_}) {
    gtk_box_pack_start(GTK_BOX(column), part, FALSE, FALSE, 0);
  }
  return column;
}

/// In one row with the way to what there is to choose from.
GtkWidget* Dialog::with_their_store(GtkWidget* models, Mnemonics& mnemonics) {
  GtkWidget* row = new_box(GTK_ORIENTATION_HORIZONTAL, gap);
  GtkWidget* store = gtk_button_new_with_mnemonic(mnemonics.text(tr("Models…")).c_str());
  gtk_widget_set_tooltip_text(store, tr("Import, fetch, check and remove models"));
  on_and_then(store, "clicked", [this, models] {
    show_models(GTK_WINDOW(window_), [this, models] { models_changed(GTK_COMBO_BOX(models)); });
  });
  gtk_box_pack_start(GTK_BOX(row), models, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(row), store, FALSE, FALSE, 0);
  return row;
}

/// There are others than before: what is gone cannot stay chosen.
void Dialog::models_changed(GtkComboBox* models) {
  offer_models(models);
  try {
    find_model(session_.choices().settings.model);
  } catch (const Error&) {
    session_.choose_setting("model", Settings{}.model);
    form_.show();
    changed();
  }
}

GtkWidget* Dialog::make_progress() {
  GtkWidget* column = new_box(GTK_ORIENTATION_VERTICAL, gap);
  gtk_box_pack_start(GTK_BOX(column), painting_trouble_.widget(), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(column), GTK_WIDGET(bar_), FALSE, FALSE, 0);
  gtk_label_set_ellipsize(status_, PANGO_ELLIPSIZE_END);
  gtk_box_pack_start(GTK_BOX(column), GTK_WIDGET(status_), FALSE, FALSE, 0);
  return column;
}

void Dialog::changed() {
  remember();
  if (is_valid()) {
    presenter_.changed();
  }
}

void Dialog::show_form() {
  form_.show();
  styles_->show();
  if (go_on_ != nullptr) {
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(go_on_), static_cast<gboolean>(session_.choices().go_on));
  }
}

void Dialog::show_choices() {
  show_form();
  presenter_.changed();
}

void Dialog::load_preset() {
  use_preset_file(ask_for_preset(GTK_WINDOW(window_)), [this](const std::filesystem::path& file) {
    session_.load_preset(file);
    form_.show();
    changed();
  });
}

void Dialog::save_preset() {
  use_preset_file(ask_where_to_save_preset(GTK_WINDOW(window_)),
                  [this](const std::filesystem::path& file) { session_.save_preset(file); });
}

/// If there is one; shows why that cannot be.
void Dialog::use_preset_file(const std::optional<std::filesystem::path>& file,
                             const std::function<void(const std::filesystem::path&)>& use) {
  if (!file) {
    return;
  }
  show_trouble(Topic::painting, "");
  try {
    use(*file);
  } catch (const Error& error) {
    show_trouble(Topic::painting, error.what());
  }
}

void Dialog::take_offered_size() {
  session_.choose_setting("size", std::to_string(offered_side_));
  form_.show();
  changed();
}

bool Dialog::paint() {
  if (const std::string error = form_.error(); !error.empty()) {
    show_trouble(Topic::painting, error);
    return false;
  }
  return presenter_.paint();
}

std::optional<bool> Dialog::watch() {
  while (presenter_.busy()) {
    switch (gimp_dialog_run(GIMP_DIALOG(window_))) {
      case Response::stop_and_keep:
        presenter_.stop();
        break;
      case Response::painted:
        return true;
      case GTK_RESPONSE_CANCEL:
        presenter_.cancel();
        break;
      case Response::choices_again:
        break;
      default:  // the window was closed
        return false;
    }
  }
  return std::nullopt;
}

void Dialog::show_trouble(Topic topic, const std::string& sentence) {
  switch (topic) {
    case Topic::style:
      style_trouble_.show(sentence);
      break;
    case Topic::size:
      size_trouble_.show(sentence);
      break;
    case Topic::painting:
      painting_trouble_.show(sentence);
      break;
  }
}

void Dialog::show_phase(Session::Phase phase) {
  const bool busy = presenter_.busy();
  styles_->set_sensitive(!busy);
  if (go_on_ != nullptr) {
    gtk_widget_set_sensitive(go_on_, static_cast<gboolean>(!busy));
  }
  set_children_sensitive(main_.widget(), !busy);
  set_children_sensitive(advanced_.widget(), !busy);
  set_own_controls_sensitive(!busy);
  gtk_dialog_set_response_sensitive(window_, Response::reset, static_cast<gboolean>(!busy));
  gtk_widget_set_visible(gtk_dialog_get_widget_for_response(window_, GTK_RESPONSE_OK), static_cast<gboolean>(!busy));
  gtk_widget_set_visible(gtk_dialog_get_widget_for_response(window_, Response::stop_and_keep),
                         static_cast<gboolean>(busy));
  gtk_dialog_set_response_sensitive(window_, Response::stop_and_keep,
                                    static_cast<gboolean>(phase == Session::Phase::painting));
}

void Dialog::show_fraction(double fraction) {
  gtk_progress_bar_set_fraction(bar_, fraction);
  // For who looks at something else meanwhile: window lists show it.
  const std::string title =
      presenter_.busy() ? say("Neural Style: {0} %", std::lround(100 * fraction)) : tr("Neural Style");
  gtk_window_set_title(GTK_WINDOW(window_), title.c_str());
}

void Dialog::show_status(const std::string& text) { gtk_label_set_text(status_, text.c_str()); }

void Dialog::show_forecast(const std::string& text) { gtk_label_set_text(forecast_, text.c_str()); }

void Dialog::offer_size(int long_side) {
  offered_side_ = long_side;
  if (long_side > 0) {
    gtk_button_set_label(GTK_BUTTON(offer_),
                         say("Paint with a long side of {0} pixels, the most that fits", long_side).c_str());
  }
  gtk_widget_set_visible(offer_, static_cast<gboolean>(long_side > 0));
}

void Dialog::show_picture(const Image& picture) { pane_->show_picture(picture); }

void Dialog::show_detail(const Detail& detail) { pane_->show_detail(detail); }

void Dialog::choose_again() { gtk_dialog_response(window_, Response::choices_again); }

void Dialog::end() {
  if (const Choices& choices = session_.choices(); !choices.style_layer) {
    gallery_.used(choices.style);
  }
  gtk_dialog_response(window_, Response::painted);
}

}  // namespace neural_style::ui::gtk
