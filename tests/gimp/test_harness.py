"""The tests' own tools: they see what is wrong when something is."""

import subprocess
import unittest

from gimp import GimpCase


class Harness(GimpCase):
    def test_a_failing_script_fails(self):
        with self.assertRaisesRegex(AssertionError, "execution error"):
            self.gimp('(fact "before" 1) (no-such-procedure)')

    def test_a_failing_filter_fails(self):
        with self.assertRaisesRegex(AssertionError, "No style picture is chosen"):
            self.gimp("""
              (let ((image (photograph 32 32)))
                (neural-style RUN-NONINTERACTIVE image (active image) "" "default" 0.5 "" ""))""")

    def test_a_complaint_fails(self):
        # An image that is never deleted: GEGL warns of leaked buffers when GIMP 2.10 ends, GIMP 3 by itself.
        with self.assertRaisesRegex(AssertionError, "WARNING|stray image"):
            self.gimp("(photograph 32 32)")

    def test_what_is_left_undone_is_missed(self):
        self.gimp("(image-count)")
        with self.assertRaises(subprocess.CalledProcessError):
            self.pixels("never-written.png")

    def test_attempt_tells_the_sentence_or_nothing(self):
        _, facts = self.gimp("""
          (fact "good" (attempt (+ 1 1)))
          (fact "bad" (attempt (car 5)))
          (fact "refused" (attempt (gimp-image-width 12345)))
          (fact "number" 1.5) (fact "truth" #t) (fact "text" "a \\"word\\"")""")
        self.assertEqual(facts["good"], "")
        self.assertIn("pair", facts["bad"])
        self.assertRegex(facts["refused"], "gimp-image-width|Invalid value")
        self.assertEqual((facts["number"], facts["truth"], facts["text"]), (1.5, True, 'a "word"'))


if __name__ == "__main__":
    unittest.main()
