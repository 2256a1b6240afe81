"""The palette form of networks: each weight an 8-bit index into its layer's 256 floats, in a safetensors file."""

import json

import numpy

LAYERS = ("conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1", "conv3_2", "conv3_3", "conv3_4", "conv4_1", "conv4_2",
          "conv4_3", "conv4_4", "conv5_1")


def read(file):
    """VGG-19: weight (OIHW) and bias of each layer."""
    contents = file.read_bytes()
    length = int.from_bytes(contents[:8], "little")
    header = json.loads(contents[8:8 + length])
    types = {"U8": numpy.uint8, "F32": numpy.float32}

    def tensor(name):
        row = header[name]
        begin, end = (8 + length + place for place in row["data_offsets"])
        return numpy.frombuffer(contents[begin:end], types[row["dtype"]]).reshape(row["shape"])

    return {layer: (tensor(f"{layer}.weight.table")[tensor(f"{layer}.weight.index")], tensor(f"{layer}.bias").copy())
            for layer in LAYERS}


def write_tensors(tensors, file):
    header, data = {}, b""
    types = {"uint8": "U8", "float32": "F32"}
    for name, tensor in tensors.items():
        header[name] = {"dtype": types[str(tensor.dtype)], "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + tensor.nbytes]}
        data += tensor.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(len(text).to_bytes(8, "little") + text + data)


def palette(weight):
    """The table of 256 floats with the least squared error that Lloyd's method finds, and each weight's index."""
    values = numpy.sort(weight.ravel().astype(numpy.float64))
    # Between even steps and even counts, so that the few large weights have neighbors too.
    table = (numpy.linspace(values[0], values[-1], 256) + numpy.quantile(values, numpy.linspace(0, 1, 256))) / 2
    sums = numpy.concatenate([[0], numpy.cumsum(values)])
    for _ in range(100):
        bounds = numpy.searchsorted(values, (table[1:] + table[:-1]) / 2)
        begin, end = numpy.concatenate([[0], bounds]), numpy.concatenate([bounds, [len(values)]])
        counts = end - begin
        table = numpy.where(counts > 0, (sums[end] - sums[begin]) / numpy.maximum(counts, 1), table)
    table = numpy.sort(table)
    index = numpy.searchsorted((table[1:] + table[:-1]) / 2, weight).astype(numpy.uint8)
    return table.astype(numpy.float32), index


def write(network, file):
    tensors = {}
    for layer, (weight, bias) in network.items():
        table, index = palette(weight)
        tensors |= {f"{layer}.weight.table": table, f"{layer}.bias": bias, f"{layer}.weight.index": index}
    write_tensors(tensors, file)
