"""A folder of pictures in one GIMP process, with demo/paint.scm."""

import pathlib
import subprocess
import unittest

from gimp import DEMO, GimpCase, read_facts
from versions import GIMP

# Name, and what ImageMagick makes it of a photograph with.
PICTURES = {
    "00.png": (), "01.jpg": (), "02.tif": (), "03.png": ("-colorspace", "gray"), "04.png": ("-depth", "16"),
    "05.jpg": ("-colorspace", "gray"), "06.png": ("-alpha", "set", "-channel", "a", "-fx", "u.r"),
    "07.tif": ("-depth", "16"), "08.ppm": (), "09.pgm": ("-colorspace", "gray"), "10.png": ("-resize", "96x24!"),
    "11.jpg": ("-resize", "24x96!"), "12.png": ("-depth", "16", "-colorspace", "gray"),
    "13.tif": ("-colorspace", "gray"), "14.jpg": ("-quality", "30"), "15.png": ("-resize", "17x90!"),
    "16.png": ("-background", "none", "-rotate", "30"), "17.ppm": ("-depth", "16"), "18.jpg": (), "19.png": (),
}
BROKEN = "09b.png"  # in their middle

# Between a painting and the next, the pages that GIMP and Script-Fu hold: other plug-ins end with their work.
BATCH = """
  (load (demo "paint.scm"))
  (define (pages process)
    (let* ((file (open-input-file (string-append "/proc/" process "/statm"))) (size (read file)) (held (read file)))
      (close-input-port file)
      held))
  (define gimp (let* ((file (open-input-file (in-folder "gimp"))) (process (read file))) (number->string process)))
  (define painted 0)
  (define (paint-image image style) (paint image (active image)))
  (define paint-and-forget paint-file)
  (define (paint-file content style result)
    (paint-and-forget content style result)
    (gc)
    (fact (string-append "pages " (number->string painted)) (+ (pages gimp) (pages "self")))
    (set! painted (+ painted 1)))
  (paint-folder (in-folder "photos/*") STYLE (in-folder "painted"))
"""


class Batch(GimpCase):
    def test_a_folder_of_mixed_pictures(self):
        photos, painted = self.folder / "photos", self.folder / "painted"
        photos.mkdir()
        painted.mkdir()
        for name, words in PICTURES.items():
            subprocess.run(["convert", str(DEMO / "chelsea.png"), "-resize", "64x48!", *words, str(photos / name)],
                           check=True)
        (photos / BROKEN).write_bytes((photos / "00.png").read_bytes()[:60])
        gimp = self.start(BATCH)
        (self.folder / "gimp").write_text(str(gimp.pid))  # GIMP takes long to read its first script
        output = self.output_of(gimp)
        self.assertEqual(GIMP.failed(output, gimp.returncode), "execution error", output)
        self.assert_clean(output)
        self.assertIn(f"{BROKEN} was not painted", output)
        self.assertIn("Pictures that were not painted, see above: 1", output)
        stems = [pathlib.Path(name).stem for name in PICTURES]
        self.assertEqual(sorted(file.name for file in painted.iterdir()), [f"{stem}.png" for stem in stems])
        for stem in stems:
            self.assertTrue(any(self.pixels(f"painted/{stem}.png")), stem)
        facts = read_facts(self.folder / "facts")
        pages = [facts[f"pages {i}"] for i in range(len(PICTURES))]
        self.assertLess(max(pages[-5:]), 1.05 * min(pages[-5:]), pages)


if __name__ == "__main__":
    unittest.main()
