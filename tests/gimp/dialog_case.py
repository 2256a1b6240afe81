"""The dialog of a running GIMP, met as a screen reader meets it."""

import shutil
import time
import unittest

from access import AccessCase, is_available
from gimp import wait_for

DIALOG = "^Neural Style"
SAVE_PRESET = "^Save the Preset$"


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool") and is_available(),
                     "needs Xvfb, xdotool and AT-SPI for Python and for GIMP's GTK")
class DialogCase(AccessCase):
    def setUp(self):
        super().setUp()
        self.running = self.start_on_screen()
        self.ask('(define image (load-image (demo "chelsea.png")))')
        self.ask("(gimp-image-scale image 96 64)")
        self.ask("(define layer (active image))")

    def open_dialog(self):
        self.answer = self.ask_for_dialog(
            '(car (gimp-item-get-name (neural-style RUN-INTERACTIVE image layer "" "default" 0.5 "" "")))')
        return self.dialog(DIALOG)

    def use(self, dialog, role, name):
        self.find(dialog, role, name).click()

    def give_focus(self):
        """There is no window manager to do so."""
        self.xdotool("windowfocus", "--sync", self.window(DIALOG))

    def close_down(self):
        self.ask("(gimp-image-delete image)")
        self.quit(self.running)

    def wait_for_answer(self):
        wait_for(self.answer.done, "the dialog to close")
        return self.answer

    def answer_file_dialog(self, title, file):
        """By a path that is typed, in place of a name that is there already."""
        self.xdotool("windowfocus", "--sync", self.window(title))
        if title != SAVE_PRESET:  # which shows a line for the name from the beginning
            self.xdotool("key", "slash")
            time.sleep(1)
        self.xdotool("key", "ctrl+a")
        self.xdotool("type", "--delay", "30", str(file))
        self.press_until(title, "Return", lambda: not self.xdotool("search", "--onlyvisible", "--name", title),
                         "the dialog of files to end")
