"""Pictures of the dialog in each of its states, to be looked at: tests/run --screenshots."""

import shutil
import subprocess
import time
import unittest

from access import Atspi
from gimp import HERE, PLUG_INS
from screen import ScreenCase
from test_language import decimal_points, speak
from test_models import Models
from versions import GIMP, Gimp2

FOLDER = HERE.parent.parent / "build" / "screenshots"
DIALOG = "^(Neural Style|神经风格)(:|$)|Ñéûŕåļ Štýļé"  # the pseudo-language has marks around it
# The shipped one: beside it in the gallery, the same painting in demo/ would be another.
STYLE = PLUG_INS.parent.parent / "share" / "neural-style" / "styles" / "street_in_auvers.png"
STILL = 8  # seconds without a change: then nothing more will come

# GTK 2 has no dark theme of its own; this is what those of GIMP 2.10 come to.
DARK_GTK2 = """
style "dark" {
  bg[NORMAL] = "#454545" fg[NORMAL] = "#dcdcdc" base[NORMAL] = "#303030" text[NORMAL] = "#dcdcdc"
  bg[ACTIVE] = "#383838" fg[ACTIVE] = "#dcdcdc" base[ACTIVE] = "#383838" text[ACTIVE] = "#dcdcdc"
  bg[PRELIGHT] = "#505050" fg[PRELIGHT] = "#ffffff" base[PRELIGHT] = "#505050" text[PRELIGHT] = "#ffffff"
  bg[SELECTED] = "#4a6d8c" fg[SELECTED] = "#ffffff" base[SELECTED] = "#4a6d8c" text[SELECTED] = "#ffffff"
  bg[INSENSITIVE] = "#454545" fg[INSENSITIVE] = "#777777" base[INSENSITIVE] = "#3a3a3a" text[INSENSITIVE] = "#777777"
}
class "*" style "dark"
"""


def take(case, window, name):
    """The window as it is on the screen, as a PNG file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = FOLDER / f"{GIMP.__name__.lower()}_{name}.png"
    subprocess.run(["import", "-silent", "-window", window, picture], env=case.environment, check=True)


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "needs Xvfb and xdotool")
class Screenshots(ScreenCase):
    def open_dialog(self, long_side=480, style=STYLE, settings="evaluations=15 coarse_evaluations=60"):
        self.running = self.start_on_screen()
        self.ask('(define image (load-image (demo "astronaut.png")))')
        self.ask(f"(gimp-image-scale image {long_side} {long_side})")
        self.ask("(define layer (active image))")
        if style:
            self.write_last_values(style, settings)
        self.answer = self.ask_for_dialog('(neural-style RUN-INTERACTIVE image layer "" "default" 0.5 "" "")')
        self.dialog = self.window(DIALOG)

    def pixels(self):
        return subprocess.run(["import", "-silent", "-window", self.dialog, "rgb:-"], env=self.environment, check=True,
                              capture_output=True).stdout

    def wait_until_still(self):
        last, since = self.pixels(), time.monotonic()
        while time.monotonic() < since + STILL:
            time.sleep(1)
            now = self.pixels()
            if now != last:
                last, since = now, time.monotonic()

    def take(self, name):
        take(self, self.dialog, name)

    def leave(self):
        """Through all that may still be in the way: a painting, then the dialog itself."""
        self.press_until(DIALOG, "Escape", self.answer.done, "the dialog to close")
        self.ask("(gimp-image-delete image)")
        self.quit(self.running)

    def shoot_sketch(self, name):
        self.open_dialog()
        self.wait_until_still()
        self.take(name)
        self.leave()

    def test_nothing_chosen(self):
        self.open_dialog(style=None)
        self.wait_until_still()
        self.take("nothing_chosen")
        self.leave()

    def test_sketch_and_painting(self):
        self.open_dialog(long_side=960)
        self.wait_until_still()
        self.take("sketch")
        self.press(DIALOG, "alt+o")
        time.sleep(20)
        self.take("painting")
        self.leave()

    def test_sketch_from_close_by(self):
        self.open_dialog()
        self.wait_until_still()
        self.press(DIALOG, "alt+z")
        self.wait_until_still()
        self.take("close_by")
        self.leave()

    def test_missing_style(self):
        self.open_dialog(style="/home/me/paintings/irises.jpg")
        self.wait_until_still()
        self.take("missing_style")
        self.leave()

    def test_too_large(self):
        self.open_dialog(long_side=4000, settings="memory_limit=2500 size=full")
        self.wait_until_still()
        self.take("too_large")
        self.leave()

    def test_dark(self):
        if GIMP is Gimp2:
            theme = self.folder / "gtkrc"
            theme.write_text(DARK_GTK2)
            self.environment["GTK2_RC_FILES"] = str(theme)
        else:
            self.environment["GTK_THEME"] = "Adwaita:dark"
        self.shoot_sketch("dark")

    @unittest.skipIf(GIMP is Gimp2, "GTK 2 knows no fine screens")
    def test_fine_screen(self):
        self.environment["GDK_SCALE"] = "2"
        self.shoot_sketch("fine_screen")

    def shoot_sketch_in(self, language, name):
        speak(self.environment, language)
        decimal_points(self.environment)
        self.shoot_sketch(name)

    def test_right_to_left(self):
        self.shoot_sketch_in("ar@pseudo", "right_to_left")

    def test_chinese(self):
        self.shoot_sketch_in("zh_CN", "chinese")


class ModelScreenshots(Models):
    def take(self, name):
        time.sleep(1)  # until it is drawn
        take(self, self.window("^Models$"), name)

    def test_models(self):
        address = self.serve()
        models = self.open_models()
        self.take("models")
        self.fetch(models, f"{address}/missing/network.pth")
        self.read(models, "cannot be downloaded")
        self.take("models_trouble")
        self.fetch(models, f"{address}/stalls/network.pth")
        self.read(models, "Downloading: ")
        self.take("models_fetching")
        self.use(models, "push button", "Close")
        self.until(lambda: self.xdotool("search", "--onlyvisible", "--name", "^Models$") == [], "the end of the dialog")
        self.give_focus()
        Atspi.Component.grab_focus(self.entry().accessible)
        time.sleep(1)
        take(self, self.window("^Neural Style"), "models_chooser")
        self.use(self.main, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()


if __name__ == "__main__":
    unittest.main()
