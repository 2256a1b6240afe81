"""The new layer and everything else in the image, over every kind of image, layer and selection: each two values of the
table in matrix.py meet in one of its rows. All rows are painted in one GIMP, every layer is looked at in GIMP's own files,
bit by bit, and one undo takes all of it back."""

import shutil
import unittest

import xcf
from matrix import COLUMNS, KINDS, PAINT, ROWS, is_refused, make, write_files
from pairwise import pairs_of
from screen import IMAGE, ScreenCase

NORMAL = 28  # GIMP's number for the mode


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "needs Xvfb and xdotool")
class Fidelity(ScreenCase):
    def test_every_two_values_meet(self):
        write_files(self.folder)
        running = self.start_on_screen()
        # Read once: for each PNG file GIMP starts another program.
        self.ask('(let ((style (load-image (in-folder "style.png")))) (save-xcf style "style.xcf") (gimp-image-delete style))')
        self.ask("(define photo (photograph 64 48))")
        for row in ROWS:
            with self.subTest(" ".join(row)):
                self.check(row)
        self.ask("(gimp-image-delete photo)")
        self.quit(running)

    def check(self, row):
        self.ask(f"""(begin
            {make(row)}
            (define display (car (gimp-display-new image)))
            (save-xcf image "before.xcf")
            (gimp-image-clean-all image))""")
        self.ask('(define name "")')
        sentence = self.ask(f"(attempt (set! name (car (gimp-item-get-name {PAINT}))))")
        self.ask('(save-xcf image "after.xcf")')
        before, after = (xcf.Picture(self.folder / f"{when}.xcf") for when in ("before", "after"))
        if is_refused(row):
            self.check_refused(row, sentence, before, after)
        else:
            self.assertEqual(sentence, '""')
            self.assertEqual(self.ask("name"), '"Neural Style: Default, style"')
            self.check_painted(row, before, after)
            self.check_undone(before)
        self.ask("(gimp-display-delete display)")

    def check_undone(self, before):
        self.assertTrue(self.is_dirty())
        # Clean again after one step: there are no others.
        self.press_until(IMAGE, "ctrl+z", lambda: not self.is_dirty(), "undo")
        self.ask('(save-xcf image "undone.xcf")')
        undone = xcf.Picture(self.folder / "undone.xcf")
        self.assertEqual([each.content() for each in undone.layers], [each.content() for each in before.layers])

    def test_the_table_is_complete(self):
        met = set().union(*map(pairs_of, ROWS))
        for i, one in enumerate(COLUMNS):
            for j, other in list(enumerate(COLUMNS))[i + 1:]:
                for pair in ((a, b) for a in one for b in other):
                    excused = ("indexed" in pair and (j == 1 or "foreign" in pair)) or set(pair) == {"larger", "beside"}
                    self.assertTrue(excused or ((i, pair[0]), (j, pair[1])) in met, pair)

    def check_refused(self, row, sentence, before, after):
        self.assertIn("Image > Mode > RGB" if "indexed" in row else "selection does not touch the layer", sentence)
        self.assertEqual([each.content() for each in after.layers], [each.content() for each in before.layers])

    def check_painted(self, row, before, after):
        kind, precision, place, selection, profile = row
        self.assertEqual((after.width, after.height, after.base, after.precision),
                         (before.width, before.height, before.base, before.precision))
        at = next(i for i, each in enumerate(before.layers) if each.name == "source")
        source, new = before.layers[at], after.layers[at]
        others = after.layers[:at] + after.layers[at + 1:]
        self.assertEqual([each.content() for each in others], [each.content() for each in before.layers])

        self.assertEqual((new.name, new.width, new.height, new.kind, new.offsets, new.group),
                         ("Neural Style: Default, style", source.width, source.height, source.kind, source.offsets,
                          source.group))
        self.assertEqual(source.kind, KINDS[kind])
        self.assertEqual((new.number(xcf.MODE), new.number(xcf.VISIBLE), new.number(xcf.LOCK_ALPHA), new.opacity),
                         (NORMAL, 1, 0, 1))
        self.assertIn(xcf.ACTIVE, new.properties)
        self.check_mask(selection, before, source, new)
        self.check_pixels(row, before, source, new)

    def check_mask(self, selection, before, source, new):
        if selection == "none":
            self.assertEqual(new.mask and new.mask.pixels, source.mask and source.mask.pixels)
            return
        for i, pixel in enumerate(new.mask.pixels):
            self.assertEqual(pixel, self.selected(before, source, i), i)

    @staticmethod
    def selected(picture, layer, i):
        """The selection at pixel i of a layer."""
        x, y = i % layer.width + layer.offsets[0], i // layer.width + layer.offsets[1]
        if 0 <= x < picture.width and 0 <= y < picture.height:
            return picture.selection.pixels[y * picture.width + x]
        return bytes(len(picture.selection.pixels[0]))

    def check_pixels(self, row, picture, source, new):
        kind, precision, _, selection, profile = row
        alpha = new.kind in (1, 3)
        change, distance = [0] * 4, 0
        levels, painted = set(), 0
        for i, (was, now) in enumerate(zip(source.pixels, new.pixels)):
            old, made = picture.samples(was), picture.samples(now)
            nothing = bytes(len(was) // len(old))
            unselected = selection != "none" and not any(self.selected(picture, source, i))
            if unselected or (alpha and was.endswith(nothing)):
                self.assertEqual(now, was, i)
                continue
            if alpha:
                self.assertEqual(made[-1], old[-1], i)
            painted += 1
            levels.update(made[:len(made) - alpha])
            distance += abs(made[0] - old[0])
            for channel, (one, other) in enumerate(zip(old, made)):
                change[channel] += other - one
        self.assertGreater(painted, 100)
        if not precision.startswith("u8"):
            self.assertGreater(len(levels), 256)
        self.assertGreater(distance / painted, 0.05)
        if not kind.startswith("gray"):
            red, blue = (change[2], change[0]) if profile == "foreign" else (change[0], change[2])
            self.assertGreater((red - blue) / painted, 0.02)


if __name__ == "__main__":
    unittest.main()
