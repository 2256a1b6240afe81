"""The layer that the filter makes: where it is, what it has of its source, and what is left alone."""

import array
import unittest

import icc
from gimp import GimpCase, distance

FLOAT_GAMMA = 650  # GIMP's number, whose name differs between its versions


class Place(GimpCase):
    def test_right_above_its_source(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 96 64))
                 (bottom (active image))
                 (source (car (gimp-layer-copy bottom FALSE)))
                 (top (car (gimp-layer-copy bottom FALSE))))
            (gimp-image-insert-layer image source 0 0)
            (gimp-image-insert-layer image top 0 0)
            (gimp-layer-resize source 80 48 -8 -8)
            (gimp-layer-set-offsets source -5 30)
            (gimp-layer-set-opacity source 40)
            (gimp-layer-set-mode source LAYER-MODE-MULTIPLY)
            (gimp-item-set-visible source FALSE)
            (activate image source)
            (save-pixels image source "before.png")
            (save-pixels image top "top-before.png")
            (let* ((layer (paint image source)))
              (save-pixels image source "after.png")
              (save-pixels image top "top-after.png")
              (save-pixels image layer "painted.png")
              (fact "layers" (layer-count image))
              (fact "position" (car (gimp-image-get-item-position image layer)))
              (fact "source position" (car (gimp-image-get-item-position image source)))
              (fact "parent" (car (gimp-item-get-parent layer)))
              (fact "x" (car (gimp-drawable-offsets layer)))
              (fact "y" (cadr (gimp-drawable-offsets layer)))
              (fact "width" (car (gimp-drawable-width layer)))
              (fact "height" (car (gimp-drawable-height layer)))
              (fact "opacity" (car (gimp-layer-get-opacity layer)))
              (fact "normal" (= (car (gimp-layer-get-mode layer)) LAYER-MODE-NORMAL))
              (fact "visible" (yes? (gimp-item-get-visible layer)))
              (fact "source visible" (yes? (gimp-item-get-visible source)))
              (fact "active" (= (active image) layer))
              (fact "mask" (car (gimp-layer-get-mask layer)))
              (fact "same type" (= (car (gimp-drawable-type layer)) (car (gimp-drawable-type source))))
              (fact "name" (car (gimp-item-get-name layer)))
              (fact "selection" (not (yes? (gimp-selection-is-empty image)))))
            (gimp-image-delete image))""")
        self.assertEqual(facts, {
            "layers": 4, "position": 1, "source position": 2, "parent": -1, "x": -5, "y": 30, "width": 80, "height": 48,
            "opacity": 100, "normal": True, "visible": True, "source visible": False, "active": True, "mask": -1,
            "same type": True, "name": "Neural Style: Default, street_in_auvers", "selection": False})
        self.assertEqual(self.pixels("before.png"), self.pixels("after.png"))
        self.assertEqual(self.pixels("top-before.png"), self.pixels("top-after.png"))
        self.assertNotEqual(self.pixels("painted.png"), self.pixels("before.png"))

    def test_in_its_group(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 64 64))
                 (source (active image))
                 (outer (new-group image))
                 (inner (new-group image)))
            (gimp-image-insert-layer image outer 0 0)
            (gimp-image-insert-layer image inner outer 0)
            (gimp-image-reorder-item image source inner 0)
            (let ((layer (paint image source)))
              (fact "parent" (= (car (gimp-item-get-parent layer)) inner))
              (fact "position" (car (gimp-image-get-item-position image layer)))
              (fact "children" (child-count inner))
              (fact "layers" (layer-count image)))
            (gimp-image-delete image))""")
        self.assertEqual(facts, {"parent": True, "position": 0, "children": 2, "layers": 1})


class Pixels(GimpCase):
    def test_alpha_is_the_sources(self):
        self.gimp("""
          (let* ((image (photograph 64 64)) (layer (active image)))
            (gimp-layer-add-alpha layer)
            (let ((mask (car (gimp-layer-create-mask layer ADD-MASK-WHITE))))
              (gimp-layer-add-mask layer mask)
              (gimp-drawable-edit-gradient-fill mask GRADIENT-LINEAR 0 FALSE 1 0 FALSE 0 0 63 63)
              (gimp-layer-remove-mask layer MASK-APPLY))
            (save-pixels image layer "source.png")
            (save-pixels image (paint image layer) "painted.png")
            (gimp-image-delete image))""")
        source, painted = self.pixels("source.png"), self.pixels("painted.png")
        self.assertEqual(painted[3::4], source[3::4])
        self.assertGreater(len(set(source[3::4])), 100)
        self.assertNotEqual(painted, source)

    def test_smaller_paintings_are_brought_to_the_layers_size(self):
        self.gimp("""
          (let* ((image (photograph 200 120)) (layer (active image)))
            (gimp-layer-add-alpha layer)
            (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 10 10 100 100)
            (gimp-drawable-edit-clear layer)
            (gimp-selection-none image)
            (save-pixels image layer "source.png")
            (save-pixels image (paint-with image layer (string-append QUICK " size=64")) "painted.png")
            (gimp-image-delete image))""")
        source, painted = self.pixels("source.png"), self.pixels("painted.png")
        self.assertEqual(len(painted), 200 * 120 * 4)
        self.assertEqual(painted[3::4], source[3::4])

    def test_16_bits_keep_their_depth(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 96 96)) (layer (active image)))
            (gimp-image-convert-precision image PRECISION-U16-GAMMA)
            (let ((painted (paint image layer)))
              (fact "precision" (= (car (gimp-image-get-precision image)) PRECISION-U16-GAMMA))
              (save-pixels image painted "painted.png"))
            (gimp-image-delete image))""")
        self.assertTrue(facts["precision"])
        # 8 bits spread over 16 would leave 256 values, multiples of 257.
        reds = set(self.pixels("painted.png")[0::4])
        self.assertGreater(len(reds), 256)
        self.assertTrue(any(red % 257 for red in reds))

    def test_linear_light_looks_the_same(self):
        self.gimp("""
          (let* ((image (photograph 64 64)) (gamma (paint image (active image))))
            (save-pixels image gamma "gamma.png")
            (gimp-image-remove-layer image gamma)
            (gimp-image-convert-precision image PRECISION-FLOAT-LINEAR)
            (let ((linear (paint image (active image))))
              (gimp-image-convert-precision image PRECISION-U8-GAMMA)
              (save-pixels image linear "linear.png"))
            (gimp-image-delete image))""")
        gamma, linear = self.pixels("gamma.png"), self.pixels("linear.png")
        # Conversions by tables on both sides: a few levels of 255.
        self.assertLess(max(abs(a - b) for a, b in zip(gamma, linear)), 4 * 257)

    def test_profiles_look_the_same(self):
        # Painted and then brought to the profile, or the other way round.
        (self.folder / "rgb.icc").write_bytes(icc.red_and_blue_exchanged())
        (self.folder / "gray.icc").write_bytes(icc.linear_gray())
        one = """
          (let* ((image (photograph 64 64)) (source (active image)))
            (gimp-image-convert-precision image {FLOAT})
            {prepare}
            {before}
            (let ((painted (paint image source)))
              {after}
              (save-pixels image painted "{name}"))
            (gimp-image-delete image))"""
        script = ""
        for kind, prepare in (("rgb", ""), ("gray", "(gimp-image-convert-grayscale image)")):
            convert = f'(convert-to-profile image (in-folder "{kind}.icc"))'
            for name, before, after in ((f"{kind}-own.png", "", convert), (f"{kind}-foreign.png", convert, "")):
                script += one.format(FLOAT=FLOAT_GAMMA, prepare=prepare, before=before, after=after, name=name)
        self.gimp(script)
        for kind in ("rgb", "gray"):
            own, foreign = self.pixels(f"{kind}-own.png"), self.pixels(f"{kind}-foreign.png")
            # Half a level of 255 on the whole, where each profile moves colors by tens of them. A
            # single value may differ by more: what the tables round differently, the optimizer
            # carries on, most of all in bfloat16.
            self.assertLess(distance(own, foreign), 257 / 2, kind)
            self.assertLess(max(abs(a - b) for a, b in zip(own, foreign, strict=True)), 12 * 257, kind)

    def test_gray_stays_gray(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 64 64)) (source (active image)))
            (gimp-image-convert-grayscale image)
            (let ((layer (paint image source)))
              (fact "type" (= (car (gimp-drawable-type layer)) GRAY-IMAGE))
              (fact "base" (= (car (gimp-image-base-type image)) GRAY))
              (save-pixels image layer "painted.png")
              (save-pixels image source "source.png"))
            (gimp-image-delete image))""")
        self.assertEqual(facts, {"type": True, "base": True})
        self.assertNotEqual(self.pixels("painted.png"), self.pixels("source.png"))

    def test_text_layers_are_painted_as_they_look(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 96 64))
                 (text (new-text image "Text" 30)))
            (let ((layer (paint image text)))
              (fact "still text" (yes? (gimp-item-is-text-layer text)))
              (fact "painted text" (yes? (gimp-item-is-text-layer layer)))
              (save-pixels image text "text.png")
              (save-pixels image layer "painted.png"))
            (gimp-image-delete image))""", options=())
        self.assertEqual(facts, {"still text": True, "painted text": False})
        text, painted = self.pixels("text.png"), self.pixels("painted.png")
        self.assertEqual(painted[3::4], text[3::4])
        self.assertTrue(any(text[3::4]))

    def test_same_settings_give_the_same_painting(self):
        self.gimp("""
          (let* ((image (photograph 64 64)) (source (active image))
                 (noisy (string-append QUICK " noise=0.5 seed=7"))
                 (one (paint-with image source noisy))
                 (two (paint-with image source noisy)))
            (save-pixels image one "one.png")
            (save-pixels image two "two.png")
            (save-pixels image (paint-with image source (string-append QUICK " noise=0.5 seed=8")) "other.png")
            (gimp-image-delete image))""")
        one, other = self.pixels("one.png"), self.pixels("other.png")
        self.assert_painted_alike(one, self.pixels("two.png"))
        self.assertGreater(distance(one, other), 257)  # a level of 8 bits

    def test_two_gimps_at_once_paint_what_one_paints(self):
        body = """
          (let* ((image (photograph 64 64)) (layer (paint image (active image))))
            (save-pixels image layer "painted.png")
            (gimp-image-delete image))"""
        other = GimpCase()
        other.setUp()
        self.addCleanup(other.doCleanups)
        both = [(case, case.start(body)) for case in (self, other)]
        for case, gimp in both:
            case.assert_clean(case.finish(gimp)[0])
        at_once = [case.pixels("painted.png") for case, _ in both]
        self.gimp(body)
        alone = self.pixels("painted.png")
        # Each GIMP chooses its conversions of colors by how quick they are, and rounds as the chosen one does.
        for painted in at_once:
            self.assertLess(distance(painted, alone), 257)  # a level of 8 bits


class Masks(GimpCase):
    def test_without_a_selection_the_sources_mask_is_copied(self):
        _, facts = self.gimp("""
          (let* ((image (photograph 64 48)) (source (active image))
                 (mask (car (gimp-layer-create-mask source ADD-MASK-WHITE))))
            (gimp-layer-add-mask source mask)
            (gimp-drawable-edit-gradient-fill mask GRADIENT-LINEAR 0 FALSE 1 0 FALSE 0 0 63 47)
            (gimp-layer-set-edit-mask source FALSE)
            (let* ((layer (paint image source)) (copy (car (gimp-layer-get-mask layer))))
              (fact "another" (and (> copy 0) (not (= copy mask))))
              (fact "edits mask" (yes? (gimp-layer-get-edit-mask layer)))
              (save-pixels image mask "mask.png")
              (save-pixels image copy "copy.png"))
            (gimp-image-delete image))""")
        self.assertEqual(facts, {"another": True, "edits mask": False})
        mask = self.pixels("mask.png", "gray")
        self.assertEqual(self.pixels("copy.png", "gray"), mask)
        self.assertGreater(len(set(mask)), 50)

    def test_the_selection_becomes_the_mask(self):
        # The layer lies partly outside the image, and is larger than the selection's box with its context.
        _, facts = self.gimp("""
          (let* ((image (photograph 300 200)) (source (active image)))
            (gimp-layer-set-offsets source -20 10)
            (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 20 30 60 50)
            (gimp-selection-feather image 12)
            (save-pixels image source "source.png")
            (let* ((layer (paint image source)) (mask (car (gimp-layer-get-mask layer))))
              (fact "mask" (> mask 0))
              (fact "still selected" (not (yes? (gimp-selection-is-empty image))))
              (save-pixels image layer "painted.png")
              ; Both as channels of the image: exported themselves, masks are encoded otherwise than channels.
              (save-pixels image (car (gimp-selection-save image)) "selection.png")
              (gimp-image-select-item image CHANNEL-OP-REPLACE mask)
              (save-pixels image (car (gimp-selection-save image)) "mask.png"))
            (gimp-image-delete image))""")
        self.assertEqual(facts, {"mask": True, "still selected": True})
        width, height = 300, 200
        mask, selection = self.pixels("mask.png", "gray"), self.pixels("selection.png", "gray")
        self.assertGreater(len(set(selection)), 50)
        for y in range(height):
            for x in range(width):
                in_layer = x < width - 20 and y >= 10
                self.assertEqual(mask[y * width + x], selection[y * width + x] if in_layer else 0, (x, y))
        source, painted = self.pixels("source.png"), self.pixels("painted.png")
        changed = [i for i in range(width * height) if source[4 * i:4 * i + 4] != painted[4 * i:4 * i + 4]]
        self.assertGreater(len(changed), 1000)
        for i in changed:  # pixels of the layer, which lies at (-20, 10)
            x, y = i % width - 20, i // width + 10
            self.assertTrue(0 <= x and y < height and selection[y * width + x] > 0, (x, y))


class HardLayers(GimpCase):
    def test_tiny_layers(self):
        sizes = [(1, 1), (3, 3), (40, 3), (1, 40), (17, 5)]
        _, facts = self.gimp("".join(f"""
          (let* ((image (photograph {width} {height}))
                 (sentence (attempt (paint image (active image)))))
            (fact "{width}x{height}" sentence)
            (fact "{width}x{height} layers" (layer-count image))
            (fact "{width}x{height} width" (car (gimp-drawable-width (active image))))
            (gimp-image-delete image))""" for width, height in sizes))
        for width, height in sizes:
            name = f"{width}x{height}"
            # Either a painting of that size, or a sentence and no layer.
            self.assertEqual(facts[f"{name} layers"], 1 if facts[name] else 2, facts)
            self.assertEqual(facts[f"{name} width"], width)
            if facts[name]:
                self.assertRegex(facts[name], r"failed: [A-Z].*\.")

    def test_values_that_are_no_colors(self):
        samples = array.array("f", [0.5] * (32 * 32 * 3))
        samples[0] = float("nan")
        samples[300] = float("inf")
        samples[600] = 40.0
        samples[900] = -3.0
        (self.folder / "wild.pfm").write_bytes(b"PF\n32 32\n-1.0\n" + samples.tobytes())
        output, facts = self.gimp("""
          (let* ((image (load-image (in-folder "wild.pfm"))))
            (fact "float" (= (car (gimp-image-get-precision image)) PRECISION-FLOAT-LINEAR))
            (let ((layer (paint image (active image))))
              (save-pfm image layer "painted.pfm")
              (fact "layers" (layer-count image)))
            (gimp-image-delete image))""")
        self.assertEqual(facts["layers"], 2)
        self.assertRegex(output, r"Warning: .*(NaN|no number|not numbers)")


class Styles(GimpCase):
    def test_any_format_that_gimp_opens(self):
        self.gimp("""
          (let* ((style (photograph 80 60)) (top (car (gimp-layer-copy (active style) TRUE))))
            (gimp-image-insert-layer style top 0 0)
            (gimp-layer-set-offsets top 20 20)
            (save-xcf style "layers.xcf")
            (gimp-image-flatten style)
            (gimp-image-convert-indexed style CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")
            (save-gif style "indexed.gif")
            (gimp-image-convert-rgb style)
            (gimp-image-convert-grayscale style)
            (save-jpeg style "gray.jpg")
            (gimp-image-delete style))
          (let* ((image (photograph 48 48)) (source (active image)) (images (image-count)))
            (for-each (lambda (name)
                (neural-style RUN-NONINTERACTIVE image source (in-folder name) "default" 0.5 "" QUICK)
                (fact name (= images (image-count))))
              '("layers.xcf" "indexed.gif" "gray.jpg"))
            (fact "layers" (layer-count image))
            (gimp-image-delete image))""")


if __name__ == "__main__":
    unittest.main()
