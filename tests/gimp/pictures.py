"""Before all other tests: the photograph and the style of most of them as GIMP's own files, which GIMP reads itself. For each
PNG file it starts another program."""

import shutil
import unittest

from gimp import PICTURES, GimpCase


class Pictures(GimpCase):
    def test_of_most_tests(self):
        names = ("astronaut.xcf", "street_in_auvers.xcf")
        for name in names:
            self.gimp(f"""
              (define image (load-image (demo "{name.replace("xcf", "png")}")))
              (save-xcf image "{name}")
              (gimp-image-delete image)""")
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copy(self.folder / name, PICTURES)


if __name__ == "__main__":
    unittest.main()
