"""The dialog through AT-SPI: what a screen reader is told, and what it can do."""

import re
import shutil
import subprocess
import sys
import time
import unittest

from access import Atspi
from dialog_case import DIALOG, SAVE_PRESET, DialogCase
from gimp import DEMO, HERE, wait_for
from versions import GIMP, Gimp3

QUICK = "evaluations=3 coarse_evaluations=3 scales=1"
ENDLESS = "evaluations=100000 coarse_evaluations=100000"


class Access(DialogCase):
    def layers(self):
        return int(self.ask("(layer-count image)"))

    def picture(self, dialog):
        return self.find(dialog, "image", "Picture")

    def wait_for_painting(self, dialog):
        self.until(lambda: self.picture(dialog).description.startswith("The painting, "), "the preview")

    def look(self, widget):
        """The pixels that the screen shows of the widget."""
        left, top, width, height = widget.place()
        return subprocess.run(["import", "-silent", "-window", "root", "-crop", f"{width}x{height}+{left}+{top}", "rgb:-"],
                              env=self.environment, check=True, capture_output=True).stdout

    def wait_for_other_pixels(self, widget, pixels, what):
        return wait_for(lambda: self.look(widget) != pixels, what)

    def test_all_that_can_be_used_has_a_name_and_its_turn(self):
        self.write_last_values(DEMO / "coffee.png", QUICK)
        dialog = self.open_dialog()
        self.find(dialog, "push button", "Cancel")
        self.use(dialog, "toggle button", "Advanced settings")
        self.find(dialog, "text", "More styles")
        usable = [each for each in self.showing(dialog) if each.has("focusable", "sensitive")
                  and each.role not in ("scroll pane", "dialog", "label")]
        self.assertEqual([f"{each} at {each.place()}" for each in usable if not each.name], [])

        self.give_focus()
        order = self.tab_order(dialog)
        reached = {each.path[:-1] if each.is_item() else each.path for each in order}
        self.assertEqual([str(each) for each in usable if each.path not in reached and not each.is_item()], [])
        # The settings, from the style on, as one reads them.
        names = [each.name for each in order]
        names = names[names.index("Other picture…"):] + names[:names.index("Other picture…")]
        expected = ["Preset", "Strength", "Size", "Style scale", "Color", "Seed", "Advanced settings"]
        if GIMP is Gimp3:
            expected = [name for name in expected if name not in ("Preset", "Size", "Color")]  # see tab_order
        self.assertEqual([name for name in dict.fromkeys(names) if name in expected], expected)
        self.use(dialog, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()

    def choose_style(self, dialog, file):
        """As a person does, in the toolkit's dialog of files: a path that is typed."""
        self.use(dialog, "push button", "Other picture…")
        self.answer_file_dialog("^Choose the Style Picture$", file)

    def drag_until(self, file, widget, condition, what):
        """The file out of another program's window onto the widget, by the mouse."""
        title = f"Drag {file.name}"
        source = subprocess.Popen([sys.executable, "-B", HERE / "drag_source.py", title, file], env=self.environment)
        try:
            window = self.window(title)
            x, y = widget.center()

            def drag():
                self.xdotool("mousemove", "--window", window, "100", "50", "mousedown", "1")
                # The drag begins with the first steps, and who is below learns of it by further ones.
                for place in (("--window", window, "110", "50"), ("--window", window, "130", "50"),
                              (str(x + 10), str(y)), (str(x + 5), str(y)), (str(x), str(y))):
                    self.xdotool("mousemove", *place)
                    time.sleep(0.3)
                self.xdotool("mouseup", "1")

            self.act_until(drag, condition, what)
        finally:
            source.kill()
            source.wait()

    def test_a_style_is_dropped(self):
        self.write_last_values(DEMO / "coffee.png", QUICK)
        dialog = self.open_dialog()
        ready = "The painting is ready: OK makes it a new layer."
        self.find(dialog, "label", ready)

        def complains():
            return self.until(lambda: [any("words.txt" in each.name for each in self.showing(dialog))], "the labels")[0]

        no_picture = self.folder / "words.txt"
        no_picture.write_text("just some words")
        self.drag_until(no_picture, self.picture(dialog), complains, "a sentence")
        style = self.folder / "wave & 波.png"
        shutil.copy(DEMO / "great_wave.png", style)
        self.drag_until(style, self.find(dialog, "push button", "Other picture…"), lambda: not complains(), "the style")
        self.find(dialog, "label", ready)
        self.use(dialog, "push button", "OK")
        self.assertEqual(self.wait_for_answer().result(), '"Neural Style: Default, wave & 波"')
        self.close_down()

    def test_style_preview_ok_and_the_last_values(self):
        dialog = self.open_dialog()
        self.assertEqual(self.picture(dialog).description, "The original")
        original = self.look(self.picture(dialog))
        self.choose_style(dialog, DEMO / "coffee.png")
        self.wait_for_painting(dialog)
        self.wait_for_other_pixels(self.picture(dialog), original, "the preview to show")
        self.find(dialog, "label", "The painting is ready: OK makes it a new layer.")

        painted = self.look(self.picture(dialog))
        self.find(dialog, "spin button", "Strength").set_value(0.9)
        self.wait_for_other_pixels(self.picture(dialog), painted, "the preview of another strength")
        self.find(dialog, "combo box", "Preset").choose("Tutorial")
        self.until(lambda: self.find(dialog, "combo box", "Preset").accessible.get_name() == "Tutorial", "the preset")
        self.find(dialog, "combo box", "Preset").choose("Default")
        self.find(dialog, "spin button", "Strength").set_value(0.8)
        self.use(dialog, "push button", "OK")
        self.assertEqual(self.wait_for_answer().result(), '"Neural Style: Default, coffee"')
        self.assertEqual(self.layers(), 2)

        dialog = self.open_dialog()
        self.assertAlmostEqual(self.find(dialog, "spin button", "Strength").value, 0.8)
        self.use(dialog, "push button", "Cancel")
        self.wait_for_answer()
        self.assertEqual(self.layers(), 2)
        self.close_down()

    def test_ok_takes_what_the_preview_has_painted(self):
        # Long enough to be seen if it were painted once more.
        self.write_last_values(DEMO / "coffee.png", "optimizer=adam evaluations=150 coarse_evaluations=150 scales=1")
        dialog = self.open_dialog()
        self.find(dialog, "label", "The painting is ready: OK makes it a new layer.")
        self.use(dialog, "push button", "OK")
        seen = []

        def answered():
            seen.extend(each.name for each in self.showing(dialog) if each.role == "label")
            return self.answer.done()

        self.until(answered, "the painting")
        self.assertEqual([text for text in seen if ", evaluation " in text], [])
        self.assertEqual(self.layers(), 2)
        self.close_down()

    def test_painting_is_continued(self):
        self.write_last_values(DEMO / "coffee.png", QUICK)
        self.open_dialog()
        self.press_until(DIALOG, "alt+o", self.answer.done, "the painting")
        self.assertEqual(self.layers(), 2)

        self.ask("(define layer (active image))")
        dialog = self.open_dialog()
        self.find(dialog, "spin button", "Strength").set_value(0.1)
        self.find(dialog, "check box", "Continue this painting").click()
        # With what it was painted with, and it is to be seen.
        self.until(lambda: self.find(dialog, "spin button", "Strength").value == 0.5, "the painting's own settings")
        self.wait_for_painting(dialog)
        self.use(dialog, "push button", "OK")
        self.assertEqual(self.wait_for_answer().result(), '"Neural Style: Default, coffee #1"')
        self.assertEqual(self.layers(), 3)
        # Both remember the photograph.
        self.assertEqual(self.ask('''
            (let* ((original (lambda (painted) (caddr (car (gimp-item-get-parasite painted "neural-style-original")))))
                   (photograph (car (gimp-image-get-layer-by-tattoo image (string->number (original layer))))))
              (list (string=? (original layer) (original (active image)))
                    (= photograph layer)
                    (= photograph (active image))))'''), "(#t #f #f)")
        self.close_down()

    def test_presets_are_saved_and_loaded(self):
        self.write_last_values(DEMO / "coffee.png", QUICK)
        dialog = self.open_dialog()
        self.find(dialog, "spin button", "Strength").set_value(0.9)
        self.use(dialog, "push button", "Save the settings as a preset file, to keep or to share")
        file = self.folder / "soft.json"
        self.answer_file_dialog(SAVE_PRESET, file)
        wait_for(file.exists, "the preset")
        self.find(dialog, "spin button", "Strength").set_value(0.2)
        self.use(dialog, "push button", "Load the settings from a preset file")
        self.answer_file_dialog("^Load a Preset$", file)
        self.until(lambda: self.find(dialog, "spin button", "Strength").value == 0.9, "the strength of the preset")

        file.write_text("{}")
        self.use(dialog, "push button", "Load the settings from a preset file")
        self.answer_file_dialog("^Load a Preset$", file)
        self.until(lambda: any("is no preset of Neural Style" in each.name for each in self.showing(dialog)), "the sentence")
        self.use(dialog, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()

    def test_cancel_stop_and_escape(self):
        self.write_last_values(DEMO / "coffee.png", ENDLESS)
        dialog = self.open_dialog()
        self.use(dialog, "push button", "OK")
        self.until(lambda: self.find(dialog, "push button", "Stop and Keep").has("sensitive"), "the painting to begin")
        self.assertFalse(self.find(dialog, "spin button", "Strength").has("sensitive"))
        self.use(dialog, "push button", "Cancel")
        self.until(lambda: self.find(dialog, "spin button", "Strength").has("sensitive"), "the settings again")

        self.use(dialog, "push button", "OK")
        self.wait_for_painting(dialog)
        self.until(lambda: self.find(dialog, "push button", "Stop and Keep").has("sensitive"), "the painting to begin")
        self.use(dialog, "push button", "Stop and Keep")
        self.assertEqual(self.wait_for_answer().result(), '"Neural Style: Default, coffee"')
        self.assertEqual(self.layers(), 2)

        self.open_dialog()
        self.press_until(DIALOG, "Escape", self.answer.done, "the dialog to close")
        self.assertEqual(self.layers(), 2)
        self.close_down()

    def test_comparing_and_looking_closely(self):
        self.ask("(gimp-image-scale image 900 600)")
        self.write_last_values(DEMO / "coffee.png", f"{QUICK} size=96x64")
        dialog = self.open_dialog()
        self.find(dialog, "label", "The painting is ready: OK makes it a new layer.")
        self.wait_for_painting(dialog)
        self.give_focus()
        picture = self.picture(dialog)

        def give_it_focus():
            Atspi.Component.grab_focus(picture.accessible)
            self.until(lambda: self.focused(dialog).path == picture.path, "the focus")

        give_it_focus()
        painted = self.look(picture)
        for name in ("Compare with the original", "Zoom to 100 %"):
            box = self.find(dialog, "check box", name)
            box.click()
            self.wait_for_other_pixels(picture, painted, name)
            give_it_focus()
            seen = self.look(picture)
            self.xdotool("key", "Left")
            self.wait_for_other_pixels(picture, seen, "what the key moves")
            seen = self.look(picture)
            box.click()
            self.wait_for_other_pixels(picture, seen, "the whole painting again")
        self.use(dialog, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()

    def test_a_size_that_fits_is_a_press_away(self):
        self.ask("(gimp-image-scale image 4000 4000)")
        self.write_last_values(DEMO / "coffee.png", f"{ENDLESS} memory_limit=2500 size=full")
        dialog = self.open_dialog()

        def offer():
            return next((each for each in self.showing(dialog) if each.name.startswith("Paint with a long side of")), None)

        button = self.until(offer, "the offer")
        side = int(re.search(r"\d+", button.name).group())
        self.assertTrue(1000 < side < 4000, side)
        button.click()
        self.until(lambda: self.find(dialog, "spin button", "Long side").value == side, "the size")
        self.until(lambda: offer() is None, "the offer to go")
        self.find(dialog, "push button", "OK").click()
        self.until(lambda: self.find(dialog, "push button", "Stop and Keep").has("sensitive"), "the painting to begin")
        self.use(dialog, "push button", "Cancel")
        self.until(lambda: self.find(dialog, "push button", "OK").has("sensitive"), "the settings again")
        self.use(dialog, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()

    def test_what_is_wrong_is_told_beside_it(self):
        self.write_last_values(DEMO / "coffee.png", QUICK)
        dialog = self.open_dialog()
        self.use(dialog, "toggle button", "Advanced settings")
        blend = self.find(dialog, "text", "Blend")
        blend.enter("many")

        def sentence():
            return next((each for each in self.showing(dialog) if each.role == "label" and '"many"' in each.text), None)

        told = self.until(sentence, "the sentence")
        left, top, width, height = blend.place()
        x, y, _, _ = told.place()
        self.assertTrue(left <= x < left + width and 0 <= y - (top + height) < 2 * height)
        blend.enter("1")
        self.until(lambda: sentence() is None, "the sentence to go")
        self.use(dialog, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()


if __name__ == "__main__":
    unittest.main()
