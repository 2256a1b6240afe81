"""The procedure's arguments as GIMP has them: what the program says of the settings, and nothing else."""

import json
import os
import subprocess
import unittest

from gimp import GimpCase
from versions import GIMP, Gimp2, Gimp3

PROGRAM = os.environ["NEURAL_STYLE_PROGRAM"]  # set by ctest
LARGEST = 2**31 - 1  # of GIMP's whole numbers

ASK = """
import json
from gi.repository import Gimp
def told(spec):
    facts = {"name": spec.name, "type": spec.value_type.name, "blurb": spec.blurb, "label": spec.nick}
    if spec.__gtype__.name == "GimpParamChoice":
        facts["choices"] = Gimp.param_spec_choice_get_choice(spec).list_nicks()
        facts["default"] = Gimp.param_spec_choice_get_default(spec)
    elif spec.value_type.name in ("gdouble", "gint"):
        facts.update(minimum=spec.minimum, maximum=spec.maximum, default=spec.default_value)
    elif spec.value_type.name == "gchararray":
        facts["default"] = spec.default_value
    return facts
procedure = Gimp.get_pdb().lookup_procedure("plug-in-neural-style")
told_all = {"arguments": [told(spec) for spec in procedure.get_arguments()],
            "returned": [spec.name for spec in procedure.get_return_values()],
            "types": procedure.get_image_types(), "menu": procedure.get_menu_paths()}
open("contract.json", "w").write(json.dumps(told_all))
"""


def settings():
    return json.loads(subprocess.run([PROGRAM, "settings", "--json"], check=True, capture_output=True).stdout)


class Contract(GimpCase):
    @unittest.skipUnless(GIMP is Gimp2, "of GIMP 2.10")
    def test_arguments_of_gimp_2(self):
        _, facts = self.gimp("""
          (let* ((info (gimp-procedural-db-proc-info "plug-in-neural-style")))
            (fact "count" (list-ref info 6))
            (fact "returned" (list-ref info 7)))
          (let loop ((i 0))
            (if (< i 8)
                (let ((argument (gimp-procedural-db-proc-arg "plug-in-neural-style" i)))
                  (fact (string-append "type " (cadr argument)) (car argument))
                  (fact (string-append "text " (cadr argument)) (caddr argument))
                  (loop (+ i 1)))))""")
        self.assertEqual((facts.pop("count"), facts.pop("returned")), (8, 1))
        # Frozen: scripts call by position. The numbers are GIMP's PDB types.
        self.assertEqual({name[5:]: value for name, value in facts.items() if name.startswith("type ")},
                         {"run-mode": 0, "image": 13, "drawable": 16, "style-file": 4, "preset": 4, "strength": 3,
                          "size": 4, "settings": 4})
        self.assertTrue(all(value for name, value in facts.items() if name.startswith("text ")))

    @unittest.skipUnless(GIMP is Gimp2, "GIMP 3 declares its presets, and takes no other")
    def test_preset_of_a_file(self):
        (self.folder / "soft.json").write_text(
            '{"format": "neural-style preset", "version": 1, "base": "tutorial", "settings": {"size": 32, "evaluations": 2}}')
        _, facts = self.gimp("""
          (let* ((image (photograph 48 40)) (layer (active image)))
            (fact "name" (car (gimp-item-get-name
              (neural-style RUN-NONINTERACTIVE image layer STYLE (in-folder "soft.json") 0.5 "" ""))))
            (fact "told" (attempt
              (neural-style RUN-NONINTERACTIVE image layer STYLE (in-folder "none.json") 0.5 "" "")))
            (gimp-image-delete image))""")
        self.assertEqual(facts["name"], "Neural Style: Tutorial, street_in_auvers")
        self.assertIn("none.json", facts["told"])


@unittest.skipUnless(GIMP is Gimp3, "of GIMP 3")
class ContractOfGimp3(GimpCase):
    helpers = ("python-eval",)

    def test_arguments_of_gimp_3(self):
        (self.folder / "ask.py").write_text(ASK)
        gimp = self.start("", interpreter=("--batch-interpreter", "python-fu-eval"),
                          batch=f"exec(open({str(self.folder / 'ask.py')!r}).read())")
        output, _ = self.finish(gimp)
        self.assert_clean(output)
        told = json.loads((self.folder / "contract.json").read_text())
        self.assertEqual((told["returned"], told["types"], told["menu"]),
                         (["layers"], "RGB*, GRAY*", ["<Image>/Filters/Artistic"]))
        names = [each["name"] for each in told["arguments"]]
        table = settings()
        self.assertEqual(names, ["run-mode", "image", "drawables", "style-source", "style-file", "style-drawable",
                                 "preset", *(row["id"].replace("_", "-") for row in table)])
        for row, argument in zip(table, told["arguments"][7:]):
            with self.subTest(row["id"]):
                self.assertEqual((argument["label"], argument["blurb"]), (row["label"], row["help"]))
                number = row["kind"] in ("real", "integer")
                # Where the table says "automatic", GIMP has 0.
                default = 0 if number and row["default"] == "automatic" else row["default"]
                self.assertEqual(argument["default"], default)
                kinds = {"real": "gdouble", "integer": "gint"}
                self.assertEqual(argument["type"], kinds.get(row["kind"], "gchararray"))
                if number:
                    self.assertEqual((argument["minimum"], argument["maximum"]),
                                     (row["minimum"], row["maximum"] if row["kind"] == "real"
                                      else min(row["maximum"], LARGEST)))
                self.assertEqual(argument.get("choices"), row.get("choices"))


if __name__ == "__main__":
    unittest.main()
