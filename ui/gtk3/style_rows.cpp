// See style_rows.hpp.
#include "ui/gtk3/style_rows.hpp"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <utility>

#include "neural_style/translation.hpp"
#include "ui/gtk/pixbuf.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/style_chooser.hpp"
#include "ui/gtk/thumbnail.hpp"

namespace neural_style::ui::gtk3 {

namespace {

// Entries of the combo box.
enum Source : int { file = 0, layer };

}  // namespace

StyleRows::StyleRows(Session& session, gtk::Rows& rows, gtk::Mnemonics& mnemonics, std::function<void()> changed)
    : session_(session), changed_(std::move(changed)) {
  GtkWidget* source = gtk_combo_box_text_new();
  gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(source), tr("Picture file"));
  gtk_combo_box_text_append_text(GTK_COMBO_BOX_TEXT(source), tr("Open layer"));
  gtk_widget_set_tooltip_text(source, tr("Where the picture comes from whose manner is taken over"));
  rows.add(mnemonics.label(tr("Style")), source, source);
  source_ = GTK_COMBO_BOX(source);
  gtk::on(source, "changed", [this] { source_chosen(); });

  const gtk::StyleChooser chooser(session.choices().style, [this](const std::filesystem::path& chosen) {
    session_.choose_style(chosen);
    changed_();
  });
  file_ = chooser.button();
  thumbnail_ = chooser.thumbnail();
  gtk_widget_set_halign(thumbnail_, GTK_ALIGN_START);
  rows.add_below(file_);
  rows.add_below(thumbnail_);

  layer_ = gimp_drawable_chooser_new(tr("Choose the Style Layer"), "", GIMP_TYPE_LAYER, nullptr);
  gtk_widget_set_tooltip_text(layer_, tr("Layer of an open image, as it looks with its filters"));
  rows.add_below(layer_);
  gtk::on(layer_, "notify::drawable", [this] { layer_chosen(); });
  // Which of the two is there is show()'s to say.
  for (GtkWidget* const widget : {file_, layer_, thumbnail_}) {
    gtk_widget_show_all(widget);
    gtk_widget_set_no_show_all(widget, TRUE);
  }
}

void StyleRows::show() {
  showing_ = true;
  const Choices& choices = session_.choices();
  const bool from_layer = choices.style_layer.has_value();
  gtk_combo_box_set_active(source_, from_layer ? Source::layer : Source::file);
  gtk_widget_set_visible(file_, static_cast<gboolean>(!from_layer));
  gtk_widget_set_visible(thumbnail_, static_cast<gboolean>(!from_layer));
  gtk_widget_set_visible(layer_, static_cast<gboolean>(from_layer));
  showing_ = false;
}

void StyleRows::source_chosen() {
  if (showing_) {
    return;
  }
  if (gtk_combo_box_get_active(source_) == Source::layer) {
    layer_chosen();
  } else {
    session_.choose_style_layer(std::nullopt);
    changed_();
  }
  show();
}

void StyleRows::layer_chosen() {
  GimpDrawable* chosen = gimp_drawable_chooser_get_drawable(GIMP_DRAWABLE_CHOOSER(layer_));
  session_.choose_style_layer(chosen != nullptr ? gimp_item_get_id(GIMP_ITEM(chosen)) : no_layer);
  changed_();
}

}  // namespace neural_style::ui::gtk3
