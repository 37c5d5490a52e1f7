"""An equation is written once, as a plain function of arrays; what an epoch runs is the list of the NumPy calls in it.

A training step never changes its shapes, so at the size of an XOR network, where arithmetic costs less than looking up
names and making arrays, running the list does neither. The equation is run once on symbols, which write down each
operation. Every result then gets a place: an array that the equation changes, where that is free by then, else a buffer.
"""

import sys
from collections.abc import Callable, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

try:  # np.einsum without its Python wrapper, which holds the interpreter's lock while a second thread waits for it
    from numpy._core.multiarray import c_einsum
except ImportError:  # it is a private name
    from numpy import einsum as c_einsum

einsum = c_einsum

Equation = Callable[..., Any]  # of arrays, with an array or several of them as its result
Call = Callable[[], object]
Calls = list[Call]

THE_END = sys.maxsize  # after the last step
FILLED = {np.zeros_like, np.ones_like}  # functions of an array's shape, not of its numbers
OUT_BY_NAME = {np.maximum, np.minimum}  # NumPy warns where they are given `out` by its place


def run(calls: Calls) -> None:
    """Run the calls in their order."""
    for call in calls:
        call()


def recorded(equation: Equation, inputs: Sequence[np.ndarray], outputs: Sequence[np.ndarray]) -> Calls:
    """The calls that do `outputs = equation(*inputs)`, each time for what the inputs hold then.

    equation: any function of arrays that uses operators and NumPy's functions. An output may itself be an input; no other
    input is changed. Raises ValueError where the equation gives another number of arrays than there are outputs.
    """
    steps: list[Step] = []
    of_array = {id(x): Symbol(steps, x.shape, x.dtype, x) for x in inputs}
    given = equation(*(of_array[id(x)] for x in inputs))
    given = given if isinstance(given, tuple) else (given,)
    if len(given) != len(outputs):
        raise ValueError(f"{equation.__name__} must give {len(outputs)} arrays, got {len(given)}")
    results = [_result(result, out, outputs) for result, out in zip(given, outputs, strict=True)]
    places = [Place(out, of_array.get(id(out)), result) for result, out in zip(results, outputs, strict=True)]
    for step in steps:
        place = _place_for(step, places)
        place.holds, step.value.array = step.value, place.array
    calls = [_call(step.function, list(map(_array, step.inputs)), step.value.array) for step in steps]
    ends = zip(map(_array, results), outputs, strict=True)
    return calls + [copy(array, out) for array, out in ends if array is not out]


def reads(equation: Equation, arguments: int) -> list[bool]:
    """Which of its arguments, by their place, an equation reads."""
    symbols = [Symbol([], (1, 1, 1), np.dtype(float)) for _ in range(arguments)]
    result = equation(*symbols)
    return [symbol.last_read >= 0 or symbol is result for symbol in symbols]


class Symbol(NDArrayOperatorsMixin):
    """Stands for an array while an equation is run, and writes down what is done with it."""

    def __init__(self, steps: list["Step"], shape: tuple[int, ...], dtype: np.dtype, array: Any = None) -> None:
        self.steps, self.shape, self.dtype, self.ndim = steps, shape, dtype, len(shape)
        self.array: Any = array  # where its value lies; None until that is decided
        self.written, self.last_read = -1, -1  # numbers of steps

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options or ufunc.nout != 1:
            raise TypeError(f"an equation may use {ufunc.__name__} as a plain function of arrays only")
        operands = [self._operand(x) for x in inputs]
        shape = np.broadcast_shapes(*(x.shape for x in operands))
        return self.write_down(ufunc, operands, shape, _dtype_of(ufunc, *(x.dtype for x in operands)))

    def __array_function__(self, function: Equation, types: Any, arguments: Sequence[Any], options: Any) -> Any:
        if function in FILLED:  # one number does for all: it is broadcast
            return function(np.empty((), self.dtype), *arguments[1:], **options)
        inputs = [self._operand(x) for x in arguments]
        example = function(*(np.ones(x.shape, x.dtype) for x in inputs), **options)
        return self.write_down(partial(function, **options), inputs, np.shape(example), example.dtype)

    def __bool__(self) -> bool:
        raise TypeError("an equation must hold for all numbers alike: np.where in place of if")

    def _operand(self, x: Any) -> "Symbol | np.ndarray":
        """A number becomes a 0-d array of the dtype of what it meets: half the price in a small ufunc call."""
        return x if isinstance(x, (Symbol, np.ndarray)) else np.array(x, np.result_type(self.dtype, x))

    def write_down(self, function: Equation, inputs: "list[Symbol | np.ndarray]", shape: tuple[int, ...],
                   dtype: np.dtype) -> "Symbol":
        """One step more; its value is a symbol again."""
        for x in inputs:
            if isinstance(x, Symbol):
                x.last_read = len(self.steps)
        value = Symbol(self.steps, shape, dtype)
        value.written = len(self.steps)
        self.steps.append(Step(function, inputs, value))
        return value


class Step(NamedTuple):
    """One operation of an equation."""

    function: Equation
    inputs: list[Symbol | np.ndarray]
    value: Symbol


@dataclass(eq=False)
class Place:
    """An array where one value after another lies."""

    array: np.ndarray
    holds: Symbol | None = None
    result: Symbol | np.ndarray | None = None  # what it has to hold in the end

    def is_free_for(self, value: Symbol) -> bool:
        """Whether the value may be written here: nobody reads what is here later, and nobody it when the result comes."""
        if (self.array.shape, self.array.dtype) != (value.shape, value.dtype):
            return False
        in_place = self.array.size > 1  # of a single number NumPy makes a copy first, at three times the price
        free = self.holds is None or self.holds.last_read < value.written + in_place
        comes = self.result.written if isinstance(self.result, Symbol) else THE_END
        return free and (self.result is value or value.last_read < comes + in_place)


def _place_for(step: Step, places: list[Place]) -> Place:
    """Where the value of this step may lie: where it has to be in the end, any place that is free, or a new one."""
    value = step.value
    free = [place for place in places if place.is_free_for(value)]
    if not free:
        like = next((_array(x) for x in step.inputs if isinstance(x, Symbol) and x.shape == value.shape), None)
        free = [Place(np.empty(value.shape, value.dtype) if like is None else np.empty_like(like, value.dtype))]
        places += free
    return next((place for place in free if place.result is value), free[0])


def _result(result: Any, out: np.ndarray, outputs: Sequence[np.ndarray]) -> Symbol | np.ndarray:
    """The result as a symbol that is read once more, in the end; or a constant."""
    if not isinstance(result, Symbol):
        return np.asarray(result, out.dtype)
    if any(result.array is other for other in outputs if other is not out):
        result = +result  # an output's old value: it would be overwritten
    result.last_read = THE_END
    if result.written < 0 and result.array is not out:  # an input: it is copied in the end
        result.written = THE_END
    return result


def _array(x: Symbol | np.ndarray) -> np.ndarray:
    """Where a value lies; a constant is an array itself."""
    return x.array if isinstance(x, Symbol) else x


@cache
def _dtype_of(ufunc: np.ufunc, *inputs: np.dtype) -> np.dtype:
    return ufunc.resolve_dtypes((*inputs, None))[-1]


def _call(function: Equation, inputs: list[np.ndarray], out: np.ndarray) -> Call:
    if function in SUMS:
        return SUMS[function](*inputs, out)
    if not isinstance(function, np.ufunc):
        return lambda: out.__setitem__(..., function(*inputs))
    return partial(function, *inputs, out=out) if function in OUT_BY_NAME else partial(function, *inputs, out)


def copy(source: np.ndarray, target: np.ndarray) -> Call:
    """The call that copies `source` to `target`; a third of the price of a ufunc's call."""
    return partial(target.__setitem__, ..., source)


def inner(x: Any, y: Any) -> Any:
    """The sum of x y over outputs and samples, the first two axes: a number for one network, (members,) for many."""
    if isinstance(x, Symbol):
        return x.write_down(inner, [x, y], x.shape[2:], x.dtype)
    return einsum("on...,on...->...", x, y)


def total(x: Any) -> Any:
    """The sum of x over outputs and samples, as `inner`."""
    return x.write_down(total, [x], x.shape[2:], x.dtype) if isinstance(x, Symbol) else x.sum(axis=(0, 1))


def _inner_call(x: np.ndarray, y: np.ndarray, out: np.ndarray) -> Call:
    x, y = np.broadcast_arrays(x, y)
    if x.ndim > 2:
        return partial(einsum, "ons,ons->s", x, y, out=out)
    return partial(x.reshape(-1).dot, y.reshape(-1), out)  # into an array: a third cheaper than to make a number


def _total_call(x: np.ndarray, out: np.ndarray) -> Call:
    return partial(np.add.reduce, x, (0, 1), None, out)


SUMS: dict[Equation, Callable[..., Call]] = {inner: _inner_call, total: _total_call}


def quiet_context() -> Context:
    """A context in which NumPy does not warn: what is run in it may overflow on its way to a correct 0 or to a divergence.

    Entering it costs a quarter of `np.errstate`, and the caller's settings stay as they are.
    """
    context = copy_context()
    context.run(partial(np.seterr, over="ignore", invalid="ignore", divide="ignore"))
    return context
