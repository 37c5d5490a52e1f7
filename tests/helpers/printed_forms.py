"""The weights of one network as programs print them, in every form that is known."""

import json
from collections import OrderedDict
from io import StringIO

import numpy as np

SIZES = (2, 3, 1)
W1, b1 = np.array([[0.15, -0.2, 0.25], [0.3, 1.5e-05, -12.5]]), np.array([0.35, -0.6, 0.125])
W2, b2 = np.array([[0.4], [-0.45], [0.5]]), np.array([0.75])
FLAT = np.concatenate([W1.ravel(), b1, W2.ravel(), b2])
PARTS = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
LISTS = {name: part.tolist() for name, part in PARTS.items()}
ROWS = [*LISTS["W1"], LISTS["b1"], *LISTS["W2"], LISTS["b2"]]
FIRST, SECOND = ({"W": LISTS[f"W{k}"], "b": LISTS[f"b{k}"]} for k in (1, 2))


def lines(*texts):
    return "\n".join(map(str, texts))


def labelled(form, names=("W1", "b1", "W2", "b2"), parts=(W1, b1, W2, b2)):
    return lines(*(form.format(name, part) for name, part in zip(names, parts, strict=True)))


def saved(*parts, **options):
    file = StringIO()
    for part in parts:
        np.savetxt(file, part, **options)
    return file.getvalue()


def tensor(part, end=""):
    rows = np.array2string(part, separator=", ", floatmode="fixed", precision=8)
    return f"tensor({rows}{end})"


def matlab(part):
    return "[" + "; ".join(" ".join(f"{x:.8g}" for x in row) for row in np.atleast_2d(part)) + "]"


def columns(part):
    """As MATLAB and Octave display a matrix."""
    return "\n".join("   " + "   ".join(f"{x:.8g}" for x in row) for row in np.atleast_2d(part))


FORMS = {
    "NumPy print": lines(W1, b1, W2, b2),
    "NumPy print, blank lines between": "\n\n".join(map(str, (W1, b1, W2, b2))),
    "NumPy repr": lines(*map(repr, (W1, b1, W2, b2))),
    "NumPy repr of a list": repr([W1, b1, W2, b2]),
    "NumPy repr of layers": repr([(W1, b1), (W2, b2)]),
    "NumPy repr of a dict": repr({"W1": W1, "b1": b1, "W2": W2, "b2": b2}),
    "NumPy scientific": lines(*(np.array2string(part, formatter={"float": "{:.8e}".format}) for part in (W1, b1, W2, b2))),
    "NumPy source": lines(*(f"{n} = np.array({part})" for n, part in LISTS.items())),
    "numpy.array with a type": lines(*(f"{n} = numpy.array({part}, dtype=np.float64)" for n, part in LISTS.items())),
    "np.asarray and np.matrix": lines(*(f"{n}=np.{'matrix' if n[0] == 'W' else 'asarray'}({p})" for n, p in LISTS.items())),
    "NumPy wrapped lines": lines(*(np.array2string(part, max_line_width=14) for part in (W1, b1, W2, b2))),
    "NumPy wrapped with commas": lines(*(np.array2string(part, max_line_width=14, separator=",")
                                         for part in (W1, b1, W2, b2))),
    "named prints": labelled("{} = {}"),
    "named prints with colons": labelled("{}: {}"),
    "names beside": labelled("{} {}"),
    "names above": labelled("{}\n{}"),
    "names above, with colons": labelled("{}:\n{}\n"),
    "names with shapes": labelled("{} (2, 3):\n{}"),
    "names with .shape lines": lines(*(f"{n}.shape = {p.shape}\n{n} = {p}" for n, p in PARTS.items())),
    "an f-string's =": labelled("{}={!r}"),
    "Markdown headings": labelled("### {}\n\n{}\n"),
    "comments above": labelled("# {}\n{}"),
    "comments behind": lines(*(f"{part}  # {n}" for n, part in LISTS.items())),
    "MATLAB comments": labelled("% {}\n{}", parts=tuple(map(matlab, (W1, b1, W2, b2)))),
    "a Python dict": repr(LISTS),
    "JSON": json.dumps(LISTS), "JSON, indented": json.dumps(LISTS, indent=2),
    "an OrderedDict": repr(OrderedDict(LISTS)),
    "an OrderedDict of pairs": f"OrderedDict({list(LISTS.items())!r})",
    "a list of pairs": repr(list(LISTS.items())),
    "dict(W1=...)": "dict(" + ", ".join(f"{n}={p}" for n, p in LISTS.items()) + ")",
    "layers as dicts": repr([FIRST, SECOND]),
    "layers by name": repr({"layer1": FIRST, "layer2": SECOND}),
    "layers by number": json.dumps({"1": {"weights": W1.tolist(), "bias": b1.tolist()},
                                    "2": {"weights": W2.tolist(), "bias": b2.tolist()}}),
    "a dict within a dict": repr({"params": {"Dense_0": {"bias": b1, "kernel": W1},
                                             "Dense_1": {"bias": b2, "kernel": W2}}}),
    "lists of W and b": repr({"W": [W1, W2], "b": [b1, b2]}),
    "weights and biases": json.dumps({"weights": [W1.tolist(), W2.tolist()], "biases": [b1.tolist(), b2.tolist()]}),
    "scikit-learn": lines(f"coefs_: {[W1, W2]!r}", f"intercepts_: {[b1, b2]!r}"),
    "all W, then all b": repr([W1, W2, b1, b2]),
    "pairs of W and of b": repr([[W1, W2], [b1, b2]]),
    "the last layer first, with names": lines(f"dW2 = {W2}", f"db2 = {b2}", f"dW1 = {W1}", f"db1 = {b1}"),
    "the last layer first": lines(W2, b2, W1, b1),
    "b before W": lines(b1, W1, b2, W2),
    "b as rows": lines(W1, b1[None], W2, b2[None]), "b as columns": lines(W1, b1[:, None], W2, b2[:, None]),
    "named b as rows": labelled("{} = {}", parts=(W1, b1[None], W2, b2[None])),
    "W of one output as a vector": labelled("{} = {}", parts=(W1, b1, W2.ravel(), b2)),
    "b of one unit as a number": f"W1 = {W1}\nb1 = {b1}\nW2 = {W2}\nb2 = 0.75",
    "b of one unit as a number in a dict": repr(LISTS | {"b2": 0.75}),
    "b of one unit as np.float64": repr({"W1": W1, "b1": b1, "W2": W2, "b2": np.float64(0.75)}),
    "MATLAB rows": lines(*map(matlab, (W1, b1, W2, b2))),
    "MATLAB source": labelled("{} = {};", parts=tuple(map(matlab, (W1, b1, W2, b2)))),
    "MATLAB b as columns": labelled("{} = {};", parts=tuple(map(matlab, (W1, b1[:, None], W2, b2)))),
    "Octave display": labelled("{} =\n\n{}\n", parts=tuple(map(columns, (W1, b1, W2, b2)))),
    "MATLAB's factor": labelled("{} =\n\n   1.0e+02 *\n\n{}\n", parts=[columns(p / 100) for p in PARTS.values()]),
    "Julia": lines(*(f"{n} = {p.shape[0]}×{p.shape[1]} Matrix{{Float64}}:\n{columns(p)}"
                     for n, p in (("W1", W1), ("b1", b1[None]), ("W2", W2), ("b2", b2[None])))),
    "Mathematica or C": repr(list(LISTS.values())).replace("[", "{").replace("]", "}"),
    "rows of printed lists": lines(*W1.tolist(), b1.tolist(), *W2.tolist(), b2.tolist()),
    "flat parts": repr([W1.ravel().tolist(), b1.tolist(), W2.ravel().tolist(), b2.tolist()]),
    "savetxt": saved(W1, b1[None], W2, b2), "savetxt, b as columns": saved(W1, b1, W2, b2),
    "savetxt with headers": "".join(saved(p, header=n) for n, p in (("W1", W1), ("b1", b1[None]), ("W2", W2), ("b2", b2))),
    "savetxt with commas": saved(W1, b1[None], W2, b2, delimiter=", "),
    "semicolons and decimal commas": saved(W1, b1[None], W2, b2, delimiter=";").replace(".", ","),
    "tabs and decimal commas": saved(W1, b1[None], W2, b2, delimiter="\t").replace(".", ","),
    "spaces and decimal commas": labelled("{} = {}").replace("0.75", "0.750").replace(".", ","),
    "pipes": saved(W1, b1[None], W2, b2, delimiter=" | "),
    "a trailing comma": lines(*(",".join(map(repr, row)) + "," for row in ROWS)),
    "quoted cells": lines(*(",".join(f'"{x!r}"' for x in row) for row in ROWS)),
    "U+2212": lines(W1, b1, W2, b2).replace("-", "\N{MINUS SIGN}"),
    "a plus sign": lines(W1, b1, W2, b2).replace(" 0.", " +0."),
    "Windows lines": labelled("{}\n{}").replace("\n", "\r\n"),
    "UTF-16": labelled("{} = {}").encode("utf-16"),
    "grad_": labelled("{} = {}", ("grad_W1", "grad_b1", "grad_W2", "grad_b2")),
    "d_": labelled("{} = {}", ("dW_1", "db_1", "dW_2", "db_2")),
    "indexed": labelled("{} = {}", ("dW[1]", "db[1]", "dW[2]", "db[2]")),
    "indexed from 0": labelled("{} = {}", ("dW[0]", "db[0]", "dW[1]", "db[1]")),
    "numbered from 0": labelled("{}: {}", ("W0", "b0", "W1", "b1")),
    "derivatives": labelled("{}: {}", ("dL/dW1", "dL/db1", "dL/dW2", "dL/db2")),
    "partial derivatives": labelled("{} =\n{}", ("∂L/∂W1", "∂L/∂b1", "∂L/∂W2", "∂L/∂b2")),
    "dLdW1": labelled("{} {}", ("dLdW1", "dLdb1", "dLdW2", "dLdb2")),
    "exponents": labelled("{} = {}", ("W^(1)", "b^(1)", "W^(2)", "b^(2)")),
    "exponents in TeX": labelled("{} = {}", ("W^{[1]}", "b^{[1]}", "W^{[2]}", "b^{[2]}")),
    "subscripts": labelled("{} = {}", ("W₁", "b₁", "W₂", "b₂")),
    "W1_grad": labelled("{} = {}", ("W1_grad", "b1_grad", "W2_grad", "b2_grad")),
    "delta_W1": labelled("{} = {}", ("delta_W1", "delta_b1", "delta_W2", "delta_b2")),
    "self.W1": labelled("{} = {}", ("self.W1", "self.b1", "self.W2", "self.b2")),
    "words": labelled("{}:\n{}", ("Layer 1 weights", "Layer 1 biases", "Layer 2 weights", "Layer 2 biases")),
    "words of gradients": labelled("{}:\n{}", ("Gradient of W1", "Gradient of b1", "Gradient of W2", "Gradient of b2")),
    "layers above": lines("Layer 1", f"W: {W1}", f"b: {b1}", "Layer 2", f"W: {W2}", f"b: {b2}"),
    "the output layer above": lines("Output layer:", "w", W2, "b", b2, "Hidden layer:", "w", W1, "b", b1),
    "IPython": "\n\n".join(f"In [{k}]: {n}\nOut[{k}]: \n{p!r}" for k, (n, p) in enumerate(PARTS.items(), 1)),
    "prints and what they print": lines(*(f"print({n})\n{p}" for n, p in PARTS.items())),
    "a dataclass": "Layers(" + ", ".join(f"{n}={p!r}" for n, p in PARTS.items()) + ")",
    "a defaultdict": f"defaultdict(list, {LISTS!r})",
    "Python's prompt": lines(*(f">>> {n}\n{p!r}" for n, p in PARTS.items())),
    "C": lines(*(f"double {n}[2][3] = {str(p).replace('[', '{').replace(']', '}')};" for n, p in LISTS.items())),
    "hidden and output": labelled("{}: {}", ("hidden_weights", "hidden_bias", "output_weights", "output_bias")),
    "Wh, bh, Wo, bo": labelled("{} = {}", ("Wh", "bh", "Wo", "bo")),
    "W_ih, W_ho": labelled("{} = {}", ("W_ih", "b_h", "W_ho", "b_o")),
    "by their order": labelled("{} = {}", ("W", "b", "W", "b")),
    "Keras": lines(*(f"<tf.Variable '{n}' shape={p.shape} dtype=float64, numpy=\n{p!r}>" for n, p in (
        ("dense/kernel:0", W1), ("dense/bias:0", b1), ("dense_1/kernel:0", W2), ("dense_1/bias:0", b2)))),
    "Keras' names": labelled("{} {}", ("dense/kernel:0", "dense/bias:0", "dense_1/kernel:0", "dense_1/bias:0")),
    "a tensor with its graph": lines(*(f"{n} = {tensor(p, ', dtype=torch.float64, grad_fn=<MulBackward0>')}"
                                       for n, p in PARTS.items())),
    "torch's state": "OrderedDict([" + ", ".join(f"('{n}', {tensor(p, ', dtype=torch.float64')})" for n, p in (
        ("0.weight", W1.T), ("0.bias", b1), ("2.weight", W2.T), ("2.bias", b2))) + "])",
    "torch's state as a dict": "{" + ", ".join(f"'{n}': {tensor(p)}" for n, p in (
        ("fc1.weight", W1.T), ("fc1.bias", b1), ("fc2.weight", W2.T), ("fc2.bias", b2))) + "}",
    "torch's parameters": lines(*(f"{n} Parameter containing:\n{tensor(p, ', requires_grad=True')}" for n, p in (
        ("hidden.weight", W1.T), ("hidden.bias", b1), ("out.weight", W2.T), ("out.bias", b2)))),
    "(units, inputs)": labelled("{} = {}", parts=(W1.T, b1, W2.T, b2)),
    "(units, inputs), b as columns": lines(W1.T, b1[:, None], W2.T, b2[:, None]),
    "rows of (units, inputs)": saved(W1.T, b1[None], W2.T, b2),
    "what else is printed": lines("Epoch 1, loss: 0.2983", labelled("{} = {}"), "accuracy = 0.75"),
    "assignments on a line": f"W1 = {LISTS['W1']}, b1 = {LISTS['b1']}, W2 = {LISTS['W2']}, b2 = {LISTS['b2']}",
    "with the data": json.dumps({"inputs": [[0, 0], [0, 1]], "targets": [0, 1], "rate": 0.5, **LISTS, "source": "a book"}),
    "a plain column": lines(*FLAT.tolist()), "a plain list": repr(FLAT.tolist()), "a plain array": repr(FLAT),
}
