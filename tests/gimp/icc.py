"""Colour profiles of which it shows whether somebody heeds them. The format is ICC.1:2001-04 (version 2.4)."""

import struct

# Red, green and blue of sRGB under D50, as XYZ.
RED, GREEN, BLUE = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
WHITE = (0.9642, 1.0, 0.8249)


def fixed(*values):
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def xyz(values):
    return b"XYZ \0\0\0\0" + fixed(*values)


def curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def text(words):
    return b"text\0\0\0\0" + words + b"\0"


def description(words):
    return b"desc\0\0\0\0" + struct.pack(">I", len(words) + 1) + words + b"\0" + bytes(4 + 4 + 2 + 1 + 67)


def profile(space, tags):
    tags = {b"desc": description(b"test"), b"cprt": text(b"public domain"), b"wtpt": xyz(WHITE), **tags}
    table, data = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, tag in tags.items():
        table += name + struct.pack(">II", start + len(data), len(tag))
        data += tag + bytes(-len(tag) % 4)
    header = struct.pack(">I4sI4s4s4s12s4s", start + len(data), b"test", 0x02400000, b"mntr", space, b"XYZ ",
                         struct.pack(">6H", 2026, 1, 1, 0, 0, 0), b"acsp")
    header += bytes(28) + fixed(*WHITE)
    return header + bytes(128 - len(header)) + struct.pack(">I", len(tags)) + table + data


def red_and_blue_exchanged():
    """Who does not heed it takes red for blue."""
    return profile(b"RGB ", {b"rXYZ": xyz(BLUE), b"gXYZ": xyz(GREEN), b"bXYZ": xyz(RED), b"rTRC": curve(2.2),
                             b"gTRC": curve(2.2), b"bTRC": curve(2.2)})


def linear_gray():
    return profile(b"GRAY", {b"kTRC": curve(1)})
