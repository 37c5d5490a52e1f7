"""Training starts from random weights; how large they are decides much of what follows."""

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from xorcore.parameters import Pair, Parameters

Scale = float | np.ndarray  # (members,) of many networks


class Draws(Protocol):
    """What weights are drawn from: a `np.random.Generator`, or one that draws for many networks at once."""

    def normal(self, *, size: Any) -> Any: ...

    def uniform(self, low: Any, high: Any, size: Any) -> Any: ...


Init = Callable[[int, int, Any, Draws], Pair]


def normal(fan_in: int, fan_out: int, scale: Scale, rng: Draws) -> Pair:
    """Weights and biases from N(0, scale^2)."""
    return scale * rng.normal(size=(fan_in, fan_out)), scale * rng.normal(size=fan_out)


def uniform(fan_in: int, fan_out: int, scale: Scale, rng: Draws) -> Pair:
    """Weights and biases from U(-scale, scale)."""
    return rng.uniform(-scale, scale, (fan_in, fan_out)), rng.uniform(-scale, scale, fan_out)


def xavier(fan_in: int, fan_out: int, scale: Scale, rng: Draws) -> Pair:
    """Weights from N(0, 2 scale^2 / (fan_in + fan_out)), biases 0: Glorot & Bengio (2010)."""
    return scale * np.sqrt(2 / (fan_in + fan_out)) * rng.normal(size=(fan_in, fan_out)), np.zeros(fan_out)


def he(fan_in: int, fan_out: int, scale: Scale, rng: Draws) -> Pair:
    """Weights from N(0, 2 scale^2 / fan_in), biases 0: He, Zhang, Ren & Sun (2015)."""
    return scale * np.sqrt(2 / fan_in) * rng.normal(size=(fan_in, fan_out)), np.zeros(fan_out)


def zeros(fan_in: int, fan_out: int, scale: Scale, rng: Draws) -> Pair:
    """All 0: every unit of a layer stays the same as the others."""
    return np.zeros((fan_in, fan_out)), np.zeros(fan_out)


INITS: dict[str, Init] = {"normal": normal, "uniform": uniform, "xavier": xavier, "he": he, "zeros": zeros}


def initial_parameters(init: str, sizes: tuple[int, ...], scale: Scale, rng: Draws) -> Parameters:
    """[(W, b), ...] for each layer: W (fan_in, fan_out), b (fan_out,), drawn layer by layer, W before b."""
    return [INITS[init](fan_in, fan_out, scale, rng) for fan_in, fan_out in zip(sizes, sizes[1:], strict=False)]
