"""What GIMP 3 has and 2.10 has not: several layers at once, filters that are not merged, layers as styles."""

import unittest

from gimp import GimpCase, distance
from versions import GIMP, Gimp3

PAINT = """
  (define (paint-all image layers) (paint-layers RUN-NONINTERACTIVE image layers STYLE "default" 0.5 "automatic" QUICK))
  (define (paint-after image layer style)
    (first-of (plug-in-neural-style #:image image #:drawables (vector layer) #:style-source "drawable"
      #:style-drawable style #:evaluations 3 #:coarse-evaluations 3 #:scales 1)))
  (define (first-of answer) (vector-ref (car answer) 0))
  (define (invert layer) (gimp-drawable-append-new-filter layer "gegl:invert-gamma" "Invert" LAYER-MODE-REPLACE 1.0))
  (define (copy-of image layer)
    (let ((copy (car (gimp-layer-copy layer FALSE))))
      (gimp-image-insert-layer image copy 0 0)
      copy))
"""


@unittest.skipUnless(GIMP is Gimp3, "needs GIMP 3")
class SeveralLayers(GimpCase):
    def test_each_gets_its_painting(self):
        _, facts = self.gimp(PAINT + """
          (let* ((image (photograph 48 40)) (bottom (active image)) (top (copy-of image bottom))
                 (made (paint-all image (vector bottom top))))
            (fact "returned" (vector-length made))
            (fact "selected" (vector-length (car (gimp-image-get-selected-layers image))))
            (fact "order" (equal? (car (gimp-image-get-layers image))
                                  (vector (vector-ref made 1) top (vector-ref made 0) bottom)))
            (save-pixels image (vector-ref made 0) "bottom.png")
            (save-pixels image (vector-ref made 1) "top.png")
            (gimp-image-delete image))""")
        self.assertEqual(facts, {"returned": 2, "selected": 2, "order": True})
        self.assertEqual(self.pixels("bottom.png"), self.pixels("top.png"))

    def test_all_or_none(self):
        _, facts = self.gimp(PAINT + """
          (let* ((image (photograph 48 40)) (layer (active image)) (group (new-group image)))
            (gimp-image-insert-layer image group 0 0)
            (gimp-image-clean-all image)
            (fact "sentence" (attempt (paint-all image (vector layer group))))
            (fact-state image "after")
            (gimp-image-delete image))""")
        self.assertIn("layer group", facts["sentence"])
        self.assertEqual(facts["after.layers"], 2)
        self.assertFalse(facts["after.dirty"])


@unittest.skipUnless(GIMP is Gimp3, "needs GIMP 3")
class Filters(GimpCase):
    def test_the_content_is_what_is_seen(self):
        _, facts = self.gimp(PAINT + """
          (let* ((image (photograph 48 40)) (layer (active image)) (merged (copy-of image layer)))
            (save-pixels image layer "plain.png")
            (invert layer)
            (invert merged)
            (gimp-drawable-merge-filters merged)
            (gimp-image-clean-all image)
            (save-pixels image (paint image merged) "of merged.png")
            (save-pixels image (paint image layer) "of seen.png")
            (fact "filters" (vector-length (car (gimp-drawable-get-filters layer))))
            (fact "images" (image-count))
            (gimp-image-delete image))""")
        self.assertEqual(facts, {"filters": 1, "images": 1})
        self.assert_painted_alike(self.pixels("of seen.png"), self.pixels("of merged.png"))

    def test_the_style_is_what_is_seen(self):
        _, facts = self.gimp(PAINT + """
          (let* ((image (photograph 48 40)) (layer (active image))
                 (other (photograph 64 64)) (style (active other)) (merged (copy-of other style)))
            (save-pixels image (paint-after image layer style) "of plain.png")
            (invert style)
            (invert merged)
            (gimp-drawable-merge-filters merged)
            (save-pixels image (paint-after image layer style) "of seen.png")
            (gimp-item-set-name merged "Merged")
            (let ((painted (paint-after image layer merged)))
              (fact "name" (car (gimp-item-get-name painted)))
              (save-pixels image painted "of merged.png"))
            (gimp-image-delete image)
            (gimp-image-delete other))""")
        self.assertEqual(facts["name"], "Neural Style: Default, Merged")
        self.assert_painted_alike(self.pixels("of seen.png"), self.pixels("of merged.png"))
        self.assertGreater(distance(self.pixels("of seen.png"), self.pixels("of plain.png")), 257)  # a level of 8 bits


@unittest.skipUnless(GIMP is Gimp3, "needs GIMP 3")
class Arguments(GimpCase):
    def test_the_style_must_be_what_the_source_says(self):
        _, facts = self.gimp(PAINT + """
          (let* ((image (photograph 48 40)) (layer (active image)))
            (fact "no drawable" (attempt
              (plug-in-neural-style #:image image #:drawables (vector layer) #:style-source "drawable"
                                    #:style-file STYLE)))
            (fact "no file" (attempt
              (plug-in-neural-style #:image image #:drawables (vector layer) #:style-drawable layer)))
            (fact "layers" (layer-count image))
            (gimp-image-delete image))""")
        self.assertIn("No style picture is chosen", facts["no drawable"])
        self.assertIn("style-source", facts["no file"])
        self.assertEqual(facts["layers"], 1)

    def test_presets_count_for_what_is_left_as_it_is(self):
        _, facts = self.gimp(PAINT + """
          (let* ((image (photograph 48 40)) (layer (active image)))
            (save-pixels image (first-of (plug-in-neural-style #:image image #:drawables (vector layer)
              #:style-file STYLE #:preset "tutorial" #:size "32x32" #:evaluations 3)) "one.png")
            (save-pixels image (first-of (plug-in-neural-style #:image image #:drawables (vector layer)
              #:style-file STYLE #:size "32x32" #:evaluations 3 #:loss "absolute" #:content-weight 5 #:style-weight 100
              #:style-layers "conv1_1:0.5,conv2_1:1,conv3_1:1.5,conv4_1:3,conv5_1:4" #:padding "zeros" #:noise 0.7
              #:optimizer "adam" #:scales 1 #:precision "float32")) "two.png")
            (gimp-image-delete image))""")
        self.assertEqual(facts, {})
        self.assertEqual(self.pixels("one.png"), self.pixels("two.png"))


@unittest.skipUnless(GIMP is Gimp3, "needs GIMP 3")
class LayersOfGimp32(GimpCase):
    def assert_painted_as_seen(self, make, is_one):
        """The layer that make comes to is painted as its pixels would be, and stays what it is."""
        _, facts = self.gimp(PAINT + f"""
          (fact "known" (defined? 'gimp-vector-layer-new))
          (if (defined? 'gimp-vector-layer-new)
            (let* ((image (photograph 48 40)) (layer {make}))
              (gimp-image-insert-layer image layer 0 0)
              (gimp-edit-named-copy (vector layer) "pixels")
              (let* ((other (car (gimp-edit-named-paste-as-new-image "pixels"))) (pixels (active other)))
                (save-pixels other (paint other pixels) "of pixels.png")
                (gimp-image-delete other))
              (save-pixels image layer "before.png")
              (save-pixels image (paint image layer) "of layer.png")
              (save-pixels image layer "after.png")
              (fact "still one" (yes? ({is_one} layer)))
              (fact "layers" (layer-count image))
              (gimp-image-delete image)))""")
        if not facts.pop("known"):
            self.skipTest("needs GIMP 3.2")
        self.assertEqual(facts, {"still one": True, "layers": 3})
        self.assert_painted_alike(self.pixels("of layer.png"), self.pixels("of pixels.png"))
        self.assertEqual(self.pixels("before.png"), self.pixels("after.png"))
        self.assertNotEqual(self.pixels("of layer.png"), self.pixels("before.png"))

    def test_link_layer(self):
        self.assert_painted_as_seen('(car (gimp-link-layer-new image (demo "chelsea.png")))',
                                    "gimp-item-id-is-link-layer")

    def test_vector_layer(self):
        self.assert_painted_as_seen("""
          (let ((path (car (gimp-path-new image "path"))))
            (gimp-image-insert-path image path 0 0)
            (gimp-path-bezier-stroke-new-ellipse path 24 20 16 12 0)
            (car (gimp-vector-layer-new image path)))""", "gimp-item-id-is-vector-layer")


if __name__ == "__main__":
    unittest.main()
