// See models_dialog.hpp.
#include "ui/gtk/models_dialog.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "neural_style/translation.hpp"
#include "ui/glib.hpp"
#include "ui/gtk/file_dialog.hpp"
#include "ui/gtk/keys.hpp"
#include "ui/gtk/metrics.hpp"
#include "ui/gtk/mnemonics.hpp"
#include "ui/gtk/signal.hpp"
#include "ui/gtk/toolkit.hpp"
#include "ui/gtk/trouble_label.hpp"
#include "ui/model_rows.hpp"
#include "ui/model_work.hpp"

namespace neural_style::ui::gtk {

namespace {

constexpr guint poll_milliseconds = 50;
constexpr int usual_width = 760;
constexpr int usual_height = 500;
constexpr int trouble_width = 600;

enum Column : int { name, purpose, size, place, columns };

/// "80 MB", in the words and with the decimal point of the desktop.
std::string size_text(std::uintmax_t bytes) { return Text(g_format_size(bytes)).get(); }

std::string place_text(ModelRow::Place place) {
  switch (place) {
    case ModelRow::Place::shipped:
      return tr("Built in");
    case ModelRow::Place::imported:
      return tr("Installed");
    case ModelRow::Place::elsewhere:
      break;
  }
  return tr("Can be fetched");
}

/// All that is known of it beside what the list says.
std::string details_of(const ModelRow& row) {
  std::string text;
  const auto add = [&text](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
  if (!row.licence.empty()) {
    add(say("License: {0}", row.licence));
  }
  if (!row.source.empty()) {
    add(say("Source: {0}", row.source));
  }
  if (!row.file.empty()) {
    const Text shown(g_filename_display_name(row.file.c_str()));
    add(say("File: {0}", shown.get()));
  }
  return text;
}

std::string bytes_text(const ModelWork::Bytes& bytes) {
  if (bytes.total == 0) {
    return say("Downloading: {0}", size_text(bytes.done));
  }
  if (bytes.done >= bytes.total) {
    return tr("Checking what has come…");
  }
  constexpr std::uintmax_t whole = 100;
  return say("Downloading: {0} of {1}, {2} %", size_text(bytes.done), size_text(bytes.total),
             bytes.done * whole / bytes.total);
}

std::string beginning_text(ModelWork::Task task) {
  switch (task) {
    case ModelWork::Task::import:
      return tr("Reading and copying the model…");
    case ModelWork::Task::fetch:
      return tr("Asking for the model…");
    case ModelWork::Task::verify:
      return tr("Checking the model…");
    case ModelWork::Task::remove:
      break;
  }
  return tr("Removing the model…");
}

std::optional<std::filesystem::path> ask_for_model(GtkWindow* parent) {
  FileDialog dialog(parent, tr("Import a Model"), GTK_FILE_CHOOSER_ACTION_OPEN, tr("_Open"));
  const char* downloads = g_get_user_special_dir(G_USER_DIRECTORY_DOWNLOAD);
  gtk_file_chooser_set_current_folder(dialog.chooser(), downloads != nullptr ? downloads : g_get_home_dir());
  return dialog.run();
}

GtkLabel* new_line() {
  GtkWidget* label = gtk_label_new(nullptr);
  g_object_set(label, "xalign", 0.0F, "yalign", 0.0F, nullptr);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_MIDDLE);
  return GTK_LABEL(label);
}

class ModelsDialog {
 public:
  ModelsDialog(GtkWindow* parent, const std::function<void()>& changed);
  ModelsDialog(const ModelsDialog&) = delete;
  ModelsDialog& operator=(const ModelsDialog&) = delete;
  ModelsDialog(ModelsDialog&&) = delete;
  ModelsDialog& operator=(ModelsDialog&&) = delete;
  ~ModelsDialog();

  void run();

 private:
  GtkWidget* make_list(GtkWidget* caption);
  GtkWidget* make_buttons();
  GtkWidget* make_fetching();
  GtkWidget* add_button(GtkWidget* row, const char* text, const char* tooltip, std::function<void()> clicked);
  void add_column(const char* title, Column column, bool grows);

  void show_rows(const std::string& selected);
  void show_selected();
  void show_working(std::optional<ModelWork::Task> task);
  [[nodiscard]] const ModelRow* selected() const;

  void import_file();
  void fetch();
  void remove();
  void begin(ModelWork::Task task);
  bool poll();
  void end(const ModelWork::News& news);

  const std::function<void()>& changed_;
  // The widgets belong to dialog_.
  GtkDialog* dialog_;
  Mnemonics mnemonics_;
  GtkTreeView* list_;
  GtkListStore* store_;
  GtkLabel* details_;
  GtkWidget* import_ = nullptr;
  GtkWidget* verify_ = nullptr;
  GtkWidget* remove_ = nullptr;
  GtkEntry* address_;
  GtkWidget* fetch_ = nullptr;
  GtkWidget* stop_ = nullptr;
  TroubleLabel model_trouble_{trouble_width};
  TroubleLabel fetch_trouble_{trouble_width};
  GtkProgressBar* bar_;
  GtkLabel* status_;
  std::vector<ModelRow> rows_;  // one for each of the list's
  guint timer_ = 0;             // while something is done
  bool closing_ = false;        // as soon as nothing is done any more
  bool showing_ = false;        // the list is being filled: what it tells is no news
  ModelWork work_;
};

ModelsDialog::ModelsDialog(GtkWindow* parent, const std::function<void()>& changed)
    : changed_(changed),
      dialog_(GTK_DIALOG(gtk_dialog_new_with_buttons(
          tr("Models"), parent, static_cast<GtkDialogFlags>(GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT),
          tr("_Close"), GTK_RESPONSE_CLOSE, nullptr))),
      mnemonics_(keys_of(GTK_WIDGET(dialog_))),
      list_(GTK_TREE_VIEW(gtk_tree_view_new())),
      store_(gtk_list_store_new(Column::columns, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING)),
      details_(new_line()),
      address_(GTK_ENTRY(gtk_entry_new())),
      bar_(GTK_PROGRESS_BAR(gtk_progress_bar_new())),
      status_(new_line()) {
  GtkWidget* all = new_box(GTK_ORIENTATION_VERTICAL, gap);
  gtk_container_set_border_width(GTK_CONTAINER(all), border);
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(dialog_)), all, TRUE, TRUE, 0);
  GtkWidget* caption = gtk_label_new_with_mnemonic(mnemonics_.label(tr("Models")).c_str());
  g_object_set(caption, "xalign", 0.0F, nullptr);
  gtk_box_pack_start(GTK_BOX(all), caption, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(all), make_list(caption), TRUE, TRUE, 0);
  for (GtkWidget* const part : {GTK_WIDGET(details_), make_buttons(), model_trouble_.widget(), make_fetching(),
                                fetch_trouble_.widget(), GTK_WIDGET(bar_), GTK_WIDGET(status_)}) {
    gtk_box_pack_start(GTK_BOX(all), part, FALSE, FALSE, 0);
  }
  gtk_window_set_default_size(GTK_WINDOW(dialog_), usual_width, usual_height);
  show_rows("");
  gtk_widget_show_all(GTK_WIDGET(dialog_));
  show_working(std::nullopt);
}

ModelsDialog::~ModelsDialog() {
  if (timer_ != 0) {
    g_source_remove(timer_);
  }
  showing_ = true;
  gtk_widget_destroy(GTK_WIDGET(dialog_));
}

GtkWidget* ModelsDialog::make_list(GtkWidget* caption) {
  gtk_tree_view_set_model(list_, GTK_TREE_MODEL(store_));
  g_object_unref(store_);  // the view has its own reference
  add_column(tr("Name"), Column::name, false);
  add_column(tr("Purpose"), Column::purpose, true);
  add_column(tr("Size"), Column::size, false);
  add_column(tr("State"), Column::place, false);
  gtk_tree_view_set_search_column(list_, Column::name);
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), GTK_WIDGET(list_));
  atk_object_set_name(gtk_widget_get_accessible(GTK_WIDGET(list_)), tr("Models"));
  on(gtk_tree_view_get_selection(list_), "changed", [this] {
    if (!showing_) {
      show_selected();
    }
  });
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
  gtk_container_add(GTK_CONTAINER(scrolled), GTK_WIDGET(list_));
  return scrolled;
}

void ModelsDialog::add_column(const char* title, Column column, bool grows) {
  GtkCellRenderer* text = gtk_cell_renderer_text_new();
  GtkTreeViewColumn* made =
      gtk_tree_view_column_new_with_attributes(title, text, "text", static_cast<int>(column), nullptr);
  if (grows) {
    g_object_set(text, "ellipsize", PANGO_ELLIPSIZE_END, nullptr);
    gtk_tree_view_column_set_expand(made, TRUE);
  }
  gtk_tree_view_append_column(list_, made);
}

GtkWidget* ModelsDialog::add_button(GtkWidget* row, const char* text, const char* tooltip,
                                    std::function<void()> clicked) {
  GtkWidget* button = gtk_button_new_with_mnemonic(mnemonics_.text(text).c_str());
  gtk_widget_set_tooltip_text(button, tooltip);
  on_and_then(button, "clicked", std::move(clicked));
  gtk_box_pack_start(GTK_BOX(row), button, FALSE, FALSE, 0);
  return button;
}

GtkWidget* ModelsDialog::make_buttons() {
  GtkWidget* row = new_box(GTK_ORIENTATION_HORIZONTAL, gap);
  import_ = add_button(row, tr("Import…"),
                       tr("Copy a network's file to the others: VGG-19 or VGG-16 as safetensors, or as PyTorch, "
                          "MatConvNet or Caffe write it"),
                       [this] { import_file(); });
  verify_ = add_button(row, tr("Verify"), tr("Read the model's file from end to end and compare its checksum"), [this] {
    work_.verify(selected()->name);
    begin(ModelWork::Task::verify);
  });
  remove_ = add_button(row, tr("Remove"), tr("Delete the copy that was imported or fetched"), [this] { remove(); });
  return row;
}

GtkWidget* ModelsDialog::make_fetching() {
  GtkWidget* row = new_box(GTK_ORIENTATION_HORIZONTAL, gap);
  GtkWidget* caption = gtk_label_new_with_mnemonic(mnemonics_.label(tr("Address")).c_str());
  gtk_label_set_mnemonic_widget(GTK_LABEL(caption), GTK_WIDGET(address_));
  gtk_widget_set_tooltip_text(GTK_WIDGET(address_),
                              tr("Where a network's file can be downloaded: that of the chosen model, or any other"));
  on(address_, "activate", [this] { fetch(); });
  gtk_box_pack_start(GTK_BOX(row), caption, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(row), GTK_WIDGET(address_), TRUE, TRUE, 0);
  fetch_ =
      add_button(row, tr("Fetch"), tr("Download the file, check it, and add it to the models"), [this] { fetch(); });
  stop_ = add_button(row, tr("Stop"), tr("End the download; the next one goes on from there"), [this] {
    work_.cancel();
    gtk_widget_set_sensitive(stop_, FALSE);
  });
  for (GtkWidget* const button : {fetch_, stop_}) {
    gtk_widget_set_no_show_all(button, TRUE);
  }
  return row;
}

void ModelsDialog::run() {
  // What is being done is not left alone: the dialog ends after it, and answers until then.
  while (gtk_dialog_run(dialog_), timer_ != 0) {
    closing_ = true;
    work_.cancel();
    gtk_label_set_text(status_, tr("Ending…"));
  }
}

/// Anew, with the model of that name selected, or else the first.
void ModelsDialog::show_rows(const std::string& selected_name) {
  showing_ = true;
  rows_ = model_rows();
  gtk_list_store_clear(store_);
  GtkTreeSelection* selection = gtk_tree_view_get_selection(list_);
  for (const ModelRow& row : rows_) {
    GtkTreeIter end;
    gtk_list_store_append(store_, &end);
    gtk_list_store_set(store_, &end, Column::name, row.name.c_str(), Column::purpose, row.purpose.c_str(), Column::size,
                       row.size > 0 ? size_text(row.size).c_str() : "", Column::place, place_text(row.place).c_str(),
                       -1);
    if (row.name == selected_name || &row == &rows_.front()) {
      gtk_tree_selection_select_iter(selection, &end);
    }
  }
  showing_ = false;
  show_selected();
}

/// Null if none is.
const ModelRow* ModelsDialog::selected() const {
  GtkTreeIter place;
  if (gtk_tree_selection_get_selected(gtk_tree_view_get_selection(list_), nullptr, &place) == FALSE) {
    return nullptr;
  }
  GtkTreePath* path = gtk_tree_model_get_path(GTK_TREE_MODEL(store_), &place);
  const auto index = static_cast<std::size_t>(gtk_tree_path_get_indices(path)[0]);
  gtk_tree_path_free(path);
  return &rows_[index];
}

void ModelsDialog::show_selected() {
  const ModelRow* row = selected();
  gtk_label_set_text(details_, row == nullptr ? "" : details_of(*row).c_str());
  const bool here = row != nullptr && row->place != ModelRow::Place::elsewhere;
  const bool idle = timer_ == 0;
  gtk_widget_set_sensitive(verify_, static_cast<gboolean>(here && idle));
  gtk_widget_set_sensitive(remove_, static_cast<gboolean>(here && row->place == ModelRow::Place::imported && idle));
  if (row != nullptr && !here && idle) {
    gtk_entry_set_text(address_, row->source.c_str());
  }
}

void ModelsDialog::show_working(std::optional<ModelWork::Task> task) {
  const bool fetching = task == ModelWork::Task::fetch;
  for (GtkWidget* const part : {import_, GTK_WIDGET(address_), fetch_}) {
    gtk_widget_set_sensitive(part, static_cast<gboolean>(!task));
  }
  gtk_widget_set_visible(GTK_WIDGET(bar_), static_cast<gboolean>(task.has_value()));
  gtk_widget_set_visible(fetch_, static_cast<gboolean>(!fetching));
  gtk_widget_set_visible(stop_, static_cast<gboolean>(fetching));
  gtk_widget_set_sensitive(stop_, static_cast<gboolean>(fetching));
  show_selected();
  // What had it may be of no use now.
  gtk_widget_grab_focus(fetching ? stop_ : GTK_WIDGET(list_));
}

void ModelsDialog::import_file() {
  const auto file = ask_for_model(GTK_WINDOW(dialog_));
  if (file) {
    work_.import_file(*file);
    begin(ModelWork::Task::import);
  }
}

void ModelsDialog::fetch() {
  work_.fetch(gtk_entry_get_text(address_));
  begin(ModelWork::Task::fetch);
}

void ModelsDialog::remove() {
  const std::string name = selected()->name;
  GtkWidget* question =
      gtk_message_dialog_new(GTK_WINDOW(dialog_), GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s",
                             say("Remove the model \"{0}\" from this computer?", name).c_str());
  gtk_window_set_title(GTK_WINDOW(question), tr("Remove"));
  gtk_dialog_add_buttons(GTK_DIALOG(question), tr("_Cancel"), GTK_RESPONSE_CANCEL, tr("_Remove"), GTK_RESPONSE_ACCEPT,
                         nullptr);
  const bool wanted = gtk_dialog_run(GTK_DIALOG(question)) == GTK_RESPONSE_ACCEPT;
  gtk_widget_destroy(question);
  if (wanted) {
    work_.remove(name);
    begin(ModelWork::Task::remove);
  }
}

void ModelsDialog::begin(ModelWork::Task task) {
  model_trouble_.show("");
  fetch_trouble_.show("");
  gtk_label_set_text(status_, beginning_text(task).c_str());
  gtk_progress_bar_set_fraction(bar_, 0);
  timer_ = g_timeout_add(
      poll_milliseconds,
      [](gpointer self) -> gboolean { return static_cast<ModelsDialog*>(self)->poll() ? TRUE : FALSE; }, this);
  show_working(task);
}

/// Whether there is more to come.
bool ModelsDialog::poll() {
  const ModelWork::News news = work_.poll();
  if (news.bytes && !closing_) {
    gtk_label_set_text(status_, bytes_text(*news.bytes).c_str());
  }
  if (news.bytes && news.bytes->total > 0) {
    gtk_progress_bar_set_fraction(bar_, static_cast<double>(news.bytes->done) / static_cast<double>(news.bytes->total));
  } else if (news.task != ModelWork::Task::fetch) {
    gtk_progress_bar_pulse(bar_);
  }
  if (!news.working) {
    timer_ = 0;
    end(news);
  }
  return news.working;
}

void ModelsDialog::end(const ModelWork::News& news) {
  gtk_label_set_text(status_, news.done.c_str());
  (news.task == ModelWork::Task::fetch ? fetch_trouble_ : model_trouble_).show(news.error);
  show_working(std::nullopt);
  if (news.error.empty() && news.task != ModelWork::Task::verify) {
    show_rows(news.model);
    changed_();
  }
  if (closing_) {
    gtk_dialog_response(dialog_, GTK_RESPONSE_CLOSE);
  }
}

}  // namespace

void show_models(GtkWindow* parent, const std::function<void()>& changed) { ModelsDialog(parent, changed).run(); }

}  // namespace neural_style::ui::gtk
