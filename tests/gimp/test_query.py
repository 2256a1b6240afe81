"""GIMP asks every plug-in what it is when it first sees it. That must be quick: nothing is loaded that only painting
needs. How quick it is, tests/bench/query measures."""

import re
import unittest

from gimp import GimpCase

PROGRAM = re.compile(r"initialize program: .*/neural-style$", re.MULTILINE)


class Query(GimpCase):
    def test_what_paints_and_what_downloads_is_loaded_for_that_alone(self):
        # The dynamic linker tells what each process loads, in a file of the process's own.
        self.environment.update(LD_DEBUG="files", LD_DEBUG_OUTPUT=str(self.folder / "loaded"))
        self.gimp("""
          (let* ((image (photograph 32 32)))
            (paint image (active image))
            (gimp-image-delete image))""")
        loaded = [file.read_text(errors="replace") for file in self.folder.glob("loaded.*")]
        plug_ins = [text for text in loaded if PROGRAM.search(text)]
        self.assertEqual(sorted("libtorch_cpu.so" in text for text in plug_ins), [False, True])
        query = next(text for text in plug_ins if "libtorch_cpu.so" not in text)
        self.assertNotIn("libcurl", query)


if __name__ == "__main__":
    unittest.main()
