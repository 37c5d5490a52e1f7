"""Whatever is given to a public function, it is taken or refused in words of ours, never in Python's or NumPy's."""

import inspect
import linecache
import pkgutil
from dataclasses import is_dataclass
from fractions import Fraction
from importlib import import_module
from itertools import islice

import numpy as np
import pytest

import xorcore
from xorcore import CLASSICS, Config, Dataset, History, step_trace, train
from xorcore.checked import brief, real_array
from xorcore.config import ConfigError
from xorcore.files import saved_run, seal, write_run
from xorcore.many import Axis, plane_through, project
from xorcore.parameters import flatten

LISTS = ["xorcore", *(f"xorcore.{each.name}" for each in pkgutil.iter_modules(xorcore.__path__)
                      if each.ispkg or each.name == "book")]
LAB, SIZES = Config(epochs=1), (2, 4, 4, 1)
XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
TRAINER = train(LAB)
HISTORY = History(TRAINER)
START = next(TRAINER)
HISTORY.record()
TRACE = step_trace(LAB, START.parameters, XOR)
PLANE = plane_through(np.random.default_rng(0).normal(size=(3, 37)))
CELLS = np.eye(20, dtype=bool)
RIGHT = {  # of each name that parameters have
    "config": LAB, "parameters": START.parameters, "dataset": XOR, "sizes": SIZES, "trainer": TRAINER, "history": HISTORY,
    "state": TRAINER.state(), "trace": TRACE, "classic": CLASSICS["mazur"],
    "setup": next(iter(CLASSICS["mazur"].setups.values())),
    "plane": PLANE, "projection": project(PLANE, PLANE.origin[None]), "points": PLANE.origin[None], "cells": CELLS,
    "region": CELLS, "inputs": XOR.inputs, "targets": XOR.targets, "answers": XOR.targets, "samples": 4, "seeds": 2,
    "x": Axis("momentum", 0, 1), "y": Axis("l2", 0, 1), "losses": np.ones(3), "start": flatten(START.parameters),
    "flat": flatten(START.parameters), "text": "1", "loss": 0.5, "name": "learning_rate", "what": "epoch", "field": "seed",
    "side": 5, "stride": 2,
    "error": ConfigError("seed", "must be 1"), "value": 0.5, "size": 10, "limit": 20, "epochs": 2, "index": 0, "layer": 0,
    "unit": 0, "sample": 0, "i": 0, "j": 0, "sides": (1, 2), "members": 2, "values": np.ones(3), "first": np.ones(3),
    "second": np.zeros(3), "successes": 1, "n": 2, "u": np.zeros(2), "v": np.zeros(2), "run": saved_run(TRAINER, HISTORY),
    "words": {"a": 1}, "arrays": {"b": np.ones(2)}, "content": write_run(saved_run(TRAINER, HISTORY)),
    "low": 0, "high": 1, "number": 1,
    "link": {"seed": "1"}, "epoch": 0, "most": 2,
}  # fmt: skip
OF_ONE = {  # where the name means something else
    ("Surface", "plane"): (0, 1, 0, 1), ("project", "points"): PLANE.origin[None], ("plane_through", "points"): np.eye(3),
    ("weight_place", "name"): "w1[0,0]", ("Axis", "name"): "momentum", ("train_map", "cells"): 2,
    ("read_numbers", "content"): "0.1 0.2", ("read_numbers", "sizes"): (1, 1),
    ("unseal", "content"): seal({}, {}), ("decoded", "content"): "a",
    ("trainer_at", "epoch"): 0, ("true_minus", "number"): "-1",
    ("possible_tables", "text"): "0 1 0\n1 0 1", ("read_nested", "text"): "[1]",
}
FIXED = {"gradient_check": {"most": 1}, "diagnose": {"loss": "0.5", "seconds": 0.0}, "growing_check": {"at_once": 1},
         "predicted_seconds": {"measure_seconds": 0.0}}
WRONG = {
    "None": lambda: None, "text": lambda: "abc", "empty text": lambda: "", "dict": lambda: {"a": 1},
    "list": lambda: [1, "a"],
    "empty list": lambda: [], "number": lambda: 7, "negative": lambda: -1, "nan": lambda: float("nan"),
    "bytes": lambda: b"\x00a",
    "3-D": lambda: np.ones((2, 2, 2)), "generator": lambda: (i for i in range(3)), "object": lambda: object(),
    "class": lambda: Config, "ragged list": lambda: [[1, 2], [3]], "complex": lambda: np.array([1 + 2j]),
    "masked": lambda: np.ma.masked_array([1.0, 2.0], [True, False]), "dates": lambda: np.array(["2020-01-01"], "M8[D]"),
    "beyond 64 bits": lambda: 2**70, "beyond what is printed": lambda: 10**5000, "large": lambda: 1e300,
    "2-D": lambda: np.ones((20, 30)), "nan and a number": lambda: np.array([[np.nan, 1.0]]),
}  # fmt: skip


def callables():
    """The public functions and classes that do something with their arguments, and the methods of some."""
    found = {name: getattr(import_module(module), name) for module in LISTS for name in import_module(module).__all__}
    for name, each in found.items():
        if inspect.isfunction(each) or (inspect.isclass(each) and not issubclass(each, (tuple, Exception))
                                        and ("__init__" in vars(each) and not (is_dataclass(each) and name != "Dataset"))):
            yield name, each
    yield "Config", Config
    yield "from_link", Config.from_link
    yield "trainer_at", HISTORY.trainer_at
    yield "states", HISTORY.states
    yield "Surface()", xorcore.book.Surface(LAB, SIZES, (0, 1, 0, 1), 5, 2).__call__
    yield "Predictor()", xorcore.book.Predictor(LAB, SIZES, XOR.inputs).__call__


def calls():
    for name, function in callables():
        parameters = inspect.signature(function).parameters
        right = {each: OF_ONE.get((name, each), RIGHT.get(each)) for each, one in parameters.items()
                 if one.default is inspect.Parameter.empty and one.kind != inspect.Parameter.VAR_KEYWORD}
        right |= FIXED.get(name, {})
        if name == "train_many":
            parameters = inspect.signature(xorcore.many.train_many_steps).parameters
        for each, one in parameters.items():
            if one.kind != inspect.Parameter.VAR_KEYWORD and each not in ("executor", "measure_seconds"):
                yield pytest.param(function, right, each, id=f"{name}-{each}")


def is_ours(error):
    """Whether the core raised it in words of its own."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    file = trace.tb_frame.f_code.co_filename
    return "xorcore" in file and "raise" in "".join(linecache.getline(file, trace.tb_lineno + k) for k in (-2, -1, 0))


@pytest.mark.parametrize(("function", "right", "name"), list(calls()))
def test_a_wrong_kind_is_taken_or_refused_in_our_words(function, right, name):
    bare = []
    for kind, make in WRONG.items():
        try:
            result = function(**right | {name: make()})
            if inspect.isgenerator(result):
                list(islice(result, 2))
        except Exception as error:
            if not is_ours(error) or "\n" in str(error) or len(str(error)) > 300:
                bare.append(f"{kind}: {type(error).__name__}: {error}")
    assert not bare


def test_what_is_right_is_taken():
    for each in calls():
        function, right, _ = each.values
        result = function(**right)
        if inspect.isgenerator(result):
            next(result)


@pytest.mark.parametrize(("value", "words"), [
    (1.5, "1.5"), ("a", "'a'"), ([1, 2], "[1, 2]"), ([np.ones((2, 2))], "[array([[1., 1.], [1., 1.]])]"),
    (np.ones((2, 3)), "float64 of shape (2, 3)"), (None, "NoneType"),
    pytest.param(10**5000, "a number of thousands of digits", id="digits"),
    ("x" * 100, "'" + "x" * 39),
])
def test_what_came_is_said_on_one_short_line(value, words):
    assert brief(value) == words


@pytest.mark.parametrize("values", [
    np.array([1 + 2j]), [[1j]], np.ma.masked_array([1.0, 2.0], [True, False]), np.array(["2020-01-01"], "M8[D]"),
    np.array([1], "m8[s]"), [2**1024], [[1], [1, 2]], ["a"], object(),
])
def test_what_numpy_would_make_other_numbers_of_is_refused(values):
    with pytest.raises(ValueError, match="^such is the rule$"):
        real_array(values, "such is the rule")


@pytest.mark.parametrize("values", [
    [1, 2.5], [True, False], [Fraction(1, 2)], np.ones(2, "f2"), [[]], np.ma.masked_array([1.0]),
])
def test_real_numbers_are_a_new_array(values):
    array = real_array(values, "")
    assert array.dtype == float and array is not values and np.array_equal(array, np.array(values, float))
