"""A window to drag a file out of, as a file manager has: drag_source.py TITLE FILE."""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

title, file = sys.argv[1:]
window = Gtk.Window(title=title, default_width=200, default_height=100)
window.move(2200, 1800)  # beside the dialog, whose screen it is
handle = Gtk.EventBox()
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect("drag-data-get", lambda _widget, _drag, data, *_: data.set_uris([pathlib.Path(file).as_uri()]))
window.add(handle)
window.show_all()
Gtk.main()
