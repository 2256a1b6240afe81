"""Every kind of image, layer and selection: the table of which each two values meet in one of its rows."""

import subprocess

import icc
from pairwise import pairwise

KINDS = {"rgb": 0, "rgba": 1, "gray": 2, "graya": 3, "indexed": None}
# With GIMP's numbers, which mean the same in each version.
PRECISIONS = {"u8": 150, "u16": 250, "half": 550, "float": 650,
              "u8-linear": 100, "u16-linear": 200, "half-linear": 500, "float-linear": 600}
PLACES = ("offset", "larger", "outside", "group", "mask", "invisible", "alpha-locked")
SELECTIONS = ("none", "rectangle", "feathered", "beside")
PROFILES = ("own", "foreign")
COLUMNS = (tuple(KINDS), tuple(PRECISIONS), PLACES, SELECTIONS, PROFILES)


def possible(row):
    kind, precision, place, selection, profile = row
    if kind == "indexed" and (precision != "u8" or profile != "own"):
        return False  # GIMP has no such images
    return not (place == "larger" and selection == "beside")  # it covers the canvas: nothing is beside it


ROWS = pairwise(COLUMNS, possible)


def is_refused(row):
    return "indexed" in row or "beside" in row


def steps_of(row):
    """What makes `image` and its layer `source` those of the row."""
    kind, precision, place, selection, profile = row
    small = selection == "beside"
    steps = []
    if kind.startswith("gray"):
        steps.append("(gimp-image-convert-grayscale image)")
    if precision != "u8":
        steps.append(f"(gimp-image-convert-precision image {PRECISIONS[precision]})")
    if profile == "foreign":
        file = "gray.icc" if kind.startswith("gray") else "rgb.icc"
        steps.append(f'(convert-to-profile image (in-folder "{file}"))')
    if kind in ("rgba", "graya"):
        steps.append("""(gimp-layer-add-alpha source)
            (gimp-image-select-ellipse image CHANNEL-OP-REPLACE 2 2 24 18)
            (gimp-drawable-edit-clear source)
            (gimp-selection-none image)""")
    if kind == "indexed":
        steps.append(
            '(gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE FALSE "")')
    if small:
        steps.append("(gimp-layer-resize source 24 20 0 0)")
    steps.append({
        "offset": "(gimp-layer-set-offsets source 5 9)",
        "larger": "(gimp-layer-resize source 80 60 8 6)",
        "outside": "(gimp-layer-set-offsets source 30 20)",
        "group": """(let ((group (new-group image)))
            (gimp-image-insert-layer image group 0 1)
            (gimp-image-reorder-item image source group 0))""",
        "mask": """(let ((mask (car (gimp-layer-create-mask source ADD-MASK-WHITE))))
            (gimp-layer-add-mask source mask)
            (gimp-drawable-edit-gradient-fill mask GRADIENT-LINEAR 0 FALSE 1 0 FALSE 0 0 63 47)
            (gimp-layer-set-edit-mask source FALSE))""",
        "invisible": "(gimp-item-set-visible source FALSE)",
        "alpha-locked": "(gimp-layer-set-lock-alpha source TRUE)",
    }[place])
    if selection in ("rectangle", "feathered"):
        steps.append("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 12 10 44 34)")
    if selection == "feathered":
        steps.append("(gimp-selection-feather image 5)")
    if small:
        steps.append("(gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 42 8 6)")
    return " ".join(steps)


def make(row):
    """Script-Fu, at the outermost level: defines the row's `image`, made of a copy of `photo`, and `source` between two
    other layers."""
    return f"""
      (define image (car (gimp-image-duplicate photo)))
      (define source (car (gimp-layer-copy (active image) FALSE)))
      (define top (car (gimp-layer-copy source FALSE)))
      (gimp-image-insert-layer image source 0 0)
      (gimp-image-insert-layer image top 0 0)
      (gimp-item-set-name source "source")
      (activate image source)
      {steps_of(row)}"""


PAINT = """(neural-style RUN-NONINTERACTIVE image source (in-folder "style.xcf") "default" 1 "automatic"
             "evaluations=6 coarse_evaluations=6 scales=1 threads=1")"""


def write_files(folder):
    """What the rows' profiles and the style are read from."""
    (folder / "rgb.icc").write_bytes(icc.red_and_blue_exchanged())
    (folder / "gray.icc").write_bytes(icc.linear_gray())
    # Much redder than the photograph, wherever it is painted.
    subprocess.run(["convert", "-size", "64x64", "-seed", "1", "plasma:#ffd080-#ffa000", str(folder / "style.png")],
                   check=True)
