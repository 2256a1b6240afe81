"""Runs scripts in a real GIMP with the plug-in that was just built, in a home of its own."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from versions import GIMP

HERE = pathlib.Path(__file__).resolve().parent
DEMO = HERE.parent.parent / "demo"
PLUG_INS = pathlib.Path(os.environ["NEURAL_STYLE_PLUG_INS"])  # folder of the build tree, set by ctest
SYSTEM_PLUG_INS = pathlib.Path(os.environ["NEURAL_STYLE_SYSTEM_PLUG_INS"])  # GIMP's own

# What tests need not find out again that those before have. Set by ctest.
CACHE = pathlib.Path(os.environ["NEURAL_STYLE_TEST_CACHE"])

# What babl has found out about conversions of colors, which takes a third of the time that a new GIMP needs to start: each
# test begins with what those before have left.
CONVERSIONS = CACHE / "babl-fishes"
PICTURES = CACHE / "pictures"  # pictures.py leaves them there

# Far above what any of this takes: a hang is a failure, slowness is not.
PATIENCE = 1500

# What GLib, GTK, GEGL and GIMP print when a program misuses them, and what GIMP says of plug-ins that die or leave images
# behind. Messages to the user end in "-Warning:" or "-Error:".
COMPLAINT = re.compile(r"CRITICAL|WARNING|Eeek|stray image|[Pp]lug-in crashed")


def scheme(value):
    """A Python value as Script-Fu writes it."""
    if isinstance(value, bool):
        return "#t" if value else "#f"
    if isinstance(value, (int, float)):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False)


def read_facts(file):
    """What the script told with (fact name value)."""
    facts = {}
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            name, value = line.split("\t", 1)
            facts[name] = {"#t": True, "#f": False}[value] if value in ("#t", "#f") else json.loads(value)
    return facts


def wait_for(condition, what):
    """The first true value of condition(); a failure if there is none for a very long time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def plug_in_of(gimp, library=""):
    """Process id of the plug-in that works for this GIMP and has loaded that library; None as long as there is none."""
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = re.match(r"\d+ \((.*)\) (.*)", stat.read_text(), re.DOTALL).groups()
            if name == "neural-style" and int(rest.split()[1]) == gimp:
                if library in (stat.parent / "maps").read_text():
                    return int(stat.parent.name)
        except (OSError, AttributeError):
            pass  # it has just ended
    return None


def painting_plug_in_of(gimp):
    return plug_in_of(gimp, "libneural_style_engine")


def distance(one, other):
    """Of two pictures: the mean difference of their samples."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def is_running(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class GimpCase(unittest.TestCase):
    """Each test has a folder of its own, with GIMP's settings in it, which ends with the test."""

    helpers = ()  # of GIMP's own plug-ins, those that the tests need besides the usual ones

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="neural-style-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.outputs = {}  # files, by process
        self.home = self.folder / "home"
        self.home.mkdir()
        self.profile = self.home / "gimp"  # made by GIMP itself, as for a new user
        self.temporary = self.folder / "temporary"  # for the temporary files of GIMP and of all that it starts
        self.temporary.mkdir()
        helpers = self.folder / "plug-ins"
        helpers.mkdir()
        for name in (*GIMP.helpers, *self.helpers):
            (helpers / name).symlink_to(SYSTEM_PLUG_INS / name)
        (self.folder / "gimprc").write_text(
            f'(plug-in-path "{helpers}:{PLUG_INS}")\n{GIMP.gimprc}')
        self.environment = {
            **os.environ,
            "HOME": str(self.home),
            GIMP.profile_variable: str(self.profile),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "TMPDIR": str(self.temporary),
            "LC_ALL": "C.UTF-8",
        }
        self.environment.pop("DISPLAY", None)
        self.take_over_conversions()

    def take_over_conversions(self):
        """A copy, since several GIMPs may write at once."""
        own = self.home / "cache" / "babl" / CONVERSIONS.name
        own.parent.mkdir(parents=True)
        if CONVERSIONS.exists():
            shutil.copy(CONVERSIONS, own)
        self.addCleanup(self.hand_on_conversions, own)

    @staticmethod
    def hand_on_conversions(own):
        known = CONVERSIONS.stat().st_size if CONVERSIONS.exists() else 0
        if own.exists() and own.stat().st_size > known:
            CONVERSIONS.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=CONVERSIONS.parent, delete=False) as file:
                file.write(own.read_bytes())
            os.replace(file.name, CONVERSIONS)

    def write_script(self, body):
        """The script file of a batch; its facts go to self.folder/facts."""
        names = {"FACTS": self.folder / "facts", "DEMO": DEMO, "PICTURES": PICTURES, "FOLDER": self.folder}
        definitions = "".join(f"(define {name} {scheme(value)})\n" for name, value in names.items())
        self.prelude = self.folder / "prelude.scm"
        prelude = "".join((HERE / file).read_text(encoding="utf-8") for file in ("prelude.scm", GIMP.prelude))
        script = self.folder / "script.scm"
        self.prelude.write_text(definitions + prelude, encoding="utf-8")
        script.write_text(f"(load {scheme(self.prelude)})\n{body}\n(close-output-port facts)\n", encoding="utf-8")
        return script

    def start(self, body, program=GIMP.console, options=("--no-fonts",), interpreter=GIMP.interpreter, batch=None):
        """GIMP, running the script, or instead the words of another language's `batch`. It and what it started end with
        the test at the latest."""
        script = self.write_script(body)
        # Into a file: nobody reads it meanwhile, and a pipe that is full would stop GIMP.
        with tempfile.NamedTemporaryFile(prefix="output-", dir=self.folder, delete=False) as output:
            gimp = subprocess.Popen(
                [program, f"--gimprc={self.folder / 'gimprc'}", "--new-instance", "--no-data", *options,
                 *interpreter, "--batch", batch or f"(load {scheme(script)})", *GIMP.end],
                env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True)
        self.outputs[gimp.pid] = pathlib.Path(output.name)
        self.addCleanup(self.end, gimp)
        return gimp

    @staticmethod
    def end(gimp):
        try:
            os.killpg(gimp.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        gimp.wait()

    def output_of(self, gimp):
        """All that GIMP printed, once it has ended."""
        gimp.wait(timeout=PATIENCE)
        return self.outputs[gimp.pid].read_text(errors="replace")

    def finish(self, gimp):
        """All that GIMP printed, and the facts."""
        output = self.output_of(gimp)
        self.assertIsNone(GIMP.failed(output, gimp.returncode), output)
        return output, read_facts(self.folder / "facts")

    def assert_clean(self, output, own=()):
        """`own` are complaints, besides the usual ones, that are GIMP's own in this case."""
        complaints = [line for line in output.splitlines() if COMPLAINT.search(line)
                      and not any(re.search(each, line) for each in (*GIMP.own_complaints, *own))]
        self.assertEqual(complaints, [], output)

    def gimp(self, body, **how):
        """Runs the script; fails unless it and GIMP end well and without complaints. Returns output and facts."""
        output, facts = self.finish(self.start(body, **how))
        self.assert_clean(output)
        return output, facts

    def write_last_values(self, style, settings):
        """What the filter's dialog would have left. GIMP must have made its profile."""
        file = GIMP.last_values_file(self.profile)
        file.parent.mkdir(exist_ok=True)
        file.write_text(GIMP.last_values(style, settings), encoding="utf-8")

    def files(self):
        """Those that a run could leave behind: not the script's own, nor what GIMP keeps of itself in its profile, nor the
        folder for temporary files that a killed GIMP 3.2 leaves; but what is in that."""
        kept = {file.name for file in self.profile.rglob("*") if "neural-style" in str(file.relative_to(self.profile))}
        return kept, sorted(file.name for file in self.temporary.rglob("*")
                            if not (file.is_dir() and file.name.startswith("gimp-3.")))

    def pixels(self, name, channels="rgba"):
        """Samples of a picture that the script saved, 0..65535, interleaved."""
        raw = subprocess.run(
            ["convert", str(self.folder / name), "-depth", "16", "-endian", "LSB", f"{channels}:-"],
            check=True, capture_output=True).stdout
        return memoryview(raw).cast("H").tolist()

    def assert_painted_alike(self, one, other):
        """Two paintings, by pixels, are the same but for what GIMP adds: each process of the filter converts colors in
        the way that it finds to be the quickest, by measuring, and rounds as that way does."""
        self.assertLess(distance(one, other), 26)  # a tenth of a level of 8 bits
