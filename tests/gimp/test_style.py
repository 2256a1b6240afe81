"""The style picture as a file: what is in it besides pixels."""

import struct
import subprocess
import unittest

import icc
from gimp import DEMO, GimpCase, distance

PAINT = """
  (define image (photograph 48 48))
  (define (paint-after style result)
    (save-pixels image (neural-style RUN-NONINTERACTIVE image (active image) (in-folder style) "default" 1 "automatic"
                                     "evaluations=6 coarse_evaluations=6 scales=1") result))
"""


def oriented(jpeg, orientation):
    """The JPEG file with that orientation in its EXIF data: the tag alone, big-endian."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    segment = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


class Styles(GimpCase):
    def convert(self, *words):
        subprocess.run(["convert", *words], cwd=self.folder, check=True)

    def paint_after(self, *styles):
        """One painting after each style file; their pixels."""
        calls = "".join(f'(paint-after "{name}" "painted-{name}.png")' for name in styles)
        # Each painting is of the photograph, which is to be active again.
        self.gimp(PAINT + "(define source (active image))" + calls.replace("(paint-after", "(activate image source)\n"
                                                                          "(paint-after") + "(gimp-image-delete image)")
        return [self.pixels(f"painted-{name}.png") for name in styles]

    def test_exif_orientation_is_heeded(self):
        self.convert(str(DEMO / "street_in_auvers.png"), "-resize", "80x56!", "-quality", "95", "lying.jpg")
        self.convert("lying.jpg", "-rotate", "90", "turned.png")
        (self.folder / "oriented.jpg").write_bytes(oriented((self.folder / "lying.jpg").read_bytes(), 6))
        turned, heeded, lying = self.paint_after("turned.png", "oriented.jpg", "lying.jpg")
        self.assertLess(distance(heeded, turned), 257)
        self.assertGreater(distance(lying, turned), 4 * distance(heeded, turned))

    def test_the_profile_is_heeded(self):
        self.convert(str(DEMO / "street_in_auvers.png"), "-resize", "64x64!", "plain.png")
        (self.folder / "exchanged.icc").write_bytes(icc.red_and_blue_exchanged())
        self.convert("plain.png", "-separate", "-swap", "0,2", "-combine", "exchanged.png")
        self.convert("exchanged.png", "-profile", "exchanged.icc", "profiled.png")
        plain, heeded, ignored = self.paint_after("plain.png", "profiled.png", "exchanged.png")
        self.assertGreater(distance(ignored, plain), 3 * distance(heeded, plain))

    def test_what_is_transparent_does_not_count(self):
        for name, hidden in (("one.png", "red"), ("two.png", "blue")):
            self.convert("-size", "64x64", f"xc:{hidden}", "(", str(DEMO / "street_in_auvers.png"), "-resize", "64x64!",
                         ")", "-compose", "over", "-gravity", "west", "-geometry", "-32+0", "-composite",
                         "(", "-size", "64x64", "xc:black", "-fill", "white", "-draw", "rectangle 0,0 31,63", ")",
                         "-alpha", "off", "-compose", "copy-opacity", "-composite", f"PNG32:{name}")
            self.convert(name, "-alpha", "off", f"{hidden}.png")
        one, two, red, blue = self.paint_after("one.png", "two.png", "red.png", "blue.png")
        self.assert_painted_alike(one, two)
        self.assertGreater(distance(red, blue), 257)  # a level of 8 bits


if __name__ == "__main__":
    unittest.main()
