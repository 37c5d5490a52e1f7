"""An equation is run once on symbols, which write down each operation; a recording gives every result its place.

A place is one of the arrays that the equation changes, where that is free by then, else a buffer of its own.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

try:  # np.einsum without its Python wrapper, which holds the interpreter's lock while a second thread waits for it
    from numpy._core.multiarray import c_einsum
except ImportError:  # it is a private name
    from numpy import einsum as c_einsum

einsum = c_einsum

Equation = Callable[..., Any]  # of arrays, with an array or several of them as its result
Calls = list[Callable[[], object]]

THE_END = sys.maxsize  # after the last step
FILLED = {np.zeros_like, np.ones_like}  # functions of an array's shape, not of its numbers
OUT_BY_NAME = {np.maximum, np.minimum}  # NumPy warns where they are given `out` by its place


class Symbol(NDArrayOperatorsMixin):
    """Stands for an array while an equation is run, and writes down what is done with it."""

    def __init__(self, steps: list["Step"], shape: tuple[int, ...], dtype: np.dtype, place: Any = None) -> None:
        self.steps, self.shape, self.dtype, self.ndim = steps, shape, dtype, len(shape)
        self.place: Any = place  # where the value lies: a Place, None until that is decided
        self.written, self.last_read = -1, -1  # numbers of steps

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options or ufunc.nout != 1:
            raise TypeError(f"an equation may use {ufunc.__name__} as a plain function of arrays only")
        operands = [self._operand(x) for x in inputs]
        shapes = {x.shape for x in operands if x.ndim}
        shape = np.broadcast_shapes(*shapes) if len(shapes) > 1 else shapes.pop() if shapes else ()
        return self.write_down(ufunc, operands, shape, _dtype_of(ufunc, *(x.dtype for x in operands)))

    def __array_function__(self, function: Equation, types: Any, arguments: Sequence[Any], options: Any) -> Any:
        if function in FILLED:  # one number does for all: it is broadcast
            return function(np.empty((), self.dtype), *arguments[1:], **options)
        inputs = [self._operand(x) for x in arguments]
        example = function(*(np.ones(x.shape, x.dtype) for x in inputs), **options)
        return self.write_down(partial(function, **options), inputs, np.shape(example), example.dtype)

    def __rtruediv__(self, x: Any) -> Any:
        is_one = isinstance(x, int) and x == 1
        return np.reciprocal(self) if is_one else super().__rtruediv__(x)  # same bits, a fifth cheaper

    def __bool__(self) -> bool:
        raise TypeError("an equation must hold for all numbers alike: np.where in place of if")

    def _operand(self, x: Any) -> "Symbol | np.ndarray":
        """A number becomes a 0-d array of the dtype of what it meets: half the price in a small ufunc call."""
        return x if isinstance(x, (Symbol, np.ndarray)) else np.array(x, np.result_type(self.dtype, x))

    def write_down(self, function: Equation, inputs: "list[Symbol | np.ndarray]", shape: tuple[int, ...],
                   dtype: np.dtype) -> "Symbol":
        for x in inputs:
            if isinstance(x, Symbol):
                x.last_read = len(self.steps)
        value = Symbol(self.steps, shape, dtype)
        value.written = len(self.steps)
        self.steps.append(Step(function, inputs, value))
        return value


@cache
def _dtype_of(ufunc: np.ufunc, *inputs: np.dtype) -> np.dtype:
    return ufunc.resolve_dtypes((*inputs, None))[-1]


@dataclass(eq=False)
class Place:
    """Where one value after another lies: in an array of the equation, or in a buffer."""

    shape: tuple[int, ...]
    dtype: np.dtype
    like: "Place | None" = None  # of the same shape: a buffer has its order in memory
    holds: Symbol | None = None
    result: Symbol | None = None  # what it has to hold in the end

    def is_free_for(self, value: Symbol) -> bool:
        """Whether the value may be written here: nobody reads what is here later, and nobody it when the result comes."""
        if (self.shape, self.dtype) != (value.shape, value.dtype):
            return False
        in_place = max(self.shape, default=1) > 1  # of a single number NumPy makes a copy first, at three times the price
        free = self.holds is None or self.holds.last_read < value.written + in_place
        in_time = self.result is None or self.result is value or value.last_read < self.result.written + in_place
        return free and in_time


Arrays = dict[Place, np.ndarray]  # what lies where


def array_of(x: Symbol | np.ndarray, arrays: Arrays) -> np.ndarray:
    """The array where a value lies; a constant is one itself."""
    return arrays[x.place] if isinstance(x, Symbol) else x


@dataclass(eq=False)
class Step:
    """One operation of an equation."""

    function: Equation
    inputs: list[Symbol | np.ndarray]
    value: Symbol

    def call(self, arrays: Arrays) -> Callable[[], object]:
        """It, on the arrays where its symbols lie."""
        inputs, out = [array_of(x, arrays) for x in self.inputs], arrays[self.value.place]
        if self.function in SUMS:
            return SUMS[self.function](*inputs, out)
        if not isinstance(self.function, np.ufunc):
            return lambda: copy(self.function(*inputs), out)()
        if self.function in OUT_BY_NAME:
            return partial(self.function, *inputs, out=out)
        return partial(self.function, *inputs, out)


class Recording:
    """The steps of an equation of arrays of these shapes, and the place of every value in them.

    same: of each array, the first that is the same one; the equation's inputs come before its outputs.
    """

    def __init__(self, equation: Equation, inputs: int, shapes: Sequence[tuple[int, ...]],
                 dtypes: Sequence[np.dtype], same: Sequence[int]) -> None:
        places = [Place(shape, dtype) for shape, dtype in zip(shapes, dtypes, strict=True)]
        self.places = [places[number] for number in same]
        self.equation, outputs = equation, self.places[inputs:]
        self.steps: list[Step] = []
        self.buffers: list[Place] = []
        symbols = [Symbol(self.steps, place.shape, place.dtype, place) for place in self.places[:inputs]]
        results = equation(*symbols)
        results = results if isinstance(results, tuple) else (results,)
        if len(results) != len(outputs):
            raise ValueError(f"{equation.__name__} must give {len(outputs)} arrays, got {len(results)}")
        self.results = [_result(result, out, outputs) for result, out in zip(results, outputs, strict=True)]
        for out, result in zip(outputs, self.results, strict=True):
            out.holds = next((symbol for symbol in symbols if symbol.place is out), None)
            out.result = result if isinstance(result, Symbol) else None
        for step in self.steps:
            place = self._place_for(step, outputs)
            place.holds, step.value.place = step.value, place

    def _place_for(self, step: Step, outputs: list[Place]) -> Place:
        """Where the value of this step may lie: where it has to be in the end, any place that is free, or a new one."""
        value = step.value
        free = [place for place in (*outputs, *self.buffers) if place.is_free_for(value)]
        place = next((place for place in free if place.result is value), free[0] if free else None)
        if place is None:
            like = next((x.place for x in step.inputs if isinstance(x, Symbol) and x.shape == value.shape), None)
            place = Place(value.shape, value.dtype, like)
            self.buffers.append(place)
        return place

    def calls(self, arrays: Sequence[np.ndarray], members: int | None) -> Calls:
        """The calls on these arrays and on new buffers; `members`: what stands for two members where that was recorded."""
        lies = dict(zip(self.places, arrays, strict=True))
        for place in self.buffers:
            shape = place.shape if members is None else (*place.shape[:-1], *[members] * (place.shape[-1:] == (2,)))
            like = None if place.like is None else lies[place.like]
            lies[place] = np.empty(shape, place.dtype) if like is None else np.empty_like(like, place.dtype)
        results = zip(self.results, self.places[-len(self.results) :], strict=True)
        copies = [(array_of(result, lies), lies[out]) for result, out in results]
        return [step.call(lies) for step in self.steps] + [copy(*pair) for pair in copies if pair[0] is not pair[1]]


def _result(result: Any, out: Place, outputs: Sequence[Place]) -> Symbol | np.ndarray:
    """The result as a symbol that is read once more, in the end; or a constant."""
    if not isinstance(result, Symbol):
        return np.asarray(result, out.dtype)
    if any(result.place is other for other in outputs if other is not out):
        result = +result  # an output's old value: it would be overwritten
    result.last_read = THE_END
    if result.written < 0 and result.place is not out:  # an input: it is copied in the end
        result.written = THE_END
    return result


def inner(x: Any, y: Any) -> Any:
    """The sum of x y over outputs and samples, the first two axes: a number for one network, (members,) for many."""
    if isinstance(x, Symbol):
        return x.write_down(inner, [x, y], x.shape[2:], x.dtype)
    return einsum("on...,on...->...", x, y)


def total(x: Any) -> Any:
    """The sum of x over outputs and samples, as `inner`."""
    return x.write_down(total, [x], x.shape[2:], x.dtype) if isinstance(x, Symbol) else x.sum(axis=(0, 1))


def _inner_call(x: np.ndarray, y: np.ndarray, out: np.ndarray) -> Callable[[], object]:
    x, y = np.broadcast_arrays(x, y)
    if x.ndim > 2:
        return partial(einsum, "ons,ons->s", x, y, out=out)
    return partial(x.reshape(-1).dot, y.reshape(-1), out)  # into an array: a third cheaper than to make a number


def _total_call(x: np.ndarray, out: np.ndarray) -> Callable[[], object]:
    return partial(np.add.reduce, x, (0, 1), None, out)


SUMS: dict[Equation, Equation] = {inner: _inner_call, total: _total_call}


def copy(source: np.ndarray, target: np.ndarray) -> Callable[[], object]:
    """The call that copies `source` to `target`; a third of the price of a ufunc's call."""
    return partial(target.__setitem__, ..., source)
