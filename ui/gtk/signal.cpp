// See signal.hpp.
#include "ui/gtk/signal.hpp"

#include <memory>
#include <utility>

namespace neural_style::ui::gtk {

using Handler = std::function<void()>;

gulong on(gpointer object, const char* signal, Handler handler) {
  auto owned = std::make_unique<Handler>(std::move(handler));
  GClosure* closure = g_closure_new_simple(sizeof(GClosure), owned.get());
  g_closure_set_marshal(closure, [](GClosure* self, GValue* /*result*/, guint /*count*/, const GValue* /*arguments*/,
                                    gpointer /*hint*/, gpointer /*data*/) { (*static_cast<Handler*>(self->data))(); });
  g_closure_add_finalize_notifier(closure, owned.release(), [](gpointer data, GClosure* /*closure*/) {
    const std::unique_ptr<Handler> last(static_cast<Handler*>(data));
  });
  return g_signal_connect_closure(object, signal, closure, FALSE);
}

}  // namespace neural_style::ui::gtk
