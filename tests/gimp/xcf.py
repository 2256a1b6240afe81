"""Reads GIMP's own files: every layer with all of its properties, pixels and mask as they are, to the last bit.

The format is described in GIMP's developer documentation, "XCF file format". What differs between an image saved before
and after something was done to it is what that did.
"""

import itertools
import struct
import zlib
from dataclasses import dataclass, field

TILE = 64

# Properties, by GIMP's numbers.
ACTIVE, SELECTION_CHANNEL, MODE, VISIBLE, LOCK_ALPHA, OFFSETS, ITEM_PATH, OPACITY = 2, 4, 7, 8, 10, 15, 30, 33
COMPRESSION, GROUP = 17, 29

# How a channel of a pixel is stored, by the hundreds of GIMP's number for a precision.
SAMPLES = {1: ">B", 2: ">H", 3: ">I", 5: ">e", 6: ">f", 7: ">d"}


@dataclass
class Layer:
    name: str
    width: int
    height: int
    kind: int = -1  # 0 RGB, 1 RGBA, 2 gray, 3 gray with alpha
    properties: dict = field(default_factory=dict)
    pixels: list = field(default_factory=list)  # bytes, one element a pixel, row by row
    mask: "Layer" = None

    def number(self, which):
        return struct.unpack(">I", self.properties[which])[0]

    @property
    def offsets(self):
        return struct.unpack(">ii", self.properties[OFFSETS])

    @property
    def opacity(self):
        return struct.unpack(">f", self.properties[OPACITY])[0]

    @property
    def group(self):
        """The numbers of the groups that it is in, from outside; () for none."""
        path = self.properties.get(ITEM_PATH, b"")
        return struct.unpack(f">{len(path) // 4}I", path)[:-1]

    def content(self):
        """All that a change to the layer would change; not its place in the stack, nor whether it is active."""
        if GROUP in self.properties:
            return (self.name, self.width, self.height)  # the rest follows from what is in it
        kept = {key: value for key, value in self.properties.items() if key not in (ACTIVE, ITEM_PATH)}
        return (self.name, self.width, self.height, self.kind, kept, self.pixels, self.mask and self.mask.content())


class Picture:
    """One file. `layers` are in GIMP's order, the uppermost first, what is in a group right after it."""

    def __init__(self, file):
        self.data = file.read_bytes()
        assert self.data.startswith(b"gimp xcf "), file
        version = self.data[9:13]
        self.version = 0 if version == b"file" else int(version[1:])
        self.position = 14
        self.width, self.height, self.base = self.numbers(3)
        self.precision = self.numbers(1)[0] if self.version >= 4 else 150
        self.properties = self.read_properties()
        self.compression = self.properties[COMPRESSION][0]
        layers, channels = self.pointers(), self.pointers()
        self.layers = [self.read_layer(at) for at in layers]
        self.channels = [self.read_channel(at) for at in channels]

    @property
    def selection(self):
        return next((each for each in self.channels if SELECTION_CHANNEL in each.properties), None)

    def samples(self, pixel):
        """The channels of a pixel, as numbers in 0..1 where they are colours."""
        form = SAMPLES[self.precision // 100]
        values = [value for value, in struct.iter_unpack(form, pixel)]
        return [value / 255 if form == ">B" else value / 65535 if form == ">H" else value for value in values]

    def numbers(self, count):
        values = struct.unpack_from(f">{count}I", self.data, self.position)
        self.position += 4 * count
        return values

    def pointer(self):
        form = ">Q" if self.version >= 11 else ">I"
        value, = struct.unpack_from(form, self.data, self.position)
        self.position += struct.calcsize(form)
        return value

    def pointers(self):
        return list(iter(self.pointer, 0))

    def string(self):
        length, = self.numbers(1)
        text = self.data[self.position:self.position + max(0, length - 1)].decode()
        self.position += length
        return text

    def read_properties(self):
        properties = {}
        while True:
            kind, length = self.numbers(2)
            if kind == 0:
                return properties
            properties[kind] = self.data[self.position:self.position + length]
            self.position += length

    def read_layer(self, at):
        self.position = at
        width, height, kind = self.numbers(3)
        layer = Layer(self.string(), width, height, kind, self.read_properties())
        pixels, mask = self.pointer(), self.pointer()
        layer.pixels = self.read_pixels(pixels)
        layer.mask = self.read_channel(mask) if mask else None
        return layer

    def read_channel(self, at):
        self.position = at
        width, height = self.numbers(2)
        channel = Layer(self.string(), width, height, properties=self.read_properties())
        channel.pixels = self.read_pixels(self.pointer())
        return channel

    def read_pixels(self, at):
        self.position = at
        _, _, size = self.numbers(3)
        self.position = self.pointer()
        width, height = self.numbers(2)
        rows = [[None] * width for _ in range(height)]
        places = itertools.product(range(0, height, TILE), range(0, width, TILE))
        for (top, left), tile in zip(places, self.pointers()):
            columns, lines = min(TILE, width - left), min(TILE, height - top)
            data = self.tile(tile, columns * lines, size)
            for i in range(columns * lines):
                rows[top + i // columns][left + i % columns] = data[i * size:(i + 1) * size]
        return list(itertools.chain.from_iterable(rows))

    def tile(self, at, count, size):
        if self.compression == 0:
            return self.data[at:at + count * size]
        if self.compression == 2:
            return zlib.decompressobj().decompress(self.data[at:])
        planes, position = [], at
        for _ in range(size):
            plane, position = self.run_lengths(position, count)
            planes.append(plane)
        return bytes(itertools.chain.from_iterable(zip(*planes)))

    def run_lengths(self, position, count):
        plane = bytearray()
        while len(plane) < count:
            code = self.data[position]
            position += 1
            length = 256 - code if code >= 128 else code + 1
            if code in (127, 128):
                length, = struct.unpack_from(">H", self.data, position)
                position += 2
            if code >= 128:
                plane += self.data[position:position + length]
                position += length
            else:
                plane += self.data[position:position + 1] * length
                position += 1
        return bytes(plane), position
