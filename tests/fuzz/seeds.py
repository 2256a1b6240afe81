"""Writes a small file of each kind for libFuzzer to begin with: seeds.py FOLDER, which gets a folder for each target."""

import json
import shutil
import struct
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "core" / "weights"))

import write_models  # noqa: E402: found by the line above

FORMATS = {
    "caffe": ("caffe.caffemodel", "caffe_old.caffemodel"),
    "matconvnet": ("matconvnet.mat",),
    "pytorch": ("torchvision.pth", "torchvision_legacy.pth", "strides.pth", "half.pth", "malicious.pth"),
    "safetensors": ("float32.safetensors", "float16.safetensors", "bfloat16.safetensors", "described.safetensors"),
}
# A network too narrow to be one, since libFuzzer likes small files.
LAYERS = [["conv1_1", 3, 2], ["conv1_2", 2, 1], ["conv2_1", 1, 1]]

SETTINGS = ("strength=0.7 size=512 color=original", "style_layers=conv1_1:1,conv4_1:0.5 blend=3,1 seamless=x",
            "preset=tutorial model=./a.pth threads=2", "")


def write_network(folder):
    numbers = [number for _, inputs, outputs in LAYERS for number in [0.25] * (outputs * (inputs * 9 + 1))]
    (folder / "network.json").write_text(json.dumps(LAYERS))
    (folder / "network.f32").write_bytes(struct.pack(f"<{len(numbers)}f", *numbers))


def main():
    seeds = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_network(folder)
        network = write_models.read_network(folder)
        for target, formats in FORMATS.items():
            (seeds / target).mkdir(parents=True, exist_ok=True)
            for each in formats:
                write_models.FORMATS[each](folder / each, network)
                shutil.copy(folder / each, seeds / target)
        old = seeds / "matconvnet" / "old.mat"
        write_models.matconvnet(old, network, compressed=False, old=True, classes=1, side=2)
    for target in ("preset", "settings"):
        (seeds / target).mkdir(parents=True, exist_ok=True)
    for file in (ROOT / "core" / "presets").glob("*.json"):
        shutil.copy(file, seeds / "preset")
    for number, text in enumerate(SETTINGS):
        (seeds / "settings" / str(number)).write_text(text)


if __name__ == "__main__":
    main()
