"""What is put into a registry at run time is checked like the rest."""

from itertools import islice

import numpy as np
import pytest

from xorcore import ACTIVATIONS, LOSSES, OPTIMIZERS, Config, diagnose, loss_and_gradient, train
from xorcore.activations import Activation
from xorcore.compiled import total
from xorcore.losses import Loss
from xorcore.optimizers import Optimizer

MINE = {
    "optimizer": (OPTIMIZERS, Optimizer(
        lambda w, g, l, m, v: (w - l * g - m * v, g + v), ("Δw = …",), ("−l·gₜ", "−m·vₜ₋₁"), {"vₜ": "velocity"}, True)),
    "hidden_activation": (ACTIVATIONS, Activation(
        lambda z: z / (1 + np.abs(z)), lambda a: (1 - np.abs(a)) * (1 - np.abs(a)), "z/(1 + |z|)", "(1 − |a|)²", -1, 1)),
    "loss": (LOSSES, Loss(lambda z, y, error: total(error * error * error * error),
                          lambda z, y, error, slope: 4 * error * error * error * slope, "Σ (a − y)⁴", "(a − y)⁴", "…")),
}


@pytest.mark.parametrize("field", MINE)
def test_an_entry_of_ones_own_is_checked_and_its_mistakes_are_named(field, monkeypatch):
    registry, entry = MINE[field]
    monkeypatch.setitem(registry, "mine", entry)
    trainer = train(Config(**{field: "mine"}))
    start = next(trainer)
    *_, end = islice(trainer, 3)
    config, given = trainer.config, (start.parameters, trainer.dataset)
    assert diagnose(config, *given, weights=end.parameters, steps=3).matches
    assert diagnose(config, *given, loss=end.loss, steps=3).matches
    _, gradients = loss_and_gradient(config, *given)
    assert diagnose(config, *given, gradients=gradients).matches
    turned = diagnose(config, *given, gradients=[(-W, -b) for W, b in gradients])
    assert "target − output" in turned.sentence
