"""What cannot be done: an error with a sentence, and an image that nothing has touched."""

import os
import pathlib
import shutil
import unittest

from gimp import DEMO, GimpCase, scheme
from versions import GIMP, Gimp2, Gimp3


class Refusal(GimpCase):
    def refused(self, cases, before="", told=r"(failed|invalid input arguments): .+[.?]"):
        """Runs `before`, which makes `image` and `layer`, and then each case, name: call. All must fail, say something
        like `told`, and leave the image as it was, clean of changes. Returns the sentences by name."""
        calls = "".join(f"(fact {scheme(name)} (attempt {call}))" for name, call in cases.items())
        _, facts = self.gimp(f"""
          (let* ((image (photograph 48 40)) (layer (active image)) (source layer))
            {before}
            (gimp-image-clean-all image)
            (fact-state image "before")
            (save-pixels image source "before.png")
            {calls}
            (fact-state image "after")
            (save-pixels image source "after.png")
            (gimp-image-delete image))""")
        for what in ("layers", "channels", "dirty", "undo-open"):
            self.assertEqual(facts[f"before.{what}"], facts[f"after.{what}"], facts)
        self.assertFalse(facts["after.dirty"])
        self.assertEqual(self.pixels("before.png"), self.pixels("after.png"))
        sentences = {name: facts[name] for name in cases}
        for name, sentence in sentences.items():
            self.assertRegex(sentence, told, name)
        return sentences

    def call(self, style="STYLE", preset="default", strength=0.5, size="automatic", settings="", mode=1):
        style = style if style == "STYLE" else scheme(style)
        return (f"(neural-style {mode} image layer {style} {scheme(preset)} {strength} {scheme(size)} "
                f"{scheme(settings)})")

    def wrong_in_both(self):
        """Calls with arguments that no GIMP takes."""
        return {
            "too strong": self.call(strength=1.5),
            "too weak": self.call(strength=-0.1),
            "size": self.call(size="large"),
            "too small": self.call(size="15"),
            "key": self.call(settings="evalutions=3"),
            "value": self.call(settings="evaluations=many"),
        }

    # For a choice or a run mode that is none, GIMP 3's Script-Fu warns and takes the default.
    @unittest.skipUnless(GIMP is Gimp3, "GIMP 2.10 leaves it to the filter to check them")
    def test_arguments_that_gimp_3_checks(self):
        sentences = self.refused(self.wrong_in_both(), told=r"plug-in-neural-style|evalutions")
        for name, words in {"too strong": "out of range", "too weak": "out of range", "size": '"size" takes',
                            "too small": '"size" takes', "key": "evalutions", "value": "expected type"}.items():
            self.assertIn(words, sentences[name])

    @unittest.skipUnless(GIMP is Gimp2, "GIMP 3 checks most of them by itself")
    def test_wrong_arguments(self):
        sentences = self.refused({
            "preset": self.call(preset="defualt"),
            "no preset": self.call(preset=""),
            **self.wrong_in_both(),
            "no value": self.call(settings="evaluations"),
            "mode": self.call(mode=7),
        })
        for name, words in {"preset": "defualt", "too strong": "strength", "too weak": "strength", "size": "large",
                            "too small": "15", "key": "evaluations", "value": "many", "mode": "run mode"}.items():
            self.assertIn("invalid input arguments", sentences[name])
            self.assertIn(words, sentences[name])

    def test_styles_that_are_none(self):
        (self.folder / "notes.txt").write_text("not a picture\n")
        (self.folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing of the kind")
        (self.folder / "empty.png").write_bytes(b"")
        files = {name: str(self.folder / name) for name in ("notes.txt", "broken.png", "empty.png", "absent.png", ".")}
        sentences = self.refused({"none": self.call(style=""),
                                  **{name: self.call(style=file) for name, file in files.items()}})
        self.assertIn("No style picture is chosen", sentences["none"])
        # GIMP 3 itself calls no file but one that is there, and names the argument.
        self.assertIn("does not exist" if GIMP is Gimp2 else "style-file", sentences["absent.png"])
        self.assertIn("is a folder" if GIMP is Gimp2 else "style-file", sentences["."])
        for name in ("notes.txt", "broken.png", "empty.png"):
            self.assertIn(files[name], sentences[name])

    def test_missing_model(self):
        sentences = self.refused({"name": self.call(settings="model=vgg20"),
                                  "file": self.call(settings="model=/nowhere/vgg19.safetensors")})
        self.assertIn("vgg20", sentences["name"])
        self.assertIn("/nowhere/vgg19.safetensors", sentences["file"])

    def test_what_does_not_fit_the_memory(self):
        sentences = self.refused({"memory": self.call(settings="memory_limit=1")})
        self.assertRegex(sentences["memory"], "[Mm]emory|MiB")

    def test_indexed_image(self):
        sentences = self.refused({"indexed": self.call()}, """
            (gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")""")
        self.assertIn("Image > Mode > RGB", sentences["indexed"])

    def test_group(self):
        sentences = self.refused({"group": self.call()}, """
            (set! layer (new-group image))
            (gimp-image-insert-layer image layer 0 0)""")
        self.assertIn("layer group", sentences["group"])

    def test_mask(self):
        sentences = self.refused({"mask": self.call()}, """
            (set! layer (car (gimp-layer-create-mask source ADD-MASK-WHITE)))
            (gimp-layer-add-mask source layer)""")
        self.assertIn("layer mask", sentences["mask"])

    def test_channel(self):
        sentences = self.refused({"channel": self.call()}, """
            (set! layer (new-channel image 48 40))
            (gimp-image-insert-channel image layer 0 0)""")
        self.assertIn("channel", sentences["channel"])

    def test_floating_selection(self):
        floating = """
            (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 5 5 20 20)
            (set! layer (float-selection source))"""
        sentences = self.refused({"floating": self.call()}, floating)
        self.assertIn("floating selection", sentences["floating"])
        sentences = self.refused({"beside one": self.call()}, floating + "(set! layer source)")
        self.assertIn("floating selection", sentences["beside one"])

    def test_selection_beside_the_layer(self):
        sentences = self.refused({"beside": self.call()}, """
            (gimp-layer-resize source 20 20 0 0)
            (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 30 30 10 10)""")
        self.assertIn("selection", sentences["beside"])

    def test_no_screen_and_no_last_values(self):
        sentences = self.refused({"interactive": self.call(mode=0), "last values": self.call(style="", mode=2)})
        self.assertIn("no screen", sentences["interactive"])
        self.assertRegex(sentences["last values"], "no last values|No style picture is chosen")

    @unittest.skipUnless(GIMP is Gimp2, "GIMP 3 keeps last values by itself, and goes on without damaged ones")
    def test_damaged_last_values(self):
        self.gimp("")  # makes the profile
        (self.profile / "neural-style.json").write_text('{"version": 1, "style": ')
        sentences = self.refused({"last values": self.call(mode=2)})
        self.assertIn("last values are damaged", sentences["last values"])


class MissingEngine(GimpCase):
    def test_a_sentence_and_no_vanished_procedure(self):
        # The library alone, without the engine beside it that links LibTorch.
        library = pathlib.Path(os.environ["NEURAL_STYLE_LIBRARY"])  # set by ctest
        alone = self.folder / "alone"
        alone.mkdir()
        shutil.copy(library, alone)
        self.environment["LD_LIBRARY_PATH"] = str(alone)
        _, facts = self.gimp("""
          (let* ((image (photograph 32 32)))
            (fact "sentence" (attempt (paint image (active image))))
            (fact "layers" (layer-count image))
            (gimp-image-delete image))""")
        self.assertRegex(facts["sentence"], "cannot be loaded.*Install LibTorch")
        self.assertEqual(facts["layers"], 1)


class LastValues(GimpCase):
    def test_they_count_and_the_arguments_do_not(self):
        self.gimp("")  # makes the profile
        self.write_last_values(DEMO / "coffee.png", "strength=0.75 evaluations=3 coarse_evaluations=3 scales=1")
        _, facts = self.gimp("""
          (let* ((image (photograph 48 40)) (source (active image))
                 (layer (neural-style RUN-WITH-LAST-VALS image source "" "default" 0 "" "")))
            (fact "name" (car (gimp-item-get-name layer)))
            (save-pixels image layer "last.png")
            (save-pixels image (neural-style RUN-NONINTERACTIVE image source (demo "coffee.png") "default"
                                     0.75 "automatic" QUICK) "same.png")
            (gimp-image-delete image))""")
        self.assertEqual(facts["name"], "Neural Style: Default, coffee")
        self.assert_painted_alike(self.pixels("last.png"), self.pixels("same.png"))


if __name__ == "__main__":
    unittest.main()
