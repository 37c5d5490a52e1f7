"""What is printed as the loss, each from its formula; two outputs tell a mean over samples from one over numbers."""

import numpy as np
import pytest

from xorcore import Config, Dataset, loss_and_gradient, train
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.mistakes.mistake import Case
from xorcore.diagnosis.variants.printed_losses import REPORTED, Evaluated
from xorcore.parameters import flatten

Z = np.random.default_rng(0).normal(size=(1, 3, 2))
Y = np.array([[[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]])
A = 1 / (1 + np.exp(-Z))
ERROR, WHOLE, TRAINED, SAMPLES = A - Y, 7.5, 8.5, 3
EACH = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))[0].sum(axis=1)
FIRST, SECOND = -(Y * np.log(A)).sum(), -((1 - Y) * np.log(1 - A)).sum()
FORMULAS = {
    "as configured": WHOLE, "without its ½": 2 * WHOLE, "half of it": WHOLE / 2, "negative": -WHOLE,
    "divided by the outputs": WHOLE / 2, "the sum of squares": (ERROR**2).sum(),
    "the mean squared error, no ½": (ERROR**2).sum() / SAMPLES,
    "the mean squared error over samples and outputs": (ERROR**2).mean(),
    "the root of the mean squared error": np.sqrt((ERROR**2).mean()),
    "the root of the sum of squares": np.linalg.norm(ERROR),
    "the half squared error, averaged": (ERROR**2).sum() / (2 * SAMPLES),
    "the half squared error, summed": (ERROR**2).sum() / 2, "the mean of absolute errors": np.abs(ERROR).mean(),
    "the sum of absolute errors": np.abs(ERROR).sum(), "the mean error, not squared": ERROR.mean(),
    "the largest error": np.abs(ERROR).max(), "cross-entropy, summed": FIRST + SECOND,
    "cross-entropy, averaged": (FIRST + SECOND) / SAMPLES, "that with one sign wrong, summed": FIRST - SECOND,
    "that with one sign wrong, averaged": (FIRST - SECOND) / SAMPLES, "−y log a only, summed": FIRST,
    "−y log a only, averaged": FIRST / SAMPLES, "that with the binary logarithm": WHOLE / np.log(2),
    "that with the decimal logarithm": WHOLE / np.log(10), "the sum over the samples": FIRST + SECOND,
    "the mean over the samples": (FIRST + SECOND) / SAMPLES, "summed while training, each before its update": TRAINED,
    "averaged while training, each before its update": TRAINED / SAMPLES, "that of the first sample only": EACH[0],
    "that of the last sample only": EACH[-1],
}


def test_each_has_its_formula_here():
    assert FORMULAS.keys() == REPORTED.keys()


@pytest.mark.parametrize("name", FORMULAS)
def test_a_reported_loss_is_its_formula(name):
    evaluated = Evaluated("cross_entropy", WHOLE, TRAINED, A, Z, Y)
    assert REPORTED[name](evaluated) == pytest.approx(FORMULAS[name], rel=1e-12)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("loss", ["half_squared_error", "cross_entropy"])
def test_the_loss_of_a_network_is_reported_as_configured_over_one_sample_or_averaged(loss, reduction):
    config = Config(loss=loss, reduction=reduction, l2=0.01, hidden=(3,))
    trainer = train(config)
    start, data = next(trainer).parameters, trainer.dataset
    candidates = Candidates(Case(config, trainer.sizes, 4, "loss"), flatten(start), data, 0)
    names = ("as configured", "without its ½", "that of the last sample only", "that of the first sample only",
             "the mean over the samples")
    found = candidates.numbers([candidates.right._replace(reported=name) for name in names])[:, 0]
    right, _ = loss_and_gradient(config, start, data)
    penalty = 0.005 * sum((W**2).sum() for W, _ in start)
    each = [loss_and_gradient(config, start, type(data)(data.inputs[i : i + 1], data.targets[i : i + 1]))[0] - penalty
            for i in range(4)]
    expected = [right - penalty, 2 * (right - penalty), each[-1], each[0], np.mean(each)]
    np.testing.assert_allclose(found, np.array(expected) + penalty, rtol=1e-12)


def test_who_turns_a_square_w_has_the_loss_of_its_own_way_forward():
    """Beside others that do not, and the same numbers as W' the right way round."""
    config, rng = Config(dataset="own", hidden=(2,), learning_rate=1e-9), np.random.default_rng(1)
    data, flat = Dataset(rng.normal(size=(3, 2)), rng.uniform(size=(3, 1))), rng.normal(size=9)
    turned = np.concatenate([flat[:4].reshape(2, 2).T.ravel(), flat[4:]])
    case = Case(config, (2, 2, 1), 3, "loss")
    one, other = (Candidates(case, start, data, 1) for start in (flat, turned))
    others = [one.right._replace(transposed=frozenset({"forward"}), shaken=shaken) for shaken in (0, 1e-12)]
    right, wrong, _ = one.numbers([one.right, *others])[:, 0]
    expected = other.numbers([other.right])[0, 0]
    assert wrong == pytest.approx(expected, rel=1e-6) and wrong != pytest.approx(right, rel=1e-3)
