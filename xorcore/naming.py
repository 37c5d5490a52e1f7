"""Every unit and every parameter has one name, the same in sentences, tables and pictures.

Inputs are x1, x2; unit 2 of hidden layer 1 is h1.2; the last layer is output, or output 1, output 2.
"""

from xorcore.checked import checked
from xorcore.limits import check_place
from xorcore.parameters import layout, parameter_count


@checked
def unit_name(sizes: tuple[int, ...], layer: int, unit: int) -> str:
    """The name of a unit: layer 0 are the inputs, unit counts from 0. Raises IndexError where there is none."""
    check_place("layer", layer, len(sizes))
    check_place(f"unit of layer {layer}", unit, sizes[layer])
    if layer == 0:
        return f"x{unit + 1}"
    if layer < len(sizes) - 1:
        return f"h{layer}.{unit + 1}"
    return f"output {unit + 1}" if sizes[-1] > 1 else "output"


@checked
def weight_name(sizes: tuple[int, ...], layer: int, i: int, j: int) -> str:
    """The name of W[i, j] of this layer; layer, i and j count from 0."""
    check_place("layer", layer, len(sizes) - 1)
    return f"w from {unit_name(sizes, layer, i)} to {unit_name(sizes, layer + 1, j)}"


@checked
def bias_name(sizes: tuple[int, ...], layer: int, j: int) -> str:
    """The name of b[j] of this layer; layer and j count from 0."""
    check_place("layer", layer, len(sizes) - 1)
    return f"b of {unit_name(sizes, layer + 1, j)}"


def place_of(sizes: tuple[int, ...], index: int) -> tuple[int, int | None, int]:
    """Where this entry of the flat vector lies: (layer, i, j) of W[i, j], (layer, None, j) of b[j], from 0."""
    check_place("index of a parameter", index, parameter_count(sizes))
    layer, place = next((layer, place) for layer, place in enumerate(layout(sizes)) if index < place.both.stop)
    if index >= place.b.start:
        return layer, None, index - place.b.start
    return layer, *divmod(index - place.W.start, place.shape[1])


@checked
def parameter_name(sizes: tuple[int, ...], index: int) -> str:
    """The name of this entry of the flat vector, "w from h1.2 to h2.1" or "b of h1.2"."""
    layer, i, j = place_of(sizes, index)
    return bias_name(sizes, layer, j) if i is None else weight_name(sizes, layer, i, j)


@checked
def parameter_symbol(sizes: tuple[int, ...], index: int) -> str:
    """Where this entry of the flat vector is found in Python, "W2[3, 1]" or "b1[2]": layers from 1, indices from 0."""
    layer, i, j = place_of(sizes, index)
    return f"b{layer + 1}[{j}]" if i is None else f"W{layer + 1}[{i}, {j}]"
