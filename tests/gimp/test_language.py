"""The filter in the language that GIMP is in."""

import os
import shutil
import unittest

from gimp import DEMO, GimpCase
from screen import ScreenCase


def speak(environment, language):
    """A new system knows no locale but C, in which nothing is translated: one was made beside the tests."""
    environment.update(LC_ALL="de_DE.UTF-8", LOCPATH=os.environ["NEURAL_STYLE_TEST_LOCALES"], LANGUAGE=language)


def decimal_points(environment):
    """For scripts: GIMP 3's own Script-Fu writes numbers as the locale has them, and does not read them back."""
    environment.update(LANG=environment.pop("LC_ALL"), LC_NUMERIC="C")


class Language(GimpCase):
    def setUp(self):
        super().setUp()
        speak(self.environment, "de")
        decimal_points(self.environment)

    def test_what_cannot_be_done_is_told_in_it(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 48 40)) (layer (active image)))
            (fact "told" (attempt (neural-style 1 image layer "" "default" 0.5 "" "")))
            (gimp-image-delete image))""")
        self.assertIn("Es ist kein Stilbild gewählt. Bitte das Bild eines Gemäldes wählen.", facts["told"])

    def test_layers_are_named_in_it(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 48 40)) (layer (paint image (active image))))
            (fact "name" (car (gimp-item-get-name layer)))
            (gimp-image-delete image))""")
        self.assertRegex(facts["name"], "^Neuronaler Stil: Vorgabe, ")


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "needs Xvfb and xdotool")
class Dialog(ScreenCase):
    def check_dialog(self, language, title):
        speak(self.environment, language)
        gimp = self.start_on_screen()
        self.ask('(define image (load-image (demo "chelsea.png")))')
        self.ask("(define layer (active image))")
        self.write_last_values(DEMO / "coffee.png", "evaluations=3 coarse_evaluations=3 scales=1")
        answer = self.ask_for_dialog(
            '(neural-style RUN-INTERACTIVE image layer "" "default" 0 "" "")')
        self.window(title)
        self.press_until(title, "Escape", answer.done, "the dialog to end")
        self.ask("(gimp-image-delete image)")
        self.quit(gimp)

    def test_dialog_in_german(self):
        self.check_dialog("de", "^Neuronaler Stil$")

    def test_dialog_in_chinese(self):
        self.check_dialog("zh_CN", "^神经风格$")

    def test_dialog_from_right_to_left(self):
        self.check_dialog("ar@pseudo", "Ñéûŕåļ Štýļé")


if __name__ == "__main__":
    unittest.main()
