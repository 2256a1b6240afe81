"""The calls that README.md shows, as they stand there."""

import pathlib
import re
import unittest

from gimp import DEMO, GimpCase, scheme
from versions import GIMP, Gimp3

README = pathlib.Path(__file__).resolve().parent.parent.parent / "README.md"

BEFORE = """
import gi
gi.require_version("Gimp", "3.0")
from gi.repository import Gimp, Gio
def load(name):
    return Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(name))
def small(name):
    image = load(name)
    image.scale(48, 40)
    return image
image, other = small({photograph!r}), small({style!r})
layer_of_another_image = other.get_layers()[0]
layer_of_another_image.set_name("Other")
"""
AFTER = """
told = [layers == image.get_selected_layers(), [layer.get_name() for layer in layers]]
open("told", "w").write(repr(told))
image.delete()
other.delete()
"""


def shown(language):
    """The one block of code in that language."""
    block, = re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return block


@unittest.skipUnless(GIMP is Gimp3, "of GIMP 3")
class Calls(GimpCase):
    helpers = ("python-eval",)

    def test_script_fu(self):
        call = shown("scheme").replace('"/home/me/style.jpg"', scheme(DEMO / "coffee.png"))
        _, facts = self.gimp(f"""
          (define image (photograph 48 40))
          {call}
          (fact "name" (gimp-item-get-name (vector-ref (gimp-image-get-layers image) 0)))
          (gimp-image-delete image)""")
        self.assertEqual(facts["name"], "Neural Style: Default, coffee")

    def test_python(self):
        code = BEFORE.format(photograph=str(DEMO / "astronaut.png"), style=str(DEMO / "coffee.png"))
        (self.folder / "call.py").write_text(code + shown("python") + AFTER)
        gimp = self.start("", interpreter=("--batch-interpreter", "python-fu-eval"),
                          batch=f"exec(open({str(self.folder / 'call.py')!r}).read())")
        output, _ = self.finish(gimp)
        self.assert_clean(output)
        self.assertEqual((self.folder / "told").read_text(), repr([True, ["Neural Style: Default, Other"]]))


if __name__ == "__main__":
    unittest.main()
