"""A run that is ended by force: nothing of it is left, in the image, among the processes or the files, and the next run
works."""

import os
import signal
import unittest

from gimp import DEMO, GimpCase, is_running, painting_plug_in_of, wait_for

# Hours, on any machine; L-BFGS would end where the picture no longer changes.
ENDLESS = "optimizer=adam evaluations=100000 coarse_evaluations=100000"
LAST = "evaluations=3 coarse_evaluations=3 scales=1"


class End(GimpCase):
    def setUp(self):
        super().setUp()
        self.gimp("")  # makes the profile
        self.write_last_values(DEMO / "coffee.png", LAST)

    def painting_plug_in(self, gimp):
        return wait_for(lambda: painting_plug_in_of(gimp.pid), "the plug-in to paint")

    def test_killed_plug_in(self):
        # What a cancelled plug-in meets, too: GIMP kills it 10 ms after it has asked.
        before = self.files()
        gimp = self.start(f"""
          (let* ((image (photograph 64 64)) (source (active image)))
            (gimp-image-clean-all image)
            (fact-state image "before")
            (save-pixels image source "before.png")
            (fact "sentence" (attempt (paint-with image source "{ENDLESS}")))
            (fact-state image "after")
            (save-pixels image source "after.png")
            (fact "sentence of the next" (attempt (paint image source)))
            (fact "layers" (layer-count image))
            (gimp-image-delete image))""")
        os.kill(self.painting_plug_in(gimp), signal.SIGKILL)
        output, facts = self.finish(gimp)
        self.assertNotEqual(facts["sentence"], "")
        self.assertEqual(facts["after.layers"], facts["before.layers"])
        self.assertFalse(facts["after.dirty"])
        self.assertEqual(self.pixels("after.png"), self.pixels("before.png"))
        self.assertEqual(facts["sentence of the next"], "", output)
        self.assertEqual(facts["layers"], 2)
        self.assertEqual(self.files(), before)

    def test_killed_gimp(self):
        before = self.files()
        gimp = self.start(f"""
          (let* ((image (photograph 64 64)))
            (paint-with image (active image) "{ENDLESS}"))""")
        process = self.painting_plug_in(gimp)
        os.kill(gimp.pid, signal.SIGKILL)
        wait_for(lambda: not is_running(process), "the plug-in to end with GIMP")
        self.assertEqual(self.files(), before)
        _, facts = self.gimp("""
          (let* ((image (photograph 48 40)))
            (fact "name" (car (gimp-item-get-name
              (neural-style RUN-WITH-LAST-VALS image (active image) "" "default" 0 "" ""))))
            (gimp-image-delete image))""")
        self.assertEqual(facts["name"], "Neural Style: Default, coffee")


if __name__ == "__main__":
    unittest.main()
