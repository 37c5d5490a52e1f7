"""What is printed as the loss, each from its formula; two outputs tell a mean over samples from one over numbers."""

import numpy as np
import pytest

from xorcore import Config, Dataset, loss_and_gradient, train
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.mistake import Case
from xorcore.diagnosis.reported_loss import REPORTED
from xorcore.parameters import flatten

Z = np.random.default_rng(0).normal(size=(1, 3, 2))
Y = np.array([[[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]])
A = 1 / (1 + np.exp(-Z))
ERROR, WHOLE, SAMPLES = A - Y, 7.5, 3
FIRST, SECOND = -(Y * np.log(A)).sum(), -((1 - Y) * np.log(1 - A)).sum()
FORMULAS = {
    "as configured": WHOLE, "no half": 2 * WHOLE, "half of it": WHOLE / 2, "negative": -WHOLE, "over outputs": WHOLE / 2,
    "sum of squares": (ERROR**2).sum(), "mean of squares": (ERROR**2).sum() / SAMPLES,
    "mean of squares over outputs": (ERROR**2).mean(), "root of mean of squares": np.sqrt((ERROR**2).mean()),
    "root of sum of squares": np.linalg.norm(ERROR), "half the mean of squares": (ERROR**2).sum() / (2 * SAMPLES),
    "half the sum of squares": (ERROR**2).sum() / 2, "mean of absolute errors": np.abs(ERROR).mean(),
    "sum of absolute errors": np.abs(ERROR).sum(), "mean of errors": ERROR.mean(), "largest error": np.abs(ERROR).max(),
    "cross-entropy, summed": FIRST + SECOND, "cross-entropy, averaged": (FIRST + SECOND) / SAMPLES,
    "plus in place of minus": FIRST - SECOND, "plus in place of minus, averaged": (FIRST - SECOND) / SAMPLES,
    "first term": FIRST, "first term, averaged": FIRST / SAMPLES,
    "binary logarithm": WHOLE / np.log(2), "decimal logarithm": WHOLE / np.log(10),
}


def test_each_has_its_formula_here():
    assert FORMULAS.keys() == REPORTED.keys()


@pytest.mark.parametrize("name", FORMULAS)
def test_a_reported_loss_is_its_formula(name):
    assert REPORTED[name](WHOLE, A, Z, Y) == pytest.approx(FORMULAS[name], rel=1e-12)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("loss", ["half_squared_error", "cross_entropy"])
def test_the_loss_of_a_network_is_reported_as_configured_over_one_sample_or_averaged(loss, reduction):
    config = Config(loss=loss, reduction=reduction, l2=0.01, hidden=(3,))
    trainer = train(config)
    start, data = next(trainer).parameters, trainer.dataset
    candidates = Candidates(Case(config, trainer.sizes, 4, "loss"), flatten(start), data, 0)
    names = ("as configured", "no half", "last sample", "first sample", "mean")
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
