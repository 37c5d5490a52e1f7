"""A gradient is right when it is the slope that one sees by moving each parameter a little to either side.

    numeric = (L(w + eps) - L(w - eps)) / (2 eps)

Back-propagation does not enter it: only the loss is computed, twice for every parameter.
"""

from dataclasses import dataclass

import numpy as np

from xorcore.compiled import run
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.initialisation import Parameters
from xorcore.naming import parameter_name, parameter_symbol, place_of
from xorcore.network import Pass, flatten, loss_and_gradient, sizes_of, weight_decay

RIGHT = 1e-6  # a relative error up to this is rounding; a gradient that is wrong by a thousandth has 1e-3
RESOLUTION = 1e-4  # of the loss: below this slope, rounding in the difference of two losses exceeds RIGHT


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """Both gradients as flat vectors, and where they differ most. All arrays (parameters,)."""

    sizes: tuple[int, ...]
    analytic: np.ndarray  # from back-propagation
    numeric: np.ndarray  # central differences
    relative_error: np.ndarray  # |analytic - numeric| / max(|analytic|, |numeric|, floor)
    floor: float  # RESOLUTION times the loss
    at_kink: np.ndarray  # bool: between w - eps and w + eps lies a kink of an activation: two slopes

    @property
    def worst(self) -> int:
        """Index of the largest relative error, without those at a kink."""
        return int(np.argmax(np.where(self.at_kink, -1, self.relative_error)))

    @property
    def worst_error(self) -> float:
        return 0.0 if self.at_kink.all() else float(self.relative_error[self.worst])

    @property
    def passed(self) -> bool:
        return self.worst_error <= RIGHT

    @property
    def faulty_layer(self) -> int | None:
        """The last layer, counted from 1, with a wrong gradient: an error in it spoils those before it, not those behind.

        None where the check passed.
        """
        wrong = np.flatnonzero((self.relative_error > RIGHT) & ~self.at_kink)
        return place_of(self.sizes, int(wrong[-1]))[0] + 1 if len(wrong) else None

    def name(self, index: int) -> str:
        """The parameter in words and in Python: "w from h1.2 to h2.1, W2[1, 0]"."""
        return f"{parameter_name(self.sizes, index)}, {parameter_symbol(self.sizes, index)}"


@np.errstate(over="ignore", invalid="ignore")
def gradient_check(config: Config, parameters: Parameters, dataset: Dataset, eps: float = 1e-5) -> GradientCheck:
    """Analytic against central differences for every parameter, of the whole loss with its L2 term.

    eps 1e-5 is best in float64: truncation grows with eps^2, rounding with 1/eps. The relative error has a floor of 1e-4
    times the loss: the difference of two losses tells no millionths of a smaller slope. Raises ValueError where shapes
    do not fit.
    """
    sizes, flat = sizes_of(parameters), flatten(parameters)
    loss, gradient = loss_and_gradient(config, parameters, dataset)
    decay = weight_decay(config, sizes)
    samples = Pass(config, sizes, flat, len(dataset.inputs)).load(dataset.inputs, dataset.targets)
    kinks = _kinks(samples)

    def loss_and_sides() -> tuple[float, list[np.ndarray]]:
        run(samples.forward)
        return samples.data_loss() + 0.5 * float(flat.dot(decay * flat)), [z > kink for z, kink in kinks]

    numeric, at_kink = np.empty_like(flat), np.zeros(len(flat), dtype=bool)
    for i, w in enumerate(flat.copy()):
        flat[i] = w + eps
        above, sides_above = loss_and_sides()
        flat[i] = w - eps
        below, sides_below = loss_and_sides()
        flat[i] = w
        numeric[i] = (above - below) / (2 * eps)
        at_kink[i] = any((one != other).any() for one, other in zip(sides_above, sides_below, strict=True))
    analytic, floor = flatten(gradient), max(RESOLUTION * abs(loss), np.finfo(float).tiny)
    scale = np.maximum(np.maximum(abs(analytic), abs(numeric)), floor)
    return GradientCheck(sizes, analytic, numeric, abs(analytic - numeric) / scale, floor, at_kink)


def _kinks(samples: Pass) -> list[tuple[np.ndarray, float]]:
    """z of each layer with each kink of its activation."""
    return [(layer.z, kink) for layer in samples.layers for kink in samples.activation_of(layer).kinks]
