import numpy as np
import pytest

from xorcore import INITS
from xorcore.initialisation import initial_parameters

SIZES = (2, 5, 3, 1)

every_init = pytest.mark.parametrize("init", INITS)


def drawn(init, sizes=SIZES, scale=1.0, seed=0):
    return initial_parameters(init, sizes, scale, np.random.default_rng(seed))


@every_init
def test_every_layer_has_its_shapes(init):
    assert [(W.shape, b.shape) for W, b in drawn(init)] == [((2, 5), (5,)), ((5, 3), (3,)), ((3, 1), (1,))]


@every_init
def test_same_seed_gives_the_same_bits(init):
    for (W, b), (W2, b2) in zip(drawn(init), drawn(init), strict=True):
        np.testing.assert_array_equal(W, W2)
        np.testing.assert_array_equal(b, b2)


@every_init
def test_scale_multiplies_the_start(init):
    for (W, b), (W2, b2) in zip(drawn(init), drawn(init, scale=2.5), strict=True):
        np.testing.assert_allclose(2.5 * W, W2, rtol=1e-14)
        np.testing.assert_allclose(2.5 * b, b2, rtol=1e-14)


@pytest.mark.parametrize("init", [name for name in INITS if name != "zeros"])
def test_other_seeds_give_other_weights(init):
    assert not np.array_equal(drawn(init)[0][0], drawn(init, seed=1)[0][0])


@pytest.mark.parametrize(
    ("init", "deviation", "bias_deviation"),
    [
        ("normal", 1, 1),
        ("uniform", 3**-0.5, 3**-0.5),
        ("xavier", (2 / (300 + 200)) ** 0.5, 0),  # Glorot & Bengio (2010)
        ("he", (2 / 300) ** 0.5, 0),  # He, Zhang, Ren & Sun (2015)
        ("zeros", 0, 0),
    ],
)
def test_weights_have_mean_zero_and_the_published_deviation(init, deviation, bias_deviation):
    [(W, b)] = drawn(init, sizes=(300, 200))
    assert W.std() == pytest.approx(deviation, rel=0.02)
    assert b.std() == pytest.approx(bias_deviation, rel=0.2)
    assert abs(W.mean()) <= 0.02 * deviation


def test_uniform_stays_within_its_scale():
    [(W, b)] = drawn("uniform", sizes=(300, 200), scale=0.5)
    assert max(np.abs(W).max(), np.abs(b).max()) <= 0.5
    assert np.abs(W).max() > 0.49


def test_layers_are_drawn_in_order_weights_before_biases():
    """So that the first layers of a deeper network start as those of the shallower one."""
    rng = np.random.default_rng(0)
    for W, b in drawn("normal"):
        np.testing.assert_array_equal(W, rng.normal(size=W.shape))
        np.testing.assert_array_equal(b, rng.normal(size=b.shape))


def test_every_init_is_checked_for_its_deviation():
    assert set(INITS) == {"normal", "uniform", "xavier", "he", "zeros"}
