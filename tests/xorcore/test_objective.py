"""The loss that is trained: that of the data and the L2 term, over weights and not over biases."""

import numpy as np
import pytest

from xorcore import Config
from xorcore.compiled import run
from xorcore.objective import frozen_biases, penalty, taken_gradient, weight_decay

SIZES = (2, 2, 1)  # W1 0 to 3, b1 4 and 5, W2 6 and 7, b2 8
OF_WEIGHTS = np.array([1, 1, 1, 1, 0, 0, 1, 1, 0])


def test_weights_decay_and_biases_do_not():
    assert weight_decay(0.25, SIZES).tolist() == (0.25 * OF_WEIGHTS).tolist()


def test_the_penalty_is_half_of_l2_times_the_squared_weights():
    flat = np.arange(1.0, 10)
    squares = 1 + 4 + 9 + 16 + 49 + 64
    assert penalty(weight_decay(0.1, SIZES), flat) == pytest.approx(0.05 * squares)
    assert type(penalty(weight_decay(0.1, SIZES), flat)) is float


def test_of_many_networks_each_has_its_own_penalty():
    flat = np.array([np.arange(1.0, 10), np.ones(9)]).T
    assert penalty(weight_decay(0.1, SIZES)[:, None], flat) == pytest.approx([0.05 * 143, 0.05 * 6])


@pytest.mark.parametrize("train_biases", [True, False])
@pytest.mark.parametrize("l2", [0, 0.5])
@pytest.mark.parametrize("members", [(), (2,)], ids=["one network", "two networks"])
def test_the_update_takes_the_l2_term_too_and_0_for_frozen_biases(train_biases, l2, members):
    w, g = np.arange(1.0, 10), np.arange(10.0, 19)
    expected = g + l2 * w * OF_WEIGHTS
    if not train_biases:
        expected[[4, 5, 8]] = 0
    w, g, expected = (np.broadcast_to(x.reshape(-1, *[1] * len(members)), (9, *members)).copy() for x in (w, g, expected))
    decay = weight_decay(l2, SIZES).reshape(-1, *[1] * len(members)) if l2 else None
    run(taken_gradient(Config(train_biases=train_biases), SIZES, decay, w, g))
    np.testing.assert_allclose(g, expected)
    assert w.ravel()[0] == 1 and w.ravel()[-1] == 9


@pytest.mark.parametrize(("train_biases", "frozen"), [(True, []), (False, [4, 5, 8])])
def test_biases_are_frozen_where_they_are_not_trained(train_biases, frozen):
    places = frozen_biases(Config(train_biases=train_biases), SIZES)
    assert [i for place in places for i in range(place.start, place.stop)] == frozen
