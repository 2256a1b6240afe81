"""The models in the dialog: importing, fetching, checking and removing them."""

import subprocess
import sys
import unittest

from access import Atspi
from dialog_case import DialogCase
from gimp import DEMO, HERE, PLUG_INS

SERVER = HERE.parent / "core" / "fetch" / "server.py"
MODEL = PLUG_INS.parent.parent / "share" / "neural-style" / "models" / "draft_palette8.safetensors"
QUICK = "evaluations=3 coarse_evaluations=3 scales=1"


class Models(DialogCase):
    def open_models(self):
        self.write_last_values(DEMO / "coffee.png", QUICK)
        self.main = self.open_dialog()
        self.use(self.main, "toggle button", "Advanced settings")
        self.find(self.main, "text", "More styles")  # once they are there
        self.within(self.main, lambda each: (each.role, each.name) == ("push button", "Models…")).click()
        return self.dialog("^Models$")

    def close(self, models):
        self.use(models, "push button", "Close")
        self.use(self.main, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()

    def within(self, window, condition):
        """The first such widget, also one that is scrolled out of sight."""
        def found():
            window.accessible.clear_cache()
            return next((each for each in window.walk() if condition(each)), None)

        return self.until(found, "the widget")

    def chooser(self):
        return self.within(self.main, lambda each: each.role == "combo box" and "draft" in each.items())

    def entry(self):
        return self.within(self.chooser(), lambda each: each.role == "text")

    def table(self, models):
        return next(each for each in self.showing(models) if each.role in ("table", "tree table"))

    def cells(self, models):
        return [each.name for each in self.table(models).children() if each.role == "table cell"]

    def select(self, models, name):
        table = self.table(models)
        cell = next(each for each in table.children() if each.name == name)
        Atspi.Table.add_row_selection(table.accessible, Atspi.Table.get_row_at_index(table.accessible, cell.path[-1]))

    def read(self, models, words):
        """Waits for a sentence that has these words."""
        def found():
            return next((each for each in self.showing(models) if each.role == "label" and words in each.text), None)

        return self.until(found, words)

    def serve(self):
        """The address of a server that sends the draft network, and has bad days."""
        self.environment["no_proxy"] = "*"
        server = subprocess.Popen([sys.executable, "-B", SERVER, MODEL], stderr=subprocess.PIPE, text=True)
        self.addCleanup(server.stderr.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        return f"http://127.0.0.1:{int(server.stderr.readline())}"

    def fetch(self, models, address):
        self.find(models, "text", "Address").enter(address)
        self.use(models, "push button", "Fetch")

    def folder_of_models(self):
        return self.home / "data" / "neural-style" / "models"

    def test_import_verify_and_remove(self):
        models = self.open_models()
        self.assertEqual(self.chooser().items(), ["vgg19", "draft"])
        self.use(models, "push button", "Import…")
        own = self.folder / "my network.safetensors"
        own.symlink_to(MODEL)
        self.answer_file_dialog("^Import a Model$", own)
        self.read(models, 'The model "my-network" can be chosen now.')
        self.assertIn("my-network", self.cells(models))
        self.assertEqual(self.chooser().items(), ["vgg19", "draft", "my-network"])
        self.assertTrue((self.folder_of_models() / "my-network.model").exists())
        self.read(models, f"Source: {own}")

        self.use(models, "push button", "Verify")
        self.read(models, 'The model "my-network" is sound.')
        self.select(models, "vgg19")
        self.until(lambda: not self.find(models, "push button", "Remove").has("sensitive"), "what cannot be removed")

        # What was chosen and is gone cannot stay chosen.
        self.entry().enter("my-network")
        self.select(models, "my-network")
        self.until(lambda: self.find(models, "push button", "Remove").has("sensitive"), "what can be removed")
        self.use(models, "push button", "Remove")
        question = self.dialog("^(Remove|Question)$")  # GTK 2 names it by what it is
        self.use(question, "push button", "Remove")
        self.read(models, 'The model "my-network" was removed.')
        self.assertNotIn("my-network", self.cells(models))
        self.assertEqual(self.chooser().items(), ["vgg19", "draft"])
        self.until(lambda: self.entry().text == "vgg19", "the model that is always there")
        self.assertFalse((self.folder_of_models() / "my-network.model").exists())
        self.close(models)

    def test_what_is_no_model_is_told_beside_the_button(self):
        models = self.open_models()
        self.use(models, "push button", "Import…")
        self.answer_file_dialog("^Import a Model$", DEMO / "coffee.png")
        told = self.read(models, "coffee.png")
        self.assertIn("is damaged or no model", told.text)
        left, top, _, height = self.find(models, "push button", "Import…").place()
        x, y, _, _ = told.place()
        self.assertTrue(left <= x < left + 60 and 0 <= y - (top + height) < 2 * height)
        self.close(models)

    def test_fetch_stop_and_go_on(self):
        address = self.serve()
        models = self.open_models()
        self.fetch(models, f"{address}/drops/network.pth")
        self.read(models, "broke off")
        self.fetch(models, f"{address}/missing/other.pth")
        self.read(models, "cannot be downloaded")
        # Half of it is here.
        self.fetch(models, f"{address}/stalls/network.pth")
        self.until(lambda: self.find(models, "push button", "Stop").has("sensitive"), "the download")
        self.assertFalse(self.find(models, "push button", "Import…").has("sensitive"))
        self.use(models, "push button", "Stop")
        self.read(models, "The download was stopped.")
        self.fetch(models, f"{address}/sound/network.pth")
        self.read(models, 'The model "network" can be chosen now.')
        self.assertEqual(self.chooser().items(), ["vgg19", "draft", "network"])
        self.assertEqual((self.folder_of_models() / "network.model").read_bytes(), MODEL.read_bytes())

        # Closed in the middle of one, the dialog ends it first.
        self.fetch(models, f"{address}/stalls/late.pth")
        self.read(models, "Downloading: ")
        self.close(models)
        self.assertTrue((self.folder_of_models() / "late.part").exists())

    def test_all_that_can_be_used_has_a_name_and_its_turn(self):
        models = self.open_models()
        usable = [each for each in self.showing(models) if each.has("focusable", "sensitive")
                  and each.role not in ("scroll pane", "dialog", "label", "table cell", "table column header")]
        self.assertEqual([str(each) for each in usable if not each.name], [])
        self.xdotool("windowfocus", "--sync", self.window("^Models$"))
        reached = {each.path for each in self.tab_order(models)}
        self.assertEqual([str(each) for each in usable if each.path not in reached], [])
        # A chosen one that is elsewhere has its address ready.
        self.select(models, "vgg16-caffe")
        self.until(lambda: self.find(models, "text", "Address").text.startswith("https://"), "the address")
        self.assertFalse(self.find(models, "push button", "Verify").has("sensitive"))
        self.press("^Models$", "Escape")
        self.use(self.main, "push button", "Cancel")
        self.wait_for_answer()
        self.close_down()


if __name__ == "__main__":
    unittest.main()
