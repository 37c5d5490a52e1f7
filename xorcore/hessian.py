"""How the loss bends: its second derivatives, whose eigenvalues are the curvatures.

All positive: a minimum. Some negative: a saddle, from which training leaves downhill, however slowly.
"""

import numpy as np

from xorcore.central_differences import EPS
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.gradient import loss_and_gradient
from xorcore.parameters import GivenParameters, flatten, sizes_of, unflatten


def hessian(config: Config, parameters: GivenParameters, dataset: Dataset) -> np.ndarray:
    """(n, n) second derivatives of the loss over the whole training set at n parameters, in the order of the flat vector,
    by central differences of the gradient. Frozen biases are varied like the others."""
    flat, sizes = flatten(parameters), sizes_of(parameters)

    def gradient(step: np.ndarray) -> np.ndarray:
        return flatten(loss_and_gradient(config, unflatten(flat + step, sizes), dataset)[1])

    rows = np.array([gradient(step) - gradient(-step) for step in EPS * np.eye(len(flat))]) / (2 * EPS)
    return (rows + rows.T) / 2
