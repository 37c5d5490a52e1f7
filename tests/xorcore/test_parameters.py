"""All weights and biases of a network are one flat vector, seen as [(W, b), ...]."""

import numpy as np
import pytest

from xorcore.parameters import augmented, flatten, layout, parameter_count, sizes_of, unflatten

SIZES = (3, 4, 2, 5)


def parameters():
    rng = np.random.default_rng(0)
    return [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in zip(SIZES, SIZES[1:], strict=False)]


def test_flatten_and_unflatten_undo_each_other():
    layers = parameters()
    flat = flatten(layers)
    assert flat.shape == (parameter_count(SIZES),) == (4 * 4 + 5 * 2 + 3 * 5,)
    for (W, b), (W2, b2) in zip(layers, unflatten(flat, SIZES), strict=True):
        np.testing.assert_array_equal(W, W2)
        np.testing.assert_array_equal(b, b2)


def test_unflatten_gives_views():
    flat = np.zeros(parameter_count(SIZES))
    for number, (W, b) in enumerate(unflatten(flat, SIZES), 1):
        W[:], b[:] = number, -number
    assert list(np.unique(flat)) == [-3, -2, -1, 1, 2, 3]


def test_flatten_gives_a_copy():
    layers = [(np.zeros((1, 1)), np.zeros(1))]
    flatten(layers)[:] = 7
    assert layers[0][0][0, 0] == 0


def test_augmented_has_the_biases_as_last_row():
    flat = flatten(parameters())
    for Wb, (W, b) in zip(augmented(flat, SIZES), parameters(), strict=True):
        np.testing.assert_array_equal(Wb, np.vstack([W, b]))
        assert np.shares_memory(Wb, flat)


def test_sizes_of_reads_the_shapes():
    assert sizes_of(parameters()) == SIZES


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([([1, 2], [1])], r"layer 1 needs W \(fan_in, fan_out\) and b \(fan_out,\), got \(2,\) and \(1,\)"),
        ([(np.ones((2, 3)), np.ones(2))], r"layer 1 needs .* got \(2, 3\) and \(2,\)"),
        ([(np.ones((2, 3)), np.ones((1, 3)))], r"layer 1 needs .* got \(2, 3\) and \(1, 3\)"),
        ([(np.ones((2, 3)), np.ones(3)), (np.ones((4, 1)), np.ones(1))], "layer 2 must take the 3 outputs"),
    ],
)
def test_layers_that_do_not_fit_are_refused(layers, message):
    with pytest.raises(ValueError, match=message):
        sizes_of(layers)


def test_each_layer_lies_behind_the_one_before_w_first():
    places = layout((2, 3, 1))
    assert [(place.W, place.b, place.both) for place in places] == [
        (slice(0, 6), slice(6, 9), slice(0, 9)), (slice(9, 12), slice(12, 13), slice(9, 13))]
    assert [(place.shape, place.counts) for place in places] == [((2, 3), (6, 3)), ((3, 1), (3, 1))]


def test_members_stay_the_last_axis():
    flat = np.arange(26.0).reshape(13, 2)
    for member in range(2):
        for Wb, (W, b) in zip(augmented(flat, (2, 3, 1)), unflatten(flat[:, member], (2, 3, 1)), strict=True):
            np.testing.assert_array_equal(Wb[:-1, :, member], W)
            np.testing.assert_array_equal(Wb[-1, :, member], b)


def test_the_vectors_of_many_networks_are_refused():
    with pytest.raises(ValueError, match="flat must be"):
        unflatten(np.zeros((13, 2)), (2, 3, 1))


@pytest.mark.parametrize("count", [0, 12, 14])
def test_a_vector_of_another_network_is_refused(count):
    with pytest.raises(ValueError, match=rf"of the layers \(2, 3, 1\) has 13 parameters, got {count}"):
        unflatten(np.zeros(count), (2, 3, 1))
