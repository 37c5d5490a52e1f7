"""The exercise that Check my code sets, in words and formulas: all that a program needs to come to the same numbers."""

from app.words.names import name_of
from app.words.numbers import exact
from xorcore import LOSSES, OPTIMIZERS, Config


def exercise(config: Config, sizes: tuple[int, ...], samples: int, epoch: int = 0) -> list[str]:
    """Sentences on the network, the loss, the update rule, and the order of the samples; epoch: of the run that it goes on
    from."""
    hidden = f"{name_of('hidden_activation', config.hidden_activation)} in the hidden layers, " if sizes[1:-1] else ""
    return [f"Network {'-'.join(map(str, sizes))}: {hidden}{name_of('output_activation', config.output_activation)} at the "
            f"output; the biases are {'trained' if config.train_biases else 'not trained'}.",
            _loss(config), _rule(config, epoch), _order(config, samples)]


def _loss(config: Config) -> str:
    over = f"the {config.reduction} over the samples of the batch"
    penalty = f", and ½ λ Σ w² over the weights with λ = {exact(config.l2)}" if config.l2 else ""
    return f"Loss L = {LOSSES[config.loss].formula} with output a = f(z) and target y, {over}{penalty}."


def _rule(config: Config, epoch: int) -> str:
    rule = OPTIMIZERS[config.optimizer]
    rates = f"l = {exact(config.learning_rate)}" + (f" and m = {exact(config.momentum)}" if rule.uses_momentum else "")
    remembered = f"what the run remembers after epoch {epoch}, given with the start weights" if epoch else "0"
    memory = f"; before the first update, what it remembers is {remembered}" if rule.memory else ""
    return f"Update by {name_of('optimizer', config.optimizer)}: {'; '.join(rule.equations)}, with {rates}{memory}."


def _order(config: Config, samples: int) -> str:
    if not 0 < config.batch_size < samples:
        return f"Each step is one update, from all {samples} samples." if samples > 1 else "Each step is one update."
    order = "in the run's shuffled orders, listed with the data" if config.sample_order == "shuffled" else (
        "in the order in which they are listed")
    every = f"every {config.batch_size}" if config.batch_size > 1 else "each"
    return f"Each step goes once over the samples {order}, with an update after {every}."
