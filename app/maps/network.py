"""The settings that all cells of a map share, in one line: what varies along its axes is left out."""

from app.maps.request import MappedNetwork
from app.words.names import name_of
from app.words.numbers import exact
from xorcore import OPTIMIZERS


def network_in_words(network: MappedNetwork, axes: tuple[str, str]) -> str:
    config = network.config
    data = f"{len(network.dataset.inputs)} points" if config.dataset == "own" else name_of("dataset", config.dataset)
    settings = [name_of("optimizer", config.optimizer)]
    settings += [f"{name.replace('_', ' ')} {exact(getattr(config, name))}" for name in _fixed(network, axes)]
    return (f"Layers {'-'.join(map(str, network.sizes))} on {data}, {config.hidden_activation} and "
            f"{config.output_activation}; {', '.join(settings)}; {_start(network, axes)}.")


def _fixed(network: MappedNetwork, axes: tuple[str, str]) -> list[str]:
    """The rates that no axis replaces."""
    layers = range(1, len(network.sizes))
    replaced = set(axes)
    if all(f"learning_rate[{layer}]" in axes for layer in layers):
        replaced.add("learning_rate")
    if not OPTIMIZERS[network.config.optimizer].uses_momentum:
        replaced.add("momentum")
    return [name for name in ("learning_rate", "momentum") if name not in replaced]


def _start(network: MappedNetwork, axes: tuple[str, str]) -> str:
    config = network.config
    start = "given start weights" if network.parameters else f"{config.init} start weights of seed {config.seed}"
    return f"otherwise {start}" if any(name[0] in "wb" for name in axes) else start
