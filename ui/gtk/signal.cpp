// See signal.hpp.
#include "ui/gtk/signal.hpp"

#include <memory>
#include <utility>

namespace neural_style::ui::gtk {

using Handler = std::function<void()>;

namespace {

/// Owned by whoever takes the floating reference.
GClosure* new_closure(Handler handler) {
  auto owned = std::make_unique<Handler>(std::move(handler));
  GClosure* closure = g_closure_new_simple(sizeof(GClosure), owned.get());
  g_closure_set_marshal(closure, [](GClosure* self, GValue* /*result*/, guint /*count*/, const GValue* /*arguments*/,
                                    gpointer /*hint*/, gpointer /*data*/) { (*static_cast<Handler*>(self->data))(); });
  g_closure_add_finalize_notifier(closure, owned.release(), [](gpointer data, GClosure* /*closure*/) {
    const std::unique_ptr<Handler> last(static_cast<Handler*>(data));
  });
  return closure;
}

}  // namespace

gulong on(gpointer object, const char* signal, Handler handler) {
  return g_signal_connect_closure(object, signal, new_closure(std::move(handler)), FALSE);
}

void on_and_then(gpointer object, const char* signal, Handler handler) {
  on(object, signal, [object, handler = std::move(handler)] {
    GClosure* closure = new_closure(handler);
    g_object_watch_closure(G_OBJECT(object), closure);  // comes to nothing where the object has gone meanwhile
    GSource* source = g_idle_source_new();
    g_source_set_closure(source, closure);
    g_source_attach(source, nullptr);
    g_source_unref(source);
  });
}

}  // namespace neural_style::ui::gtk
