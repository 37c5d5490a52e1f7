"""A run starts from samples and weights, drawn from its seed where they are not given."""

import numpy as np

from xorcore.config import OWN_DATA, Config, ConfigError
from xorcore.datasets import Dataset, make_dataset
from xorcore.initialisation import initial_parameters
from xorcore.limits import LARGEST_WEIGHT
from xorcore.number_notation import exact, grouped
from xorcore.parameters import GivenParameters, flatten, sizes_of


def dataset_of(config: Config, rng: np.random.Generator) -> Dataset:
    """The Config's dataset. Raises ConfigError for the one that is given as points."""
    if config.dataset == OWN_DATA:
        raise ConfigError("dataset", f"{OWN_DATA} needs its points: pass dataset=Dataset(inputs, targets)")
    return make_dataset(config.dataset, config.samples, config.noise, config.test_share, rng)


def start_weights(config: Config, sizes: tuple[int, ...], rng: np.random.Generator,
                  parameters: GivenParameters | None) -> np.ndarray:
    """The start weights as a flat vector: the given ones, else drawn. Raises ValueError where they cannot be trained."""
    if parameters is None:
        parameters = initial_parameters(config.init, sizes, config.init_scale, rng)
    return checked_start(sizes_of(parameters), sizes, flatten(parameters))


def checked_start(found: tuple[int, ...], sizes: tuple[int, ...], flat: np.ndarray) -> np.ndarray:
    """`flat`, of one network or many, whose layers are `found`. Raises ValueError where these are not `sizes`, or a weight
    is not finite or too large."""
    if found != sizes:
        raise ValueError(f"start weights must fit the layers {sizes}, got {found}")
    largest = np.abs(flat).max()
    if not largest <= LARGEST_WEIGHT:
        raise ValueError(f"start weights must be finite numbers of a size of at most {grouped(LARGEST_WEIGHT)}, "
                         f"got {exact(largest)}")
    return flat
