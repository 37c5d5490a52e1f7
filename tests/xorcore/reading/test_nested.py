"""Lists are read by their brackets, whoever wrote them."""

import pytest

from xorcore.reading.brackets import Word
from xorcore.reading.encoding import TextError
from xorcore.reading.nested import is_nested, read_nested

W, b = [["1", "2"], ["3", "4"]], ["5", "6"]


def plain(node):
    if isinstance(node, Word):
        return node.text
    return {name: plain(value) for name, value in node.items()} if isinstance(node, dict) else list(map(plain, node))


def read(text):
    return [(part.name, plain(part.value)) for part in read_nested(text)]


@pytest.mark.parametrize("text", [
    "[[1, 2], [3, 4]]", "[[1 2]\n [3 4]]", "[1 2; 3 4]", "[1, 2; 3, 4;]", "((1, 2), (3, 4))", "[(1, 2), (3, 4)]",
    "{{1, 2}, {3, 4}}", "array([[1, 2],\n       [3, 4]])", "np.array([[1, 2], [3, 4]], dtype=np.float32)",
    "np.array([[1, 2], [3, 4]], float)", "tensor([[1, 2],\n        [3, 4]], grad_fn=<AddBackward0>)",
    "Parameter containing:\ntensor([[1, 2], [3, 4]], requires_grad=True)", "[[1, 2,], [3, 4,],]", "# W\n[[1, 2], [3, 4]]",
    "[[1, 2], # first\n [3, 4]] % end", "[\n[1, 2],\n[3, 4]\n];", "[array([1, 2]), array([3, 4])]",
    "[[np.float64(1), np.float64(2)], [np.float64(3), np.float64(4)]]", "list((c(1, 2), c(3, 4)))",
])
def test_every_way_to_write_a_table_is_the_same_table(text):
    assert read(text) == [("", W)]


@pytest.mark.parametrize("text", [
    "W1 = [[1, 2], [3, 4]]\nb1 = [5, 6]", "W1 = [1 2; 3 4];\nb1 = [5 6];", "W1: [[1 2]\n [3 4]]\nb1: [5 6]",
    "W1\n[[1 2]\n [3 4]]\nb1\n[5 6]", "W1 = np.array([[1, 2], [3, 4]])\nb1 = np.array([5, 6])",
    "W1:\n[[1, 2], [3, 4]]\n\nb1:\n[5, 6]\n",
])
def test_a_name_before_a_list_is_its_name(text):
    assert read(text) == [("W1", W), ("b1", b)]


@pytest.mark.parametrize("text", [
    '{"W1": [[1, 2], [3, 4]], "b1": [5, 6]}', "{'W1': [[1, 2], [3, 4]], 'b1': [5, 6]}",
    "dict(OrderedDict([('W1', tensor([[1, 2], [3, 4]])), ('b1', tensor([5, 6]))]))",
    "{'W1': array([[1, 2],\n       [3, 4]]), 'b1': array([5, 6])}",
])
def test_names_inside_of_brackets_are_kept(text):
    assert read(text) == [("", {"W1": W, "b1": b})]


@pytest.mark.parametrize(("text", "parts"), [
    ("[[1 2]\n [3 4]]\n[5 6]", [("", W), ("", b)]),
    ("W1 =\n\n   1   2\n   3   4\n\nb1 =\n\n   5   6\n", [("W1", ["1", "2", "3", "4"]), ("b1", b)]),
    ("[1; 2]", [("", [["1"], ["2"]])]), ("[]", [("", [])]), ("(4,)", [("", ["4"])]), ("", []), ("0.5", [("", ["0.5"])]),
    ("[(0, 0), 1]", [("", [["0", "0"], "1"])]), ("['yes', \"no\"]", [("", ["yes", "no"])]),
    ("1\n2", [("", ["1", "2"])]), ("c(1, 2)", [("", ["1", "2"])]), ("float(5)", [("", "5")]),
    ("[['0', '1'], ['1', '0']]", [("", [["0", "1"], ["1", "0"]])]), ("W[1] = [5, 6]", [("W[1]", b)]),
    ("1e-1 * [5, 6]", [("", ["5e-1", "6e-1"])]), ("1e-1 * {'a': [5]}", [("", {"a": ["5e-1"]})]),
    ("[0.5, 50%, 1/2]", [("", ["0.5", "50%", "1/2"])]),
])
def test_other_texts_keep_their_order(text, parts):
    assert read(text) == parts


def test_words_know_their_line():
    (part,) = read_nested("\n# three\n[1 2\n\n 3]")
    assert [word.line for word in part.value] == [3, 3, 5]


@pytest.mark.parametrize(("text", "why"), [
    ("[1, 2", "“[” is never closed"), ("\n[1)", "Line 2: “)” is not expected"), ("]", "“]” is not expected"),
    ("[1,, 2]", "nothing stands before a comma"), ("[,1]", "nothing stands before a comma"),
    ("[[1] = 2]", "“=” is not expected"),
    ("[1 2 ... 9]", "numbers are left out"), ("[1, …, 9]", "numbers are left out"), ("[1 2]'", "a transpose"),
    ("['a, 2]", "quotation mark is never closed"), ('"', "quotation mark is never closed"),
    ("[0:1]", "“:” is not expected"),
    ("[" * 90_000, "nested more than 12 deep"), ("{'a':" * 30_000, "nested more than 12 deep"),
    ("{'a': 1, 'a': 2}", "“a” comes more than once"), ("{'a': 1, 2}", "1 with one and 1 without"),
    ("np.exp([1, 2])", "“np.exp” is not computed"), ("__import__('os')", "is not computed"),
    ("matrix(c(1, 2), 2, 1)", "row by row"),
    ("matrix(c(1, 2, 3, 4), nrow=2)", "row by row"), ("array([1], [2])", "row by row"),
])
def test_what_cannot_be_read_is_refused_in_one_sentence(text, why):
    with pytest.raises(TextError, match="[.]$") as refusal:
        read_nested(text)
    assert why in str(refusal.value) and "\n" not in str(refusal.value) and len(str(refusal.value)) < 150


@pytest.mark.parametrize(("text", "nested"), [
    ("[[1]]", True), ("  \n(0, 0), 1", True), ("# points\n[[1]]", True), ("X = [[0]]", True), ("W1:\n[[1]]", True),
    ("np.array([[1]])", True), ("{'a': 1}", True), ("0,0,1", False), ("x1 (cm), x2 (cm), y\n0,0,1", False),
    ("x1,x2,y", False), ("# x1 x2\n0 0 1", False), ("", False), ('"x [m]";"y"', False),
])
def test_a_list_is_known_by_its_beginning(text, nested):
    assert is_nested(text) is nested
