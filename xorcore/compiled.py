"""An equation is written once, as a plain function of arrays; what an epoch runs is the list of the NumPy calls in it.

`recorded` runs the function once on symbols, which write down each operation, and gives every result a place: in one of
the arrays that the equation changes where that is free by then, else in a buffer of its own. A training step never
changes its shapes, so at the size of an XOR network, where arithmetic costs less than looking up names and making
arrays, running the list does neither.
"""

from collections.abc import Callable, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

try:  # np.einsum without its Python wrapper, which holds the interpreter's lock while a second thread waits for it
    from numpy._core.multiarray import c_einsum as einsum
except ImportError:  # it is a private name
    from numpy import einsum

Calls = list[Callable[[], object]]

FILLED = {np.zeros_like, np.ones_like, np.full_like}  # functions of an array's shape, not of its numbers
OUT_BY_NAME = {np.maximum, np.minimum}  # NumPy warns where they are given `out` by its place


def run(calls: Calls) -> None:
    """Run the calls in their order."""
    for call in calls:
        call()


class Symbol(NDArrayOperatorsMixin):
    """Stands for an array while an equation is run, and writes down what is done with it."""

    def __init__(self, steps: list["Step"], shape: tuple[int, ...], dtype: np.dtype, array: np.ndarray | None = None):
        self.steps, self.shape, self.dtype, self.ndim = steps, shape, np.dtype(dtype), len(shape)
        self.array = array  # where the value lies, None until that is decided
        self.written, self.last_read = -1, -1  # numbers of steps

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        if method != "__call__" or options or ufunc.nout != 1:
            raise TypeError(f"an equation may use {ufunc.__name__} as a plain function of arrays only")
        inputs = [self._operand(x) for x in inputs]
        shapes = {x.shape for x in inputs if x.ndim}
        shape = np.broadcast_shapes(*shapes) if len(shapes) > 1 else shapes.pop() if shapes else ()
        return self.write_down(ufunc, inputs, shape, _dtype_of(ufunc, *(x.dtype for x in inputs)))

    def __array_function__(self, function, types, arguments, options):
        if function in FILLED:
            return function(np.empty(self.shape, self.dtype), *arguments[1:], **options)
        inputs = [self._operand(x) for x in arguments]
        example = function(*(np.ones(x.shape, x.dtype) for x in inputs), **options)
        return self.write_down(partial(function, **options), inputs, np.shape(example), example.dtype)

    def __rtruediv__(self, x):
        return np.reciprocal(self) if isinstance(x, int) and x == 1 else np.divide(x, self)  # same bits, a fifth cheaper

    def __bool__(self):
        raise TypeError("an equation must hold for all numbers alike: np.where in place of if")

    def _operand(self, x) -> "Symbol | np.ndarray":
        """A number becomes a 0-d array of the dtype of what it meets: half the price in a small ufunc call."""
        return x if isinstance(x, (Symbol, np.ndarray)) else np.array(x, np.result_type(self.dtype, x))

    def write_down(self, function: Callable, inputs: list, shape: tuple[int, ...], dtype: np.dtype) -> "Symbol":
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
class Step:
    """One operation of an equation."""

    function: Callable
    inputs: list[Symbol | np.ndarray]
    value: Symbol

    def call(self) -> Callable[[], object]:
        """It, on the arrays where its symbols lie."""
        inputs, out = [x.array if isinstance(x, Symbol) else x for x in self.inputs], self.value.array
        if self.function in SUMS:
            return SUMS[self.function](*inputs, out)
        if not isinstance(self.function, np.ufunc):
            return lambda: copy(self.function(*inputs), out)()
        if self.function in OUT_BY_NAME:
            return partial(self.function, *inputs, out=out)
        return partial(self.function, *inputs, out)


@dataclass(eq=False)
class Place:
    """An array that holds one value after another."""

    array: np.ndarray
    holds: Symbol | None = None
    result: Symbol | None = None  # what it has to hold in the end

    def is_free_for(self, value: Symbol) -> bool:
        """Whether the value may be written here: nobody reads what is here later, and nobody it when the result comes."""
        if (self.array.shape, self.array.dtype) != (value.shape, value.dtype):
            return False
        in_place = self.array.size > 1  # of a single number NumPy makes a copy first, which takes three times as long
        free = self.holds is None or self.holds.last_read < value.written + in_place
        in_time = self.result is None or self.result is value or value.last_read < self.result.written + in_place
        return free and in_time


def recorded(equation: Callable, inputs: Sequence[np.ndarray], outputs: Sequence[np.ndarray]) -> Calls:
    """The calls that do `outputs = equation(*inputs)`, each time for what the inputs hold then.

    equation: any function of arrays that uses operators and NumPy's functions. An output may itself be an input; no other
    input is changed. Raises ValueError where the equation gives another number of arrays than there are outputs.
    """
    steps: list[Step] = []
    symbols = [Symbol(steps, array.shape, array.dtype, array) for array in inputs]
    results = equation(*symbols)
    results = results if isinstance(results, tuple) else (results,)
    if len(results) != len(outputs):
        raise ValueError(f"{equation.__name__} must give {len(outputs)} arrays, got {len(results)}")
    results = [_result(steps, result, out, outputs) for result, out in zip(results, outputs, strict=True)]
    places = [Place(out, next((s for s in symbols if s.array is out), None), result)
              for out, result in zip(outputs, results, strict=True)]
    for step in steps:
        place = _place_for(step, places)
        place.holds, step.value.array = step.value, place.array
    copies = [copy(result.array, out) for result, out in zip(results, outputs, strict=True) if result.array is not out]
    return [step.call() for step in steps] + copies


def _result(steps: list[Step], result, out: np.ndarray, outputs: Sequence[np.ndarray]) -> Symbol:
    """The result as a symbol that is read once more, in the end."""
    if not isinstance(result, Symbol):  # a constant
        result = Symbol(steps, out.shape, out.dtype, np.broadcast_to(np.asarray(result, out.dtype), out.shape))
    elif any(result.array is other for other in outputs if other is not out):
        result = +result  # an output's old value: it would be overwritten
    result.last_read = np.iinfo(int).max
    if result.written < 0 and result.array is not out:  # an input: it is copied in the end
        result.written = result.last_read
    return result


def _place_for(step: Step, places: list[Place]) -> Place:
    """Where the value of this step may lie: where it has to be in the end, any place that is free, or a new one."""
    value = step.value
    free = [place for place in places if place.is_free_for(value)]
    place = next((place for place in free if place.result is value), free[0] if free else None)
    if place is None:
        like = next((x.array for x in step.inputs if isinstance(x, Symbol) and x.shape == value.shape), None)
        place = Place(np.empty(value.shape, value.dtype) if like is None else np.empty_like(like, value.dtype))
        places.append(place)
    return place


def reads(equation: Callable, arguments: int) -> list[bool]:
    """Which of its arguments, by their place, an equation reads."""
    symbols = [Symbol([], (1, 1, 1), np.dtype(float)) for _ in range(arguments)]
    result = equation(*symbols)
    return [symbol.last_read >= 0 or symbol is result for symbol in symbols]


def inner(x, y):
    """The sum of x y over outputs and samples, the first two axes: a number for one network, (members,) for many."""
    if isinstance(x, Symbol):
        return x.write_down(inner, [x, y], x.shape[2:], x.dtype)
    return einsum("on...,on...->...", x, y)


def total(x):
    """The sum of x over outputs and samples, as `inner`."""
    return x.write_down(total, [x], x.shape[2:], x.dtype) if isinstance(x, Symbol) else x.sum(axis=(0, 1))


def _inner_call(x: np.ndarray, y: np.ndarray, out: np.ndarray) -> Callable[[], object]:
    if x.ndim > 2:
        return partial(einsum, "ons,ons->s", x, y, out=out)
    return partial(x.reshape(-1).dot, y.reshape(-1), out)  # into an array: a third cheaper than to make a number


def _total_call(x: np.ndarray, out: np.ndarray) -> Callable[[], object]:
    return partial(np.add.reduce, x, (0, 1), None, out)


SUMS = {inner: _inner_call, total: _total_call}


def constant(value: float, like: np.ndarray) -> np.ndarray:
    """`value` as a 0-d array of the dtype of `like`: half the price of a Python float in a small ufunc call."""
    return np.array(value, dtype=like.dtype)


def copy(source: np.ndarray, target: np.ndarray) -> Callable[[], object]:
    """The call that copies `source` to `target`; a third of the price of a ufunc's call."""
    return partial(target.__setitem__, ..., source)


def quiet_context() -> Context:
    """A context in which NumPy does not warn: what is run in it may overflow on its way to a correct 0 or to a divergence.

    Entering it costs a quarter of `np.errstate`, and the caller's settings stay as they are.
    """
    context = copy_context()
    context.run(partial(np.seterr, over="ignore", invalid="ignore", divide="ignore"))
    return context
