"""The weights of one network in every form that numbers are brought in."""

import io
import json
import zipfile

import numpy as np

from xorcore.parameters import flatten

SIZES = (2, 3, 1)
RNG = np.random.default_rng(0)
LAYERS = [(RNG.normal(size=(2, 3)), RNG.normal(size=3)), (RNG.normal(size=(3, 1)), RNG.normal(size=1))]
NAMED = {"W1": LAYERS[0][0], "b1": LAYERS[0][1], "W2": LAYERS[1][0], "b2": LAYERS[1][1]}
LISTS = {name: part.tolist() for name, part in NAMED.items()}


def npz(*unnamed, **named):
    file = io.BytesIO()
    np.savez_compressed(file, *unnamed, **named)
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def zipped(members, packed=zipfile.ZIP_DEFLATED):
    """members: names and contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def csv_of(layers, mark=",", decimal="."):
    rows = [row for W, b in layers for row in [*W.tolist(), b.tolist()]]
    return "\n".join(mark.join(repr(x).replace(".", decimal) for x in row) for row in rows)


FORMS = {
    "names": json.dumps(LISTS),
    "names in another order": json.dumps(dict(reversed(LISTS.items()))),
    "gradient names": json.dumps({f"d{name}": part for name, part in LISTS.items()}),
    "layers": json.dumps([[W.tolist(), b.tolist()] for W, b in LAYERS]),
    "flat list": json.dumps(flatten(LAYERS).tolist()),
    "bias as a row": json.dumps(LISTS | {"b1": [LISTS["b1"]]}),
    "byte order mark": b"\xef\xbb\xbf" + json.dumps(LISTS).encode(),
    "csv": csv_of(LAYERS),
    "csv with decimal commas": csv_of(LAYERS, ";", ","),
    "csv with tabs": csv_of(LAYERS, "\t").encode(),
    "csv with spaces": csv_of(LAYERS, " "),
    "one column": "\n".join(map(repr, flatten(LAYERS).tolist())),
    "one row": ",".join(map(repr, flatten(LAYERS).tolist())),
    "npz": npz(**NAMED),
    "npz of arrays in order": npz(*NAMED.values()),
    "npz in Fortran order": npz(**{name: np.asfortranarray(part) for name, part in NAMED.items()}),
    "npy": npy(flatten(LAYERS)),
    "big-endian npy": npy(flatten(LAYERS).astype(">f8")),
}
