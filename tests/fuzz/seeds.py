"""Writes a small file of each kind for libFuzzer to begin with: seeds.py FOLDER, which gets a folder for each target."""

import json
import shutil
import struct
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "core" / "weights"))

from PIL import Image, ImageCms  # noqa: E402

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


def write_pictures(folder):
    """One of each kind that the readers tell apart, so small that most of it is headers."""
    folder.mkdir(parents=True, exist_ok=True)
    color = Image.radial_gradient("L").resize((9, 7))
    color = Image.merge("RGB", (color, color.rotate(90), color.transpose(Image.Transpose.FLIP_TOP_BOTTOM)))
    alpha = color.convert("RGBA")
    alpha.putalpha(color.getchannel("G"))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation
    color.save(folder / "color.png")
    alpha.save(folder / "alpha.png", icc_profile=profile)
    color.convert("P").save(folder / "palette.png", transparency=0)
    color.convert("1").save(folder / "bits.png")
    color.convert("I").save(folder / "gray16.png")
    color.save(folder / "color.jpg", icc_profile=profile, exif=exif)
    color.save(folder / "progressive.jpg", progressive=True)
    color.convert("CMYK").save(folder / "inks.jpg")
    color.save(folder / "color.webp", lossless=True)
    alpha.save(folder / "alpha.webp", icc_profile=profile, exif=exif)
    for compression in (None, "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
        color.save(folder / f"{compression or 'raw'}.tif", compression=compression)
    alpha.save(folder / "alpha.tif", icc_profile=profile)
    color.convert("P").save(folder / "palette.tif")
    color.convert("1").save(folder / "fax.tif", compression="group4")
    color.convert("CMYK").save(folder / "inks.tif")
    color.convert("F").save(folder / "float.tif")


def main():
    seeds = Path(sys.argv[1])
    write_pictures(seeds / "picture")
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
