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


def test_two_layers_of_two_names_each_are_no_pairs():
    layers = [{"W": ["1"], "b": ["2"]}, {"W": ["3"], "b": ["4"]}]
    assert read('[{"W": [1], "b": [2]}, {"W": [3], "b": [4]}]') == [("", layers)]


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


@pytest.mark.parametrize(("text", "value"), [
    ("(5)", "5"), ("(5,)", ["5"]), ("[5]", ["5"]), ("{5}", ["5"]), ("((1, 2))", ["1", "2"]), ("[(5)]", ["5"]),
    ("(1 2)", ["1", "2"]), ("[1 2;;3 4]", [["1", "2"], ["3", "4"]]), ("[1 2; ]", [["1", "2"]]),
    ("[1 | 2]", ["1", "2"]), ("[1,\n2,\n]", ["1", "2"]),
    ("(a=1, b=[2])", {"a": "1", "b": ["2"]}), ("{1: [2]}", {"1": ["2"]}), ("{a: 1}", {"a": "1"}), ("[a=1]", {"a": "1"}),
    ("{}", []), ("dict()", {}), ("dict(a=1)", {"a": "1"}), ("OrderedDict([('a', 1)])", {"a": "1"}), ("array()", []),
    ("dict({'a': [1]})", {"a": ["1"]}), ("Layer(W=[1], b=[2])", {"W": ["1"], "b": ["2"]}), ("float64(1)", "1"),
    ("c(1, 2, 3)", ["1", "2", "3"]), ("array([1, 2], float)", ["1", "2"]),
    ("array([1, 2], dtype=float, ndmin=2)", ["1", "2"]),
    ("[('a', [1]), ('b', [2])]", {"a": ["1"], "b": ["2"]}), ("[('a', 1)]", {"a": "1"}), ("[('a', 'b')]", [["a", "b"]]),
    ("[('a', [1], 2)]", [["a", ["1"], "2"]]), ("[('a', [1]), 5]", [["a", ["1"]], "5"]), ("[(1, [2])]", [["1", ["2"]]]),
    ("1e-1 * [5, [6, x]]", ["5e-1", ["6e-1", "x"]]), ("[" * 12 + "1" + "]" * 12, [[[[[[[[[[[["1"]]]]]]]]]]]]),
    ("<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>", ["1.", "2."]),
    ("<tf.Variable 'w:0' shape=(1,) dtype=float32, numpy=array([3.])>", ["3."]), ("[nan]", ["nan"]), ("[50%]", ["50%"]),
])
def test_a_value_in_brackets_is_what_it_holds(text, value):
    assert read(text) == [("", value)]


@pytest.mark.parametrize(("text", "sentence"), [
    ("[" * 13 + "1" + "]" * 13, "Line 1: lists are nested more than 12 deep."),
    ("1e-3 *", "The text ends where a number was expected; it seems to be cut off."),
    ("[1\n(2", "Line 2: “(” is never closed; the text seems cut off."),
    ("[1\n}", "Line 2: “}” is not expected; it stands where “]” was expected."),
    ("[1\n,\n,2]", "Line 3: nothing stands before a comma; write every number, 0 as well."),
    ("{'a': 1, 2, 3}", "Every value must have a name, got 1 with one and 2 without."),
    ("[1 = 2]", "Line 1: “=” is not expected; it stands where a number was expected."),
    ("{[1]: 2}", "Line 1: “:” is not expected; it stands where a number was expected."),
    ("{'a': 1,\n'a': 2}", "Every name may come once, “a” comes more than once."),
    ("\nnp.exp(1.5)", "Line 2: “np.exp” is not computed; write its numbers out."),
    ("Layer(1, b=2)", "Line 1: “Layer” is not computed; write its numbers out."),
    ("array([1], order=2)", "A list with instructions for its shape is not computed; write it row by row."),
    ("array([1], 2)", "A list with instructions for its shape is not computed; write it row by row."),
    ("<tf.Tensor: numpy=array([1.])", "A <tf.Tensor …> is never closed; the text seems cut off."),
    ("[1 * 2]", "Line 1: “*” is not expected; it stands where a number was expected."),
    ("[1 ']", "Line 1: a quotation mark is never closed."),
])
def test_a_refusal_says_the_line_and_what_was_expected(text, sentence):
    with pytest.raises(TextError) as refusal:
        read_nested(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("word", "number", "name"), [
    (Word("1", 1, "number"), True, False), (Word("a", 1), False, True), (Word("a", 1, "string"), False, True),
    (Word("nan", 1, "infinite"), False, False), (Word("1/2", 1, "odd"), False, False),
])
def test_a_word_is_a_number_a_name_or_neither(word, number, name):
    assert (word.is_number, word.is_name) == (number, name)
