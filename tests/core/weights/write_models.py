"""Writes a network in each format by somebody else's writer: write_models.py FOLDER FORMAT...

FOLDER has network.json, [[name, inputs, outputs]...], and network.f32, each layer's weights (OIHW; conv1_1's input BGR of
0..255, less the mean) and biases. The files are put beside them, named after their format. Prints the names of those
that nothing on this machine can write.
"""

import json
import struct
import sys
from collections import OrderedDict
from pathlib import Path

MEAN_BGR = (103.939, 116.779, 123.68)
TORCHVISION_MEAN = (0.485, 0.456, 0.406)
TORCHVISION_DEVIATION = (0.229, 0.224, 0.225)


class Call:
    """Whoever unpickles it calls the function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


def read_network(folder):
    import numpy

    numbers = numpy.fromfile(folder / "network.f32", "<f4")
    layers = OrderedDict()
    at = 0
    for name, inputs, outputs in json.loads((folder / "network.json").read_text()):
        count = outputs * inputs * 9
        layers[name] = (numbers[at : at + count].reshape(outputs, inputs, 3, 3), numbers[at + count : at + count + outputs])
        at += count + outputs
    return layers


def by_name(layers):
    """conv1_1.weight, as Leon Gatys' networks have it."""
    tensors = OrderedDict()
    for name, (weight, bias) in layers.items():
        tensors[name + ".weight"] = weight
        tensors[name + ".bias"] = bias
    return tensors


def numbered(layers, units=5):
    """features.0.weight, as torchvision has it, and the beginning of a classifier."""
    import numpy

    tensors = OrderedDict()
    number = 0
    block = "1"
    for name, (weight, bias) in layers.items():
        if name[4] != block:
            number += 1  # pooling
            block = name[4]
        tensors[f"features.{number}.weight"] = weight
        tensors[f"features.{number}.bias"] = bias
        number += 2  # ReLU
    tensors["classifier.0.weight"] = numpy.ones((units, units), "f4")
    tensors["classifier.0.bias"] = numpy.ones(units, "f4")
    return tensors


def for_torchvision(layers):
    """The same network for RGB of 0..1, less torchvision's mean, divided by its deviation."""
    import numpy

    changed = OrderedDict(layers)
    weight, bias = changed["conv1_1"]
    deviation = 255 * numpy.array(TORCHVISION_DEVIATION, "f8").reshape(1, 3, 1, 1)
    changed["conv1_1"] = ((weight[:, ::-1] * deviation).astype("f4"), bias)
    return changed


def in_torch(tensors, dtype="float32"):
    import torch

    return OrderedDict((name, torch.tensor(tensor.copy()).to(getattr(torch, dtype))) for name, tensor in tensors.items())


def pytorch(path, tensors, **options):
    import torch

    torch.save(tensors, path, **options)


def pytorch_with_strides(path, layers):
    """Weights that lie channels last, in one storage that all share."""
    import torch

    tensors = in_torch(by_name(layers))
    together = torch.cat([tensor.permute(0, 2, 3, 1).reshape(-1) if tensor.dim() == 4 else tensor for tensor in tensors.values()])
    at = 0
    for name, tensor in tensors.items():
        part = together[at : at + tensor.numel()]
        at += tensor.numel()
        if tensor.dim() == 4:
            outputs, inputs, height, width = tensor.shape
            part = part.view(outputs, height, width, inputs).permute(0, 3, 1, 2)
        tensors[name] = part
    torch.save(tensors, path)


def parameters(tensors):
    import torch

    return OrderedDict((name, torch.nn.Parameter(tensor)) for name, tensor in in_torch(tensors).items())


def as_in_2017(tensors):
    """What PyTorch 0.1 wrote under Python 2: dictionaries from lists of pairs, tensors that know no gradients."""
    import torch

    return Call(OrderedDict, [
        [name, Call(torch._utils._rebuild_tensor, tensor.storage(), 0, tuple(tensor.shape), tensor.stride())]
        for name, tensor in in_torch(tensors).items()])


def matconvnet(path, layers, compressed, old=False, classes=5, side=224):
    """`old`: as before 2015, with filters and biases, and the mean as a picture of that many pixels a side."""
    import numpy
    import scipy.io

    cells = []
    for name, (weight, bias) in layers.items():
        # Height x width x inputs x outputs; input RGB.
        turned = (weight[:, ::-1] if name == "conv1_1" else weight).transpose(2, 3, 1, 0)
        layer = OrderedDict(type="conv", stride=numpy.ones((1, 2)), name=name)
        if old:
            layer.update(filters=turned, biases=bias.reshape(1, -1))
        else:
            weights = numpy.empty((1, 2), dtype=object)
            weights[0, 0] = turned
            weights[0, 1] = bias.reshape(-1, 1)
            layer["weights"] = weights
        cells += [layer, {"type": "relu", "name": "relu" + name[4:]}]
    last = numpy.empty((1, 2), dtype=object)
    last[0, 0] = numpy.ones((1, 1, classes, classes), "f4")
    last[0, 1] = numpy.ones((1, classes), "f4")
    cells.append({"type": "conv", "name": "fc6", "weights": last})
    row = numpy.empty((1, len(cells)), dtype=object)
    row[0, :] = cells
    mean = numpy.array(MEAN_BGR[::-1]).reshape(1, 1, 3)
    if old:
        picture = numpy.broadcast_to(mean, (side, side, 3)) + numpy.linspace(-1, 1, side).reshape(1, -1, 1)
        contents = {"layers": row, "normalization": {"averageImage": picture.astype("f4")}}
    else:
        contents = {"layers": row, "meta": {"classes": {"name": "cat"}, "normalization": {"averageImage": mean}}}
    scipy.io.savemat(path, contents, do_compression=compressed)


def safetensors(path, tensors, dtype, metadata=None):
    """By the package safetensors where there is one, otherwise as its documentation says."""
    try:
        import torch
        from safetensors.torch import save_file

        names = {"F32": "float32", "F16": "float16", "BF16": "bfloat16"}
        save_file(in_torch(tensors, names[dtype]), path, metadata)
        return
    except ImportError:
        pass

    def stored(tensor):
        if dtype == "BF16":  # the upper half, rounded to even
            bits = tensor.copy().view("<u4")
            return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2").tobytes()
        return tensor.astype({"F32": "<f4", "F16": "<f2"}[dtype]).tobytes()

    header = {} if metadata is None else {"__metadata__": metadata}
    data = b""
    parts = []
    for name, tensor in tensors.items():
        part = stored(tensor)
        begin = sum(map(len, parts))
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [begin, begin + len(part)]}
        parts.append(part)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data.join(parts))


def caffe(path, layers, old=False):
    """As caffe.proto says, by hand: no package that is still maintained writes it. `old`: as before 2015."""

    def varint(number):
        some = bytearray()
        while number > 127:
            some.append(number & 127 | 128)
            number >>= 7
        return bytes(some) + bytes([number])

    def number(field, value):
        return varint(field << 3) + varint(value)

    def text(field, value):
        return varint(field << 3 | 2) + varint(len(value)) + value

    def blob(tensor):
        if old:
            sides = (1,) * (4 - tensor.ndim) + tensor.shape
            shape = b"".join(number(field, side) for field, side in enumerate(sides, 1))
            return shape + text(5, tensor.astype("<f4").tobytes())
        return text(7, text(1, b"".join(map(varint, tensor.shape)))) + text(5, tensor.astype("<f4").tobytes())

    net = text(1, b"VGG")
    for name, (weight, bias) in layers.items():
        blobs = (blob(weight), blob(bias))
        if old:
            net += text(2, text(4, name.encode()) + number(5, 4) + b"".join(text(6, each) for each in blobs))
        else:
            kind = text(1, name.encode()) + text(2, b"Convolution")
            net += text(100, kind + b"".join(text(7, each) for each in blobs))
        net += text(2, text(4, b"relu") + number(5, 18)) if old else text(100, text(1, b"relu") + text(2, b"ReLU"))
    path.write_bytes(net)


def malicious(path, layers, **options):
    import os

    pytorch(path, {**in_torch(by_name(layers)), "conv9_9.weight": Call(os.system, f"touch {path}.harm")}, **options)


def with_shape(path, layers, shape, strides):
    """A tensor whose shape nothing checks before it is unpickled."""
    import torch

    tensors = in_torch(by_name(layers))
    storage = tensors["conv1_1.bias"].storage()
    tensors["conv1_1.bias"] = Call(torch._utils._rebuild_tensor_v2, storage, 0, shape, strides, False, OrderedDict())
    pytorch(path, tensors)


def deflated(path, layers):
    import zipfile

    pytorch(path, in_torch(by_name(layers)))
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def with_zeros(layers):
    """As large as it can be, and compressed to next to nothing."""
    import numpy

    sizes = {"conv1_1": (64, 3)}
    return OrderedDict((name, (numpy.zeros((*sizes.get(name, (512, 64 if name == "conv1_2" else 512)), 3, 3), "f4"),
                               numpy.zeros(sizes.get(name, (512,))[0], "f4"))) for name in layers)


def with_nan(layers):
    import numpy

    changed = OrderedDict(layers)
    weight, bias = changed["conv2_1"]
    weight = weight.copy()
    weight[3, 2, 1, 0] = numpy.nan
    changed["conv2_1"] = (weight, bias)
    return changed


FORMATS = {
    "matconvnet.mat": lambda path, net: matconvnet(path, net, compressed=True),
    "matconvnet_old.mat": lambda path, net: matconvnet(path, net, compressed=False, old=True),
    "torchvision.pth": lambda path, net: pytorch(path, in_torch(numbered(for_torchvision(net)))),
    "torchvision_legacy.pth": lambda path, net: pytorch(
        path, in_torch(numbered(for_torchvision(net))), _use_new_zipfile_serialization=False),
    "caffe_in_legacy.pth": lambda path, net: pytorch(path, in_torch(numbered(net)), _use_new_zipfile_serialization=False),
    "long.pth": lambda path, net: pytorch(path, in_torch(numbered(for_torchvision(net), units=4096))),
    "long_legacy.pth": lambda path, net: pytorch(
        path, in_torch(numbered(for_torchvision(net), units=4096)), _use_new_zipfile_serialization=False),
    "long.mat": lambda path, net: matconvnet(path, net, compressed=True, classes=4096),
    "python2_legacy.pth": lambda path, net: pytorch(
        path, as_in_2017(numbered(for_torchvision(net))), _use_new_zipfile_serialization=False),
    "parameters.pth": lambda path, net: pytorch(path, parameters(by_name(net))),
    "gatys.pth": lambda path, net: pytorch(path, dict(in_torch(by_name(net)))),
    "half.pth": lambda path, net: pytorch(path, in_torch(by_name(net), "float16")),
    "bfloat16.pth": lambda path, net: pytorch(path, in_torch(by_name(net), "bfloat16")),
    "strides.pth": pytorch_with_strides,
    "float32.safetensors": lambda path, net: safetensors(path, by_name(net), "F32"),
    "float16.safetensors": lambda path, net: safetensors(path, by_name(net), "F16"),
    "bfloat16.safetensors": lambda path, net: safetensors(path, by_name(net), "BF16"),
    "torchvision.safetensors": lambda path, net: safetensors(path, numbered(for_torchvision(net)), "F32"),
    "described.safetensors": lambda path, net: safetensors(path, by_name(for_torchvision(net)), "F32", {
        "neural_style.input": " ".join(map(str, ("rgb", 1, *TORCHVISION_MEAN, *TORCHVISION_DEVIATION)))}),
    "caffe.caffemodel": caffe,
    "caffe_old.caffemodel": lambda path, net: caffe(path, net, old=True),
    "malicious.pth": malicious,
    "malicious_legacy.pth": lambda path, net: malicious(path, net, _use_new_zipfile_serialization=False),
    "negative.pth": lambda path, net: with_shape(path, net, (-64,), (1,)),
    "outside.pth": lambda path, net: with_shape(path, net, (65,), (1,)),
    "gaps.pth": lambda path, net: with_shape(path, net, (64,), (0,)),
    "deflated.pth": deflated,
    "bomb.mat": lambda path, net: matconvnet(path, with_zeros(net), compressed=True),
    "nan.pth": lambda path, net: pytorch(path, in_torch(by_name(with_nan(net)))),
    "nan.mat": lambda path, net: matconvnet(path, with_nan(net), compressed=True),
    "nan.caffemodel": lambda path, net: caffe(path, with_nan(net)),
}


def main():
    folder = Path(sys.argv[1])
    try:
        network = read_network(folder)
    except ImportError:
        print("\n".join(sys.argv[2:]))
        return
    for name in sys.argv[2:]:
        try:
            FORMATS[name](folder / name, network)
        except ImportError:
            print(name)


if __name__ == "__main__":
    main()
