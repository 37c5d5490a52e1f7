"""The settings of a run in one line, in the words of the sidebar."""

from collections.abc import Iterable

from app.words.names import name_of
from app.words.numbers import exact
from xorcore import DATASETS, OPTIMIZERS, Config
from xorcore.book import several

USUAL = Config()
SELDOM = ("output_activation", "sample_order", "train_biases", "init", "init_scale")  # said where they are unlike USUAL


def settings_line(config: Config, *, without: str | Iterable[str] = ()) -> str:
    """What defines the run. without: fields that are left out, because they are said elsewhere."""
    left_out = {without} if isinstance(without, str) else set(without)
    generator, rule = DATASETS.get(config.dataset), OPTIMIZERS[config.optimizer]
    test = f", {exact(config.test_share)} of them for testing" if config.test_share else ""
    samples = f", {several(config.samples, 'sample')}{test}, noise {exact(config.noise)}"
    layers = f"hidden layers {', '.join(map(str, config.hidden))}" if config.hidden else "no hidden layer"
    batch = f"batches of {config.batch_size}" if config.batch_size else "all samples in a batch"
    parts = {
        "dataset": name_of("dataset", config.dataset) + (samples if generator and generator.drawn else ""),
        "hidden": layers,
        "hidden_activation": name_of("hidden_activation", config.hidden_activation) if config.hidden else "",
        "output_activation": f"{name_of('output_activation', config.output_activation)} output",
        "loss": name_of("loss", config.loss),
        "reduction": f"{config.reduction} over samples",
        "l2": f"L2 {exact(config.l2)}" if config.l2 else "",
        "optimizer": name_of("optimizer", config.optimizer),
        "learning_rate": f"learning rate {exact(config.learning_rate)}",
        "momentum": f"momentum {exact(config.momentum)}" if rule.uses_momentum or "optimizer" in left_out else "",
        "batch_size": batch,
        "sample_order": f"{config.sample_order} order" if config.batch_size else "",
        "train_biases": "biases not trained",
        "init": f"{name_of('init', config.init)} start weights",
        "init_scale": f"scale of start weights {exact(config.init_scale)}",
        "epochs": several(config.epochs, "epoch"),
        "stop_at_loss": f"stop at loss {exact(config.stop_at_loss)}" if config.stop_at_loss else "",
        "seed": f"seed {config.seed}",
    }
    left_out |= {field for field in SELDOM if getattr(config, field) == getattr(USUAL, field)}
    return " · ".join(part for field, part in parts.items() if part and field not in left_out)
