"""The dialog and the undo history, in a GIMP with windows."""

import shutil
import unittest

from access import AccessCase, is_available
from gimp import DEMO, is_running, painting_plug_in_of, plug_in_of, wait_for
from screen import IMAGE, ScreenCase
from versions import GIMP, Gimp2, Gimp3

DIALOG = "^Neural Style(:|$)"
PAINTING = "^Neural Style: [0-9]+ %$"
FROM_MENU = "ctrl+alt+n"  # the shortcut that versions.py gives to the menu entry
REPEAT = "ctrl+f"  # Filters > Repeat: without a dialog, and with progress in the image's window
NAME = '"Neural Style: Default, coffee"'  # as Script-Fu writes it


class DialogCase(ScreenCase):
    def setUp(self):
        super().setUp()
        self.profile.mkdir()
        file, shortcuts = GIMP.shortcuts
        (self.profile / file).write_text(shortcuts)
        self.running = self.start_on_screen()
        self.ask('(define image (load-image (demo "chelsea.png")))')
        self.ask("(gimp-image-scale image 64 48)")
        self.ask("(define layer (active image))")
        self.ask("(define display (car (gimp-display-new image)))")
        self.ask("(gimp-image-clean-all image)")

    def last_values(self, settings="evaluations=3 coarse_evaluations=3 scales=1"):
        self.write_last_values(DEMO / "coffee.png", settings)

    def endless_last_values(self):
        # L-BFGS would end where the picture no longer changes.
        self.last_values("optimizer=adam evaluations=100000 coarse_evaluations=100000")

    def open_dialog(self):
        answer = self.ask_for_dialog(
            '(car (gimp-item-get-name (neural-style RUN-INTERACTIVE image layer "" "default" 0 "" "")))')
        self.window(DIALOG)
        return answer

    def start_painting(self):
        answer = self.open_dialog()
        self.press_ok()
        return answer

    def press_ok(self):
        self.press_until(DIALOG, "alt+o", lambda: self.xdotool("search", "--onlyvisible", "--name", PAINTING),
                         "the painting to begin")

    def choose_from_menu(self, shortcut):
        """Has GIMP start the plug-in, once. GIMP may not be ready for the key; but before the last of many questions is
        answered it has dealt with it, however slow it is."""
        before = self.layers()

        def started():
            self.press(IMAGE, shortcut)
            after = [self.layers() for _ in range(20)]
            return plug_in_of(self.running.pid) or after[-1] > before

        wait_for(started, "the plug-in to start")

    def open_dialog_from_menu(self):
        self.choose_from_menu(FROM_MENU)
        self.window(DIALOG)

    def layers(self):
        return int(self.ask("(layer-count image)"))

    def close_down(self, own=()):
        self.ask("(gimp-display-delete display)")
        self.quit(self.running, own)


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "needs Xvfb and xdotool")
class Dialog(DialogCase):
    def test_ok_adds_a_layer_that_one_undo_takes_away(self):
        self.last_values()
        answer = self.open_dialog()
        self.press_until(DIALOG, "alt+o", answer.done, "the painting")
        self.assertEqual(answer.result(), NAME)
        self.assertEqual(self.layers(), 2)
        self.assertTrue(self.is_dirty())
        self.press_until(IMAGE, "ctrl+z", lambda: self.layers() == 1, "undo")
        self.assertFalse(self.is_dirty())  # so that it was the only step
        self.press_until(IMAGE, "ctrl+y", lambda: self.layers() == 2, "redo")
        self.assertEqual(self.ask("(car (gimp-item-get-name (active image)))"), NAME)
        self.ask("(neural-style RUN-WITH-LAST-VALS image layer \"\" \"default\" 0 \"\" \"\")")
        self.assertEqual(self.layers(), 3)
        self.close_down()

    def check_one_step(self, call, before, after):
        """`call` takes the image from so many layers to so many; a single undo takes that back."""
        self.ask("(gimp-image-clean-all image)")
        self.ask(call)
        self.assertEqual(self.layers(), after)
        self.press_until(IMAGE, "ctrl+z", lambda: self.layers() == before, "undo")
        self.assertFalse(self.is_dirty())  # so that nothing was done before the layers came
        # A second time, since a redo would stop at the layers.
        self.ask(call)
        self.ask("(gimp-image-clean-all image)")
        self.press_until(IMAGE, "ctrl+z", self.is_dirty, "the last step's undo")
        self.assertEqual(self.layers(), before)  # nor anything after they had come

    def test_one_undo_takes_away_whatever_was_added(self):
        self.last_values()
        self.ask("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 9 9 40 30)")
        self.ask("(gimp-selection-feather image 5)")
        paint = '(neural-style RUN-WITH-LAST-VALS image layer "" "default" 0 "" "")'
        self.check_one_step(paint, 1, 2)
        self.ask("(gimp-selection-none image)")
        self.ask("(gimp-layer-add-mask layer (car (gimp-layer-create-mask layer ADD-MASK-WHITE)))")
        self.check_one_step(paint, 1, 2)
        if GIMP is Gimp3:
            self.ask("(define copy (car (gimp-layer-copy layer FALSE)))")
            self.ask("(gimp-image-insert-layer image copy 0 0)")
            self.check_one_step('(paint-layers RUN-WITH-LAST-VALS image (vector layer copy) "" "default" 0 "" "")', 2, 4)
        self.close_down()

    def test_escape_leaves_nothing(self):
        self.last_values()
        answer = self.open_dialog()
        self.press_until(DIALOG, "Escape", answer.done, "the dialog to close")
        self.assertIsNotNone(answer.exception())
        self.assertEqual(self.layers(), 1)
        self.assertFalse(self.is_dirty())
        self.close_down()

    def test_cancelled_painting_leads_back_to_the_dialog(self):
        self.endless_last_values()
        answer = self.start_painting()
        self.press(DIALOG, "Escape")
        self.assertFalse(answer.done())
        self.press_until(DIALOG, "Escape", answer.done, "the dialog to close")
        self.assertEqual(self.layers(), 1)
        self.assertFalse(self.is_dirty())
        self.close_down()

    def test_stop_keeps_what_there_is(self):
        self.endless_last_values()
        answer = self.start_painting()
        self.press_until(DIALOG, "alt+s", answer.done, "the painting to stop")
        self.assertEqual(answer.result(), NAME)
        self.assertEqual(self.layers(), 2)
        self.close_down()

    def close_while_painted(self):
        self.press(IMAGE, "ctrl+w")
        wait_for(lambda: not self.xdotool("search", "--onlyvisible", "--name", "chelsea"), "the image to close")

    def test_image_closed_meanwhile(self):
        self.endless_last_values()
        self.open_dialog_from_menu()
        self.press_ok()
        self.close_while_painted()
        self.press_until(DIALOG, "alt+s", lambda: not plug_in_of(self.running.pid), "the painting to stop")
        self.assertIn("closed while it was being painted", self.quit(self.running))

    # GIMP 3 keeps a closed image alive for a script's calls, tells none of them, and crashes itself (3.0.4) when one
    # returns a layer of it to another plug-in.
    @unittest.skipUnless(GIMP is Gimp2, "GIMP 3 does not tell a script's call whether an image was closed")
    def test_image_closed_during_a_scripts_call(self):
        self.endless_last_values()
        answer = self.start_painting()
        self.close_while_painted()
        self.press_until(DIALOG, "alt+s", answer.done, "the painting to stop")
        self.assertIn("closed while it was being painted", str(answer.exception()))
        self.quit(self.running)


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool") and is_available(),
                     "needs Xvfb, xdotool and AT-SPI for Python and for GIMP's GTK")
class Progress(DialogCase, AccessCase):
    def test_cancel_of_gimps_own_progress(self):
        self.last_values()
        self.open_dialog_from_menu()
        self.press_until(DIALOG, "alt+o", lambda: self.layers() == 2, "the painting")
        wait_for(lambda: not plug_in_of(self.running.pid), "the plug-in to end")
        self.ask("(begin (forget-last-values image) (gimp-image-clean-all image))")
        self.endless_last_values()
        before = self.files()
        self.choose_from_menu(REPEAT)
        process = wait_for(lambda: painting_plug_in_of(self.running.pid), "the plug-in to paint")
        # GIMP 2.10's own buttons listen to the mouse alone.
        cancel = self.find(self.window_of(self.running, IMAGE), "push button", "Cancel")
        self.click_until(*cancel.center(), lambda: not is_running(process), "the plug-in to end")
        self.assertEqual(self.layers(), 2)
        self.assertFalse(self.is_dirty())
        self.assertEqual(self.files(), before)
        self.last_values()
        self.choose_from_menu(REPEAT)
        wait_for(lambda: self.layers() == 3, "the next painting")
        # GIMP keeps the pixels that a plug-in was reading when it was killed.
        self.close_down(own=[r"gegl_tile_cache_destroy", r"GeglBuffers leaked"])


if __name__ == "__main__":
    unittest.main()
