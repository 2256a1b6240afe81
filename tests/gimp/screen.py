"""A screen that nobody sees, with a GIMP on it that can be asked questions while a person's hands are imitated."""

import concurrent.futures
import os
import socket
import struct
import subprocess
import time

from gimp import GimpCase, PATIENCE, scheme, wait_for
from versions import GIMP


IMAGE = "GIMP$"  # the end of the title of GIMP's window, with an image or without


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class ScreenCase(GimpCase):
    def setUp(self):
        super().setUp()
        readable, writable = os.pipe()
        # Left to itself, Xvfb takes the first number that this /tmp does not know of. Other roots of this machine have
        # other /tmps, but share the socket that programs try first.
        self.screen = subprocess.Popen(
            ["Xvfb", f":{100 + os.getpid() % 50000}", "-displayfd", str(writable), "-screen", "0", "2560x2048x24", "-nolisten", "tcp"],
            pass_fds=[writable], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.screen.wait)
        self.addCleanup(self.screen.kill)
        os.close(writable)
        with os.fdopen(readable) as number:
            self.environment["DISPLAY"] = ":" + number.readline().strip()
        # GTK 3 would keep how large a dialog of files was with the help of a desktop, which there is none of.
        self.environment["GSETTINGS_BACKEND"] = "memory"

    def start_on_screen(self):
        """GIMP with its windows and a server that answers ask(). What it would tell in windows it prints."""
        self.port = free_port()
        gimp = self.start(f'(serve "127.0.0.1" {self.port})',
                          program=GIMP.windowed, options=("--no-fonts", "--no-splash", "--console-messages"))
        self.ask(f"(load {scheme(self.prelude)})")  # the server is another process
        return gimp

    def ask(self, expression):
        """What the expression comes to, as text; answers come only while no other expression is evaluated."""
        def connected():
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            except ConnectionRefusedError:
                return None

        with wait_for(connected, "GIMP's server") as server:
            command = expression.encode()
            server.sendall(b"G" + struct.pack(">H", len(command)) + command)
            with server.makefile("rb") as answer:
                _, failed, length = struct.unpack(">cBH", answer.read(4))
                text = answer.read(length).decode()
        self.assertEqual(failed, 0, text)
        return text

    def ask_for_dialog(self, expression):
        """The same without waiting, for a call that opens a dialog: its answer comes from the result()."""
        threads = concurrent.futures.ThreadPoolExecutor(1)
        self.addCleanup(threads.shutdown, wait=False)  # a test that fails leaves it unanswered until GIMP is ended
        return threads.submit(self.ask, expression)

    def quit(self, gimp, own=()):
        """Ends GIMP, which must have nothing to complain of but its `own`. All that it printed."""
        try:
            self.ask("(gimp-quit TRUE)")
        except (OSError, struct.error):
            pass  # there is nobody left to answer
        output = self.output_of(gimp)
        self.assertEqual(gimp.returncode, 0, output)
        self.assert_clean(output, own)
        return output

    def is_dirty(self):
        """Whether what the script calls `image` was changed."""
        return self.ask("(car (gimp-image-is-dirty image))") != "0"

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.split()

    def window(self, name):
        """The visible window with that name (a regular expression), once there is one."""
        return wait_for(lambda: self.xdotool("search", "--onlyvisible", "--name", name), f"the window {name}")[0]

    def press(self, name, key):
        """A key for the window with that name. There is no window manager: the focus is ours to give. Does nothing if
        there is no such window (any more)."""
        for window in self.xdotool("search", "--onlyvisible", "--name", name)[:1]:
            self.xdotool("windowfocus", "--sync", window)
            self.xdotool("key", key)

    def press_until(self, name, key, condition, what):
        """The same, again and again: a window that has only just appeared may miss the first."""
        self.act_until(lambda: self.press(name, key), condition, what)

    def click_until(self, x, y, condition, what):
        """A click at that place of the screen, again and again: what the mouse has only just come to may miss the first."""
        self.act_until(lambda: self.xdotool("mousemove", str(x), str(y), "click", "1"), condition, what)

    @staticmethod
    def act_until(act, condition, what):
        def tried():
            if condition():
                return True
            act()
            again = time.monotonic() + 2
            while not condition():
                if time.monotonic() > again:
                    return False
                time.sleep(0.1)
            return True

        wait_for(tried, what)
