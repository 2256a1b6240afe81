"""The gallery of styles in the dialog, in a GIMP with windows."""

import json
import shutil
import time
import unittest

from gimp import DEMO, wait_for
from screen import ScreenCase
from versions import GIMP, Gimp2

DIALOG = "^Neural Style(:|$)"
QUICK = "evaluations=3 coarse_evaluations=3 scales=1"
STYLES = "alt+t"  # leads to the gallery


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "needs Xvfb and xdotool")
class Styles(ScreenCase):
    def open_dialog(self, style, before="#t"):
        """In a GIMP of its own, which remembers what the one before has left."""
        self.running = self.start_on_screen()
        self.ask('(define image (load-image (demo "chelsea.png")))')
        self.ask("(gimp-image-scale image 64 48)")
        self.ask("(define layer (active image))")
        self.ask(before)
        self.write_last_values(style, QUICK)
        answer = self.ask_for_dialog(
            '(car (gimp-item-get-name (neural-style RUN-INTERACTIVE image layer "" "default" 0 "" "")))')
        self.window(DIALOG)
        return answer

    def paint(self, answer):
        self.press_until(DIALOG, "alt+o", answer.done, "the painting")
        return answer.result()

    def close_down(self):
        self.ask("(gimp-image-delete image)")
        self.quit(self.running)

    def listed(self, group):
        file = self.profile / "neural-style-gallery.json"
        return json.loads(file.read_text(encoding="utf-8")).get(group, []) if file.exists() else []

    def recent(self):
        return self.listed("recent")

    def names(self, group):
        return [address.rpartition("/")[2] for address in self.listed(group)]

    def choose_in_menu(self, position):
        """Of the menu of the style at hand, by the keyboard."""
        self.press(DIALOG, "shift+F10")
        # A menu takes all keys wherever the focus is.
        for key in ["Home", *["Down"] * position, "Return"]:
            time.sleep(0.2)
            self.xdotool("key", key)

    def test_what_has_painted_is_offered_by_the_next_gimp(self):
        answer = self.open_dialog(DEMO / "coffee.png")
        self.assertEqual(self.recent(), [])
        self.assertEqual(self.paint(answer), '"Neural Style: Default, coffee"')
        self.assertEqual(self.recent(), [(DEMO / "coffee.png").as_uri()])
        self.close_down()

        answer = self.open_dialog("/nothing.png")
        for key in (STYLES, "Home"):
            self.press(DIALOG, key)
        self.assertEqual(self.paint(answer), '"Neural Style: Default, coffee"')
        self.close_down()

    def test_pictures_are_shipped(self):
        answer = self.open_dialog("/nothing.png")
        for key in (STYLES, "Home"):
            self.press(DIALOG, key)
        self.assertEqual(self.paint(answer), '"Neural Style: Default, great_wave"')
        self.close_down()

    def test_favorites_stay_until_they_are_taken_away(self):
        answer = self.open_dialog("/nothing.png")
        for key in (STYLES, "Home"):
            self.press(DIALOG, key)
        self.press(DIALOG, "asterisk")
        wait_for(lambda: self.names("favourites") == ["great_wave.png"], "the favorite")
        self.assertEqual(self.paint(answer), '"Neural Style: Default, great_wave"')
        self.close_down()

        # Of the next GIMP, where the menu does the same as the keys.
        answer = self.open_dialog("/nothing.png")
        for key in (STYLES, "Home"):
            self.press(DIALOG, key)
        self.choose_in_menu(0)
        wait_for(lambda: self.names("favourites") == [] and self.names("recent") == ["great_wave.png"], "a recent one")
        for key in (STYLES, "Home"):
            self.press(DIALOG, key)
        self.choose_in_menu(1)
        wait_for(lambda: self.recent() == [], "none of the list")
        self.assertEqual(self.paint(answer), '"Neural Style: Default, great_wave"')
        self.close_down()

    @unittest.skipUnless(GIMP is Gimp2, "GIMP 3 chooses layers in a dialog of its own")
    def test_an_open_layer_is_the_style(self):
        answer = self.open_dialog(DEMO / "coffee.png", '(gimp-item-set-name layer "Poppies")')
        for key in (STYLES, "Tab", "Tab", "Down"):
            self.press(DIALOG, key)
        self.assertEqual(self.paint(answer), '"Neural Style: Default, Poppies"')
        self.assertEqual(self.recent(), [])
        self.close_down()


if __name__ == "__main__":
    unittest.main()
