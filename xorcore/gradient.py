"""The loss of a network and its gradient: how the loss changes with each weight and bias, by one pass backward."""

import numpy as np

from xorcore.compiled import run
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.network import Network, fitting_sizes
from xorcore.objective import penalty, weight_decay
from xorcore.parameters import GivenParameters, Parameters, flatten, unflatten


def loss_and_gradient(config: Config, parameters: GivenParameters, dataset: Dataset) -> tuple[float, Parameters]:
    """The loss over the whole training set, L2 term included, and its derivative [(dW, db), ...] at `parameters`.

    Biases have their derivative whether or not the Config trains them. Raises ValueError where the weights do not fit.
    """
    sizes, flat = fitting_sizes(config, parameters, dataset), flatten(parameters)
    gradient, decay = np.empty_like(flat), weight_decay(config.l2, sizes)
    network = Network(config, sizes, flat, len(dataset.inputs)).load(dataset.inputs, dataset.targets)
    with np.errstate(over="ignore", invalid="ignore"):
        run(network.forward + network.backward(gradient))
        return network.data_loss() + penalty(decay, flat), unflatten(gradient + decay * flat, sizes)
