"""The dialog as a screen reader meets it: asked and used through AT-SPI, on a bus of the test's own."""

import os
import pathlib
import re
import subprocess
import time

from gimp import wait_for
from screen import ScreenCase
from versions import GIMP

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError):
    Atspi = None

REGISTRY = pathlib.Path("/usr/libexec/at-spi2-registryd")
BUS_SETTINGS = pathlib.Path("/usr/share/defaults/at-spi2/accessibility.conf")

TABS = 100  # more than there are widgets
PATIENCE_FOR_TAB = 5  # seconds: the first key of a process takes the longest
PATIENCE_FOR_ANSWER = 5_000  # milliseconds: then the question is asked again

# GTK 2 and GTK 3 name some roles differently.
ROLES = {"button": "push button", "icon": "image"}


def is_available():
    return Atspi is not None and REGISTRY.exists() and BUS_SETTINGS.exists() and GIMP.is_accessible()


class Widget:
    """A widget of the plug-in."""

    def __init__(self, accessible, path=()):
        self.accessible = accessible
        self.path = path  # from the window down: by it a widget is known again, wherever it was scrolled to

    def __repr__(self):
        return f"{self.role} {self.name!r}"

    @property
    def role(self):
        role = self.accessible.get_role_name()
        return ROLES.get(role, role)

    @property
    def name(self):
        """What is spoken when the widget gets the focus: its label, or else its own name, or the text in it."""
        for relation in self.accessible.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                return relation.get_target(0).get_name().rstrip(":")
        return self.accessible.get_name() or (self.text if "Text" in self.accessible.get_interfaces() else "")

    @property
    def description(self):
        return self.accessible.get_description()

    def has(self, *states):
        own = self.accessible.get_state_set()
        return all(own.contains(getattr(Atspi.StateType, state.upper())) for state in states)

    def process(self):
        return self.accessible.get_process_id()

    def program(self):
        """Whose widget it is, as the bus knows it: a GIMP that waits for its plug-in would not answer."""
        return pathlib.Path(f"/proc/{self.process()}/comm").read_text(encoding="utf-8").strip()

    def parent(self):
        return Widget(self.accessible.get_parent())

    def holder(self):
        """The same as one that is found from the window down."""
        return Widget(self.accessible.get_parent(), self.path[:-1])

    def children(self):
        children = ((self.accessible.get_child_at_index(i), i) for i in range(self.accessible.get_child_count()))
        return [Widget(child, (*self.path, i)) for child, i in children if child is not None]

    def is_item(self):
        """One of a list, which the arrow keys lead to, and not Tab."""
        return self.parent().role in ("layered pane", "icon view")

    def walk(self):
        yield self
        for child in self.children():
            yield from child.walk()

    def walk_showing(self):
        """What there is to see of it: GIMP's windows have thousands of widgets that nobody sees, in menus."""
        if self.has("showing", "visible"):
            yield self
            for child in self.children():
                yield from child.walk_showing()

    def place(self):
        """Left, top, width and height on the screen."""
        box = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def center(self):
        left, top, width, height = self.place()
        return left + width // 2, top + height // 2

    @property
    def value(self):
        return Atspi.Value.get_current_value(self.accessible)

    def set_value(self, value):
        Atspi.Value.set_current_value(self.accessible, value)

    @property
    def text(self):
        return Atspi.Text.get_text(self.accessible, 0, -1)

    def enter(self, text):
        Atspi.EditableText.set_text_contents(self.accessible, text)

    def click(self):
        Atspi.Action.do_action(self.accessible, 0)

    def items(self):
        """Names of what a combo box offers."""
        return [each.name for each in self.walk() if each.role == "menu item"]

    def choose(self, item):
        Atspi.Selection.select_child(self.accessible, self.items().index(item))


class AccessCase(ScreenCase):
    @classmethod
    def setUpClass(cls):
        """A bus for all tests of a process, which can only ever be on one."""
        super().setUpClass()
        address = cls.start_service("dbus-daemon", f"--config-file={BUS_SETTINGS}", "--nofork", "--print-address")
        # Where the registry, GTK and the library here look before they ask the session for its own.
        os.environ["AT_SPI_BUS_ADDRESS"] = address
        cls.start_service(REGISTRY)
        Atspi.init()
        Atspi.set_timeout(PATIENCE_FOR_ANSWER, PATIENCE_FOR_ANSWER)

    @classmethod
    def start_service(cls, *command):
        """The line that it prints when it is ready."""
        service = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        cls.addClassCleanup(service.stdout.close)
        cls.addClassCleanup(service.wait)
        cls.addClassCleanup(service.kill)
        return service.stdout.readline().strip()

    def setUp(self):
        super().setUp()
        self.environment.update(GIMP.accessible)

    @staticmethod
    def until(condition, what):
        """wait_for, with a condition whose widgets may come and go meanwhile."""
        def asked():
            try:
                return condition()
            except (GLib.Error, OSError):
                return None

        return wait_for(asked, what)

    def dialog(self, title):
        """The dialog of the plug-in with that title (a regular expression), once it is there."""
        return self.top_window(lambda application: application.program() == "neural-style", title)

    def window_of(self, gimp, title):
        """The same of GIMP's own windows."""
        return self.top_window(lambda application: application.process() == gimp.pid, title)

    def top_window(self, is_its, title):
        def found():
            for application in Widget(Atspi.get_desktop(0)).children():
                if is_its(application):
                    application.accessible.clear_cache()  # it may have opened a window since it was last asked
                    for window in application.children():
                        if re.search(title, window.name) and window.has("showing"):
                            return window
            return None

        return self.until(found, f"the window {title}")

    @staticmethod
    def showing(window):
        """What there is to see in the window: as it is now, not as the library here remembers it."""
        window.accessible.clear_cache()
        return list(window.walk_showing())

    def find(self, window, role, name):
        """The widget with that role and name, once it shows."""
        def found():
            return next((each for each in self.showing(window) if (each.role, each.name) == (role, name)), None)

        return self.until(found, f"the {role} {name}")

    @staticmethod
    def said_to_be_focused(window):
        window.accessible.clear_cache()
        focused = [each for each in window.walk() if each.has("focused")]
        widget = min(focused, key=lambda each: each.is_item(), default=None)
        return widget.holder() if widget is not None and widget.role == "table cell" else widget

    def focused(self, window):
        """The widget that has the focus. Where that is a list, it is the item with the cursor: of a GTK 2 list also while
        another widget has the focus, which then counts. Where that is a table, it is the table: of a GTK 2 one the cell
        with the cursor says only sometimes that it has the focus. Each widget is asked in turn: if the focus moves meanwhile,
        from one that has yet to be asked to one that was, neither says that it has it. So it is what two rounds agree on."""
        def agreed():
            one, other = self.said_to_be_focused(window), self.said_to_be_focused(window)
            return other if one is not None and other is not None and one.path == other.path else None

        return self.until(agreed, "the focus")

    def tab_order(self, window):
        """The widgets that Tab leads to, from the one that has the focus until that has it again. GTK 3 does not tell of
        its combo boxes: one of them is passed where nothing is seen to happen."""
        order = [self.focused(window)]
        for _ in range(TABS):
            self.xdotool("key", "Tab")
            patience = time.monotonic() + PATIENCE_FOR_TAB
            while (now := self.focused(window)).path == order[-1].path and time.monotonic() < patience:
                time.sleep(0.05)
            if now.path == order[0].path:
                return order
            if now.path != order[-1].path:
                order.append(now)
        raise AssertionError(f"Tab does not lead back to {order[0]}: {order}")
