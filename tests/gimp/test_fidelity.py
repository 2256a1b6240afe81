"""The new layer and everything else in the image, over every kind of image, layer and selection: each two values of the
table below meet in one of its rows. All rows are one batch in one GIMP, and every layer is looked at in GIMP's own
files, bit by bit."""

import subprocess
import unittest

import icc
import xcf
from gimp import GimpCase
from pairwise import pairs_of, pairwise

KINDS = {"rgb": 0, "rgba": 1, "gray": 2, "graya": 3, "indexed": None}
# With GIMP's numbers, which mean the same in each version.
PRECISIONS = {"u8": 150, "u16": 250, "half": 550, "float": 650,
              "u8-linear": 100, "u16-linear": 200, "half-linear": 500, "float-linear": 600}
PLACES = ("offset", "larger", "outside", "group", "mask", "invisible", "alpha-locked")
SELECTIONS = ("none", "rectangle", "feathered", "beside")
PROFILES = ("own", "foreign")
COLUMNS = (tuple(KINDS), tuple(PRECISIONS), PLACES, SELECTIONS, PROFILES)

NORMAL = 28  # GIMP's number for the mode


def possible(row):
    kind, precision, place, selection, profile = row
    if kind == "indexed" and (precision != "u8" or profile != "own"):
        return False  # GIMP has no such images
    return not (place == "larger" and selection == "beside")  # it covers the canvas: nothing is beside it


class Fidelity(GimpCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = pairwise(COLUMNS, possible)

    def scheme_of(self, number, row):
        kind, precision, place, selection, profile = row
        small = selection == "beside"
        steps = []
        if kind.startswith("gray"):
            steps.append("(gimp-image-convert-grayscale image)")
        if precision != "u8":
            steps.append(f"(gimp-image-convert-precision image {PRECISIONS[precision]})")
        if profile == "foreign":
            file = "gray.icc" if kind.startswith("gray") else "rgb.icc"
            steps.append(f'(convert-to-profile image (in-folder "{file}"))')
        if kind in ("rgba", "graya"):
            steps.append("""(gimp-layer-add-alpha source)
                (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 2 2 24 18)
                (gimp-drawable-edit-clear source)
                (gimp-selection-none image)""")
        if kind == "indexed":
            steps.append(
                '(gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")')
        if small:
            steps.append("(gimp-layer-resize source 24 20 0 0)")
        steps.append({
            "offset": "(gimp-layer-set-offsets source 5 9)",
            "larger": "(gimp-layer-resize source 80 60 8 6)",
            "outside": "(gimp-layer-set-offsets source 30 20)",
            "group": """(let ((group (new-group image)))
                (gimp-image-insert-layer image group 0 1)
                (gimp-image-reorder-item image source group 0))""",
            "mask": """(let ((mask (car (gimp-layer-create-mask source ADD-MASK-WHITE))))
                (gimp-layer-add-mask source mask)
                (gimp-drawable-edit-gradient-fill mask GRADIENT-LINEAR 0 FALSE 1 0 FALSE 0 0 63 47)
                (gimp-layer-set-edit-mask source FALSE))""",
            "invisible": "(gimp-item-set-visible source FALSE)",
            "alpha-locked": "(gimp-layer-set-lock-alpha source TRUE)",
        }[place])
        if selection in ("rectangle", "feathered"):
            steps.append("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 12 10 44 34)")
        if selection == "feathered":
            steps.append("(gimp-selection-feather image 5)")
        if small:
            steps.append("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 42 8 6)")
        return f"""
          (let* ((image (photograph 64 48)) (bottom (active image))
                 (source (car (gimp-layer-copy bottom FALSE))) (top (car (gimp-layer-copy bottom FALSE)))
                 (name ""))
            (gimp-image-insert-layer image source 0 0)
            (gimp-image-insert-layer image top 0 0)
            (gimp-item-set-name source "source")
            (activate image source)
            {" ".join(steps)}
            (save-xcf image "{number}-before.xcf")
            (fact "{number}" (attempt
              (set! name (car (gimp-item-get-name (neural-style RUN-NONINTERACTIVE image source
                (in-folder "style.png") "default" 1 "automatic"
                "evaluations=6 coarse_evaluations=6 scales=1 threads=1"))))))
            (fact "{number} name" name)
            (save-xcf image "{number}-after.xcf")
            (gimp-image-delete image))"""

    def test_every_two_values_meet(self):
        (self.folder / "rgb.icc").write_bytes(icc.red_and_blue_exchanged())
        (self.folder / "gray.icc").write_bytes(icc.linear_gray())
        # Much redder than the photograph, wherever it is painted.
        subprocess.run(["convert", "-size", "64x64", "-seed", "1", "plasma:#ffd080-#ffa000",
                        str(self.folder / "style.png")], check=True)
        _, facts = self.gimp("".join(self.scheme_of(number, row) for number, row in enumerate(self.rows)))
        for number, row in enumerate(self.rows):
            with self.subTest(" ".join(row)):
                before = xcf.Picture(self.folder / f"{number}-before.xcf")
                after = xcf.Picture(self.folder / f"{number}-after.xcf")
                sentence = facts[str(number)]
                if "indexed" in row or "beside" in row:
                    self.check_refused(row, sentence, before, after)
                else:
                    self.assertEqual(sentence, "")
                    self.assertEqual(facts[f"{number} name"], "Neural Style: Default, style")
                    self.check_painted(row, before, after)

    def test_the_table_is_complete(self):
        met = set().union(*map(pairs_of, self.rows))
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
