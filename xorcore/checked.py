"""A public function refuses what is of another kind than its annotation says, in one sentence, before it begins.

What an annotation does not say (an `ArrayLike`, the limits of a number) the function looks at itself.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import isclass, signature
from math import isfinite
from numbers import Integral, Real
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, ParamSpec, TypeVar, Union, get_args, get_origin

import numpy as np
from numpy.typing import ArrayLike

LONGEST = 40  # characters of what came
P = ParamSpec("P")
R = TypeVar("R")
Vector = Annotated[np.ndarray, 1]
Matrix = Annotated[np.ndarray, 2]
GIVEN_AS = {  # how a thing of ours is come by
    "Config": "settings must be given as Config(...)",
    "Dataset": "a dataset must be given as Dataset(inputs, targets)",
    "Trainer": "a run must be that of a Trainer, as train(...) gives",
    "TrainingState": "a state must be that of a Trainer, as its state() gives",
    "StepTrace": "a step must be given as step_trace(...) gives it",
    "Axis": "what varies must be an Axis(name, low, high)",
}


class Kind(NamedTuple):
    """What an argument must be, in words, and whether it is."""

    words: str
    holds: Callable[[Any], bool]


KINDS: dict[Any, Kind] = {
    float: Kind("a number", lambda value: isinstance(value, Real) and not isinstance(value, bool) and _fits_a_float(value)),
    bool: Kind("True or False", lambda value: isinstance(value, (bool, np.bool_))),
    str: Kind("a text", lambda value: isinstance(value, str)),
    type: Kind("a type of numbers, np.float32 or np.float64", isclass),
    bytes: Kind("bytes", lambda value: isinstance(value, bytes)),
    NoneType: Kind("None", lambda value: value is None),
    np.ndarray: Kind("an array of numbers", lambda value: isinstance(value, np.ndarray) and value.dtype.kind in "biuf"),
    tuple[int, ...]: Kind(
        "a tuple of at least two layer sizes, as (2, 4, 1)",
        lambda value: isinstance(value, tuple) and len(value) > 1 and all(_is_count(each) for each in value)),
    tuple[float, float, float, float]: Kind(
        "four finite numbers",
        lambda value: isinstance(value, (tuple, list)) and len(value) == 4 and all(
            KINDS[float].holds(each) and isfinite(each) for each in value)),
}


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The function, which then raises ValueError for an argument of another kind."""
    names = list(signature(function).parameters)
    kinds = {name: kind for name in names if (kind := kind_of(function.__annotations__.get(name, Any)))}
    in_order = [kinds.get(name) for name in names]

    @wraps(function)
    def refusing(*args: P.args, **kwargs: P.kwargs) -> R:
        for value, kind, name in zip(args, in_order, names, strict=False):
            if kind and not kind.holds(value):
                _refuse(name, kind, value)
        for name, value in kwargs.items():
            if name in kinds and not kinds[name].holds(value):
                _refuse(name, kinds[name], value)
        return function(*args, **kwargs)

    return refusing


def kind_of(annotation: Any) -> Kind | None:
    """The kind that an annotation says; None where it is not one of those above."""
    if annotation in KINDS:
        return KINDS[annotation]
    origin, within = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return Kind(f"an array of numbers with {within[1]} axes" if within[1] > 1 else "a vector of numbers",
                    lambda value: KINDS[np.ndarray].holds(value) and value.ndim == within[1])
    if origin in (Union, UnionType):
        kinds = [kind for each in within if (kind := kind_of(each))]
        if len(kinds) < len(within):
            return None
        return Kind(" or ".join(kind.words for kind in kinds), lambda value: any(kind.holds(value) for kind in kinds))
    if origin is tuple and within[1:] == (...,) and (each := kind_of(within[0])):
        return Kind(f"a tuple, each {each.words}",
                    lambda value: isinstance(value, (tuple, list)) and all(map(each.holds, value)))
    if origin in (dict, Mapping):
        return Kind("a dictionary with names as keys",
                    lambda value: isinstance(value, Mapping) and all(isinstance(key, str) for key in value))
    if isclass(annotation) and (annotation.__module__.startswith("xorcore") or issubclass(annotation, Exception)):
        return Kind(f"a {annotation.__name__}", lambda value: isinstance(value, annotation))
    return None


def brief(value: Any) -> str:
    """What came in place of something else, on one short line: a number, a text or a list as it is written, of anything
    else what it is."""
    if isinstance(value, np.ndarray):
        return f"{value.dtype} of shape {value.shape}"
    try:
        written = repr(value) if isinstance(value, (Real, str, tuple, list)) else type(value).__name__
    except ValueError:  # an int of more digits than Python prints
        return "a number of thousands of digits"
    return " ".join(written.split())[:LONGEST]


def real_array(values: ArrayLike, rule: str) -> np.ndarray:
    """A new float64 array of these values. Raises ValueError, this rule, where they are not real numbers: NumPy would make
    others of complex ones, dates and masked ones."""
    try:
        array = np.asarray(values)
        if array.dtype.kind in "cmMV" or np.ma.is_masked(values):
            raise ValueError(rule)
        with np.errstate(over="ignore"):
            return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(rule) from None


def _fits_a_float(value: Real) -> bool:
    return not isinstance(value, int) or abs(value) < 2**1024


def _is_count(value: Any) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool) and int(value) > 0


def _refuse(name: str, kind: Kind, value: Any) -> None:
    is_list = isinstance(value, (tuple, list)) and "tuple" not in kind.words
    found = type(value).__name__ if is_list else brief(value)
    said = GIVEN_AS.get(kind.words.removeprefix("a ").removesuffix(" or None"), f"{name} must be {kind.words}")
    raise ValueError(f"{said}, got {found}")
