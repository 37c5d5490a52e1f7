"""What programs print of weights is read value by value, whatever the program and whatever it calls them."""

import json
from collections import OrderedDict
from io import StringIO

import numpy as np
import pytest

from xorcore import StudentDataError, read_numbers
from xorcore.diagnosis.submission.printed_arrays import MOST_ARRAYS, printed_arrays

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


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_numbers(text):
    np.testing.assert_allclose(read_numbers(text, SIZES).values, FLAT, rtol=1e-14)


@pytest.mark.parametrize(("text", "reason"), [
    ("W1 = [[0.1 0.2 ... 0.3]]", "shortened to “...”"),
    ("W1 = [1 2; 3 4]\nb1 = [5 6]\nW3 = [7; 8]\nb3 = 9", "got the name “W3”"),
    ("w1 = 0.15, w2 = 0.2, b1 = 0.3", "W1 must have the shape"),
    ("w1 = 0.15\nw2 = 0.2\nw3 = 0.25\nw4 = 0.3\nw5 = 0.4", "got the name “w3”, which is a single number"),
    ("dW1: [[1, 2], [3, 4]]\ndb1: [[5, 6], [5, 6], [5, 6], [5, 6]]\ndW2: [[7], [8]]\ndb2: [9]", "one bias for each sample"),
    ("[1 2; 3 4 5]", "Expected W1"), ("W1 = [1, 2", "never closed"), ("[1, 2)", "where “]” was expected"),
    ("{'W1': [[1, 2], [3, 4]], 'W1': 3}", "comes more than once"), ("1_0 2 3", "must hold numbers only, got “1_0”"),
    ("1.2.3", "got no numbers|numbers only"), ("[0.1-0.2]", "got “0.1-0.2”|where a number was expected"),
    ("W1 = [[1, 2], [3, 4]]\nb1 = [5, 6]\nW2 = [7, 8]", "b2 is missing: expected W1"),
    ("start: {W1: [1]}\nend: {W1: [2]}", "W1 comes twice"),
    ("W1 = [1,234 2; 3 4]\nb1 = [5 6]\nW2 = [7; 8]\nb2 = 9", "“1,234” can mean 1234 or 1.234"),
    ("W1 = [1]\nW1 = [2]", "W1 comes twice; give those of one step"), ("b = [1]\nb0 = [2]", "b1 comes twice"),
    ("W1 = [[1+2j, 2], [3, 4]]", "Line 1|must hold"), ("[[1, 2], [3, None]]", "must hold numbers, got “None”"),
    ("W1 = [1 2; 3 4]'\nb1 = [5 6]\nW2 = [7; 8]\nb2 = 9", "Line 1: a quotation mark is a transpose; write its numbers out"),
    ("W1 = np.array([[1, 2], [3, 4]]).T\nb1 = [5, 6]\nW2 = [[7], [8]]\nb2 = [9]", "Line 1: “.T” is not computed"),
    ("b1 = [5, 6]\nW1 = np.exp([[1, 2], [3, 4]])\nW2 = [[7], [8]]\nb2 = [9]", "Line 2: “np.exp” is not computed"),
    ("W1 = -[[1, 2], [3, 4]]\nb1 = [5, 6]\nW2 = [[7], [8]]\nb2 = [9]", "Line 1: the minus before a list is not computed"),
    ("W1 = [[1, 2], [3, 4]]\nb1 = - np.array([5, 6])\nW2 = [[7], [8]]\nb2 = [9]", "Line 2: the minus before a list"),
    ("W1: -[[1, 2], [3, 4]]\nb1: [5, 6]\nW2: [[7], [8]]\nb2: [9]", "Line 1: the minus before a list"),
    ("[[1, 2], [3, 4]]\n[5, 6]\n−array([[7], [8]])\n[9]", "Line 3: the minus before a list"),
    ("W1 = [[1, 2], [3, 4]]\nb1 = [5, 6]\nW2 = [[7], [8]]\nb2 = -(9)", "Line 4: the minus before a list"),
    ("W1 = [[1,, 2], [3, 4]]", "nothing stands before a comma"), ("{'W1': [1], 2}", "1 with one and 1 without"),
])
def test_what_cannot_be_read_is_refused_in_one_sentence(text, reason):
    with pytest.raises(StudentDataError, match=reason) as refusal:
        read_numbers(text, (2, 2, 1), samples=4)
    assert "\n" not in str(refusal.value) and len(str(refusal.value)) < 260


@pytest.mark.parametrize(("text", "places"), [
    ("[[0.12345678 0.2]\n [0.3 0.4]]\n[5.12e-05 6.1e-06]\n[[0.1234] [0.5]]\n[0.9]",
     [1e-8, 1e-8, 1e-8, 1e-8, 1e-7, 1e-8, 1e-4, 1e-4, 1e-8]),  # each array as it was rounded; [0.9] says nothing
    ("[[0. 0.] [0. 0.]]\n[0. 0.]\n[[0.12345] [1e-5]]\n[0.]", [1e-5] * 9),
    ("[[0.234567 0.2]\n [0.3 0.4]]\n[5.6e-05 0.004757]\n[[0.1234] [0.5]]\n[3.9e-05]",
     [1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-4, 1e-4, 1e-6]),
])
def test_each_array_keeps_the_digits_of_its_own_notation(text, places):
    np.testing.assert_allclose(read_numbers(text, (2, 2, 1)).place, places, rtol=1e-6)


@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 2, 2), (1, 1)])
def test_changed_texts_are_read_or_refused_in_one_sentence(sizes):
    rng = np.random.default_rng(sum(sizes))
    texts = [text if isinstance(text, str) else text.decode("utf-16") for text in FORMS.values()]
    pieces = list("[](){},;:=.'\"#-+e01 \n_jx…%<>|") + ["nan", "...", "tensor(", "W1", "1e999", "array(", "0,1", "b"]
    pieces += ["b0", "W", "w2", "0.weight", "hidden", "\nLayer 2\n", "1e-3 *", "Out[1]:"]
    for trial in range(300):
        text = list(texts[trial % len(texts)])
        for _ in range(rng.integers(1, 5)):
            at = int(rng.integers(len(text)))
            match rng.integers(4):
                case 0:
                    text[at] = str(rng.choice(pieces))
                case 1:
                    text.insert(at, str(rng.choice(pieces)))
                case 2:
                    del text[at : at + int(rng.integers(1, 20))]
                    text = text or ["0"]
                case _:
                    text[at:at] = text[at : at + 30]
        assert outcome("".join(text), sizes).endswith("."), "".join(text)


def outcome(text, sizes):
    try:
        return "Finite numbers." if np.isfinite(read_numbers(text, sizes).values).all() else "inf"
    except StudentDataError as refusal:
        return str(refusal).replace("\n", "more than one line")


@pytest.mark.parametrize(("count", "taken"), [(MOST_ARRAYS, True), (MOST_ARRAYS + 1, False)])
def test_5000_arrays_are_read_and_no_more(count, taken):
    text = "[1]\n" * count
    if taken:
        assert len(printed_arrays(text)) == 5000
    else:
        with pytest.raises(StudentDataError, match="^At most 5000 arrays are read, got 5001.$"):
            printed_arrays(text)


@pytest.mark.parametrize(("length", "taken"), [(400, True), (401, False)])
def test_a_number_has_at_most_400_characters(length, taken):
    text = "0." + "1" * (length - 2)
    if taken:
        assert printed_arrays(f"[{text}]")[0].texts == [text]
    else:
        with pytest.raises(StudentDataError, match=f"^Line 1 must hold numbers of at most 400 digits, got {length}.$"):
            printed_arrays(f"[{text}]")


def found(text):
    return [(array.path, array.shape, array.texts) for array in printed_arrays(text)]


@pytest.mark.parametrize(("text", "arrays"), [
    ("W1 = 1 2\n3 4\n\nb1 = 5", [(("W1",), (2, 2), ["1", "2", "3", "4"]), (("b1",), (), ["5"])]),
    ("1 2\n\n3 4", [((), (2,), ["1", "2"]), ((), (2,), ["3", "4"])]), ("w1 = 0.1, b1 = 0.2", [
        (("w1",), (), ["0.1"]), (("b1",), (), ["0.2"])]),
    ("W1 = 0.1 0.2, b1 = 0.3", [(("W1",), (2,), ["0.1", "0.2"]), (("b1",), (), ["0.3"])]),
    ("1.0e-03 *\n\n1 2\n3 4", [((), (2, 2), ["1e-3", "2e-3", "3e-3", "4e-3"])]),
    ("1e2 *\n1 2\n\n3 4", [((), (2,), ["1e2", "2e2"]), ((), (2,), ["3", "4"])]),
    ("[1 2] # W1", [(("W1",), (2,), ["1", "2"])]), ("b1 = [1 2] # W1", [(("b1",), (2,), ["1", "2"])]),
    ("Output layer\nW = [1]\nb = [2]", [(("Output layer", "W"), (1,), ["1"]), (("Output layer", "b"), (1,), ["2"])]),
    ("print(W1)\n[1 2]", [(("print( W1 )",), (2,), ["1", "2"])]),
    ("In [3]: W1\nOut[3]: [1 2]", [(("W1",), (2,), ["1", "2"])]),
    ("- W1: [1 2]", [(("- W1",), (2,), ["1", "2"])]), ("- [1 2]", [(("-",), (2,), ["1", "2"])]),
    ("x1, x2\n1, 2", [((), (2,), ["1", "2"])]), ("1 | 2\n3 & 4", [((), (2, 2), ["1", "2", "3", "4"])]),
])
def test_lines_are_rows_until_something_else_comes(text, arrays):
    assert found(text) == arrays


@pytest.mark.parametrize(("text", "sentence"), [
    ("1,,2", "Line 1 has an empty cell: write every number, 0 as well."), (",1", "Line 1 has an empty cell"),
    ("1 2\n3 % 4 5\n6 ] 7", "Line 3"), ("1 2\n3 > 4", "Line 2 must hold numbers only, got “>”."),
    ("[1, nan]", "All numbers must be finite, got nan in line 1."),
])
def test_a_line_that_is_no_row_is_refused(text, sentence):
    with pytest.raises(StudentDataError) as refusal:
        printed_arrays(text)
    assert str(refusal.value).startswith(sentence)
