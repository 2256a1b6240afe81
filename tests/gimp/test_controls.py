"""Several styles, and where each of them goes: by the names of channels and layers of the image."""

import subprocess
import unittest

from gimp import GimpCase

QUICK = "evaluations=20 coarse_evaluations=20 scales=1"
SIDE = 48

SCRIPT = """
  (define image (photograph 48 48))
  (define source (active image))
  (define (half-as-channel name left)
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE left 0 24 48)
    (let ((channel (car (gimp-selection-save image))))
      (gimp-item-set-name channel name)
      (gimp-selection-none image)))
  (define (copy-of-source name)
    (let ((layer (car (gimp-layer-copy source FALSE))))
      (gimp-image-insert-layer image layer 0 0)
      (gimp-item-set-name layer name)
      layer))
  (define (left-half-as-mask name)
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 24 48)
    (let ((layer (copy-of-source name)))
      (gimp-layer-add-mask layer (car (gimp-layer-create-mask layer ADD-MASK-SELECTION)))
      (gimp-selection-none image)
      (activate image source)))
  (define (paint-into name settings)
    (activate image source)
    (save-pixels image (neural-style RUN-NONINTERACTIVE image source (in-folder "blue.png") "default" 1 "automatic"
                                     settings) name))
"""


class Controls(GimpCase):
    def setUp(self):
        super().setUp()
        for name, colors in (("blue", "navy-skyblue"), ("orange", "orangered-gold")):
            subprocess.run(["convert", "-seed", "7", "-size", "64x64", f"plasma:{colors}", f"{name}.png"],
                           cwd=self.folder, check=True)

    def warmth(self, name, half):
        """How much more red than blue a half of the painting has, in 16 bits."""
        pixels = self.pixels(name, "rgb")
        left = half == "left"
        inside = [i for i in range(SIDE * SIDE) if (i % SIDE < SIDE // 2) == left]
        return sum(pixels[3 * i] - pixels[3 * i + 2] for i in inside) / len(inside)

    def assert_halves(self, name):
        self.assertLess(self.warmth(name, "left"), -5000)
        self.assertGreater(self.warmth(name, "right"), 5000)

    def test_a_channel_says_where_a_style_goes(self):
        self.gimp(SCRIPT + f"""
          (half-as-channel "Left half" 0)
          (paint-into "regions.png" (string-append "{QUICK} regions=Left%20half more_styles=" (in-folder "orange.png")))
          (gimp-image-delete image)""")
        self.assert_halves("regions.png")

    def test_a_layers_mask_says_where_a_style_goes(self):
        self.gimp(SCRIPT + f"""
          (left-half-as-mask "Left")
          (paint-into "masked.png" (string-append "{QUICK} regions=Left more_styles=" (in-folder "orange.png")))
          (gimp-image-delete image)""")
        self.assert_halves("masked.png")

    def test_a_layer_is_a_further_style(self):
        self.gimp(SCRIPT + f"""
          (let ((layer (copy-of-source "Orange")))
            (gimp-context-set-foreground '(255 120 0))
            (gimp-drawable-fill layer FILL-FOREGROUND))
          (paint-into "alone.png" "{QUICK}")
          (paint-into "blended.png" "{QUICK} more_styles=Orange blend=1,4")
          (gimp-image-delete image)""")
        for half in ("left", "right"):
            self.assertGreater(self.warmth("blended.png", half), self.warmth("alone.png", half) + 5000)

    def test_a_channel_says_what_of_a_layer_counts_as_style(self):
        # A layer that is orange on the left and blue on the right.
        self.gimp(SCRIPT + f"""
          (let ((layer (copy-of-source "Both")))
            (gimp-context-set-foreground '(0 60 255))
            (gimp-drawable-fill layer FILL-FOREGROUND)
            (gimp-context-set-foreground '(255 120 0))
            (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 24 48)
            (gimp-drawable-edit-fill layer FILL-FOREGROUND))
          (half-as-channel "Left" 0)
          (half-as-channel "Right" 24)
          (paint-into "left.png" "{QUICK} more_styles=Both blend=1,4 style_masks=all,Left")
          (paint-into "right.png" "{QUICK} more_styles=Both blend=1,4 style_masks=all,Right")
          (gimp-image-delete image)""")
        for half in ("left", "right"):
            self.assertGreater(self.warmth("left.png", half), self.warmth("right.png", half) + 10000)

    def test_names_that_are_not_there(self):
        _, facts = self.gimp(SCRIPT + f"""
          (fact "mask" (attempt (paint-into "none.png" "{QUICK} keep=Nobody")))
          (fact "layer" (attempt (paint-into "none.png" "{QUICK} more_styles=Nobody")))
          (fact "style mask" (attempt (paint-into "none.png" "{QUICK} style_masks=Nobody")))
          (fact "layers" (layer-count image))
          (gimp-image-delete image)""")
        self.assertIn('no channel "Nobody"', facts["mask"])
        self.assertIn('no layer "Nobody"', facts["layer"])
        self.assertIn('"Nobody" is the name of a channel or a layer, but style picture 1', facts["style mask"])
        self.assertEqual(facts["layers"], 1)


if __name__ == "__main__":
    unittest.main()
