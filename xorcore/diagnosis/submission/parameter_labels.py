"""What a program calls its weights and biases: W1, dW_1, grad_W1, dL/dW[1], fc1.weight, hidden_bias, kernel:0.

A label says whether it names weights or a bias, and which layer: by a number, by "hidden" or "output", or by its place
among others of its kind.
"""

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

WEIGHTS = "w|weights?|kernels?|theta|coefs?|syn|gewichte?"
BIASES = "b|bias(?:es)?|intercepts?"
GRADIENT = r"(?:d(?:l|e|j|c|loss|cost|error)d?|d|g|grads?|gradients?|delta|nabla|new|updated)?"
PLACES = dict.fromkeys(("h", "ih", "xh", "ij", "hid", "hidden"), "hidden")
PLACES |= dict.fromkeys(("o", "y", "ho", "hy", "jk", "out", "output", "last"), "output")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
KIND = re.compile(rf"{GRADIENT}(?:(?P<W>{WEIGHTS})|(?P<b>{BIASES}))(?P<place>{'|'.join(PLACES)})?"
                  "(?:grads?|gradients?|new|s)?")
BY_UNITS = re.compile(r"\w\.(weight|bias)\b|\.t$")
DIMENSIONS = re.compile(r"(?<=\d)(\[[\d, ]*\])+")  # double W1[2][3]
LAYER = re.compile(r"\b(layer|schicht|hidden|output)\b|\blayer_?\d")
ABOUT = re.compile(r"\b(shape|size|norm|mean|std|sum|max|min)\b")  # of the parameter, not the parameter
SHAPE = re.compile(r"\d+\s*[x×]\s*\d+.*|\(\s*\d+\s*,[\d\s,]*\)|:0$")


class Label(NamedTuple):
    """kind: "W" or "b"; number as it is written; place: "hidden", "output" or "" where it does not say."""

    kind: str
    number: int | None
    place: str
    by_units: bool  # W has a row for each unit: PyTorch's fc1.weight, or W1.T


def read_label(path: tuple[str | int, ...]) -> Label | None:
    """What these names say, from the outermost to the innermost; None where they name no parameter."""
    text = SHAPE.sub("", unicodedata.normalize("NFKC", " ".join(map(str, path))).replace("Δ", "d").lower().strip())
    text = DIMENSIONS.sub("", text)
    kind = number = None
    places = []
    for word in re.findall(r"[a-z]+|\d+", text):
        match = KIND.fullmatch(word)
        if word.isdigit():
            number = int(word[:4])
        elif word in ORDINALS:
            number = ORDINALS[word]
        elif word in PLACES and len(word) > 1:
            places.append(PLACES[word])
        elif match:
            kind = "W" if match["W"] else "b"
            places += [PLACES[match["place"]]] if match["place"] else []
    if kind is None or ABOUT.search(text):
        return None
    place = "output" if "output" in places else "hidden" if places else ""
    return Label(kind, number, place, BY_UNITS.search(text) is not None)


def names_layer(text: str) -> bool:
    """Whether this line says of which layer the arrays below it are: “Output layer”, “Layer 2:”."""
    return LAYER.search(text.lower()) is not None and read_label((text,)) is None


def is_parameter(text: str) -> bool:
    """Whether this names one weight matrix or bias and no more: b1, but not "weights of layer"."""
    label = read_label((text,))
    return label is not None and len(text.split()) == 1 and (label.number is not None or label.place != "")


def layers_of(labels: list[Label], layers: int) -> list[int]:
    """Which layer, from 0, each label names, among labels of both kinds. A layer that is not there is named as well."""
    first_is_bare = _first_is_bare(labels, layers)
    lowest = 0 if first_is_bare or any(label.number == 0 for label in labels) else 1
    placed: list[int] = []
    seen: Counter[str] = Counter()
    for label in labels:
        if label.place == "output" and label.number is None:
            placed.append(layers - 1)
        elif label.number is None and not first_is_bare:
            placed.append(seen[label.kind])  # by its place among others of its kind
        else:
            placed.append((label.number or 0) - lowest)
        seen[label.kind] += label.place != "output"
    ranks = sorted(set(placed))
    if len(ranks) == layers and ranks[-1] >= layers and any(label.by_units for label in labels):
        return [ranks.index(layer) for layer in placed]  # 0, 2, 4: PyTorch counts activations as well
    return placed


def _first_is_bare(labels: list[Label], layers: int) -> bool:
    """dense, dense_1, dense_2: Keras' names."""
    numbers = [[label.number for label in labels if label.kind == kind and label.place != "output"] for kind in "Wb"]
    return any(len(of_kind) == layers > 1 == of_kind.count(None) and max(filter(None, of_kind), default=0) == layers - 1
               for of_kind in numbers)
