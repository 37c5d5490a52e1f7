"""Every dataset is the points its name promises, and a Dataset of one's own is checked."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from xorcore import DATASETS, Config, Dataset, train
from xorcore.datasets import make_dataset

every_dataset = pytest.mark.parametrize("name", DATASETS)
drawn_dataset = pytest.mark.parametrize("name", [name for name, generator in DATASETS.items() if generator.drawn])


def made(name, samples=50, noise=0.1, test_share=0.0, seed=0):
    return make_dataset(name, samples, noise, test_share, np.random.default_rng(seed))


def rows(inputs, targets):
    return sorted(map(tuple, np.column_stack([inputs, targets])))


@every_dataset
def test_points_lie_in_a_plane_and_targets_are_0_or_1(name):
    data = made(name)
    assert data.inputs.shape == (len(data.targets), 2)
    assert data.targets.shape[1] == 1
    assert set(data.targets.ravel()) == {0, 1}


@every_dataset
def test_classes_have_about_equal_size(name):
    assert 0.4 < made(name, samples=400).targets.mean() < 0.6


@every_dataset
def test_same_generator_state_gives_the_same_bits(name):
    np.testing.assert_array_equal(made(name).inputs, made(name).inputs)
    np.testing.assert_array_equal(made(name).targets, made(name).targets)


@every_dataset
def test_samples_and_noise_matter_exactly_where_the_registry_says_so(name):
    assert DATASETS[name].drawn == (len(made(name, samples=60).inputs) != len(made(name).inputs))
    assert DATASETS[name].drawn != np.array_equal(made(name, noise=0.2).inputs, made(name).inputs)


@drawn_dataset
@pytest.mark.parametrize("samples", [4, 5, 51, 2000])
def test_exactly_so_many_samples_are_drawn(name, samples):
    assert len(made(name, samples=samples).inputs) == samples


@drawn_dataset
@pytest.mark.parametrize(("share", "tests"), [(0, 0), (0.3, 15), (0.9, 45), (0.335, 17), (0.325, 16)])
def test_test_share_splits_the_same_samples(name, share, tests):
    whole, split = made(name), made(name, test_share=share)
    assert (len(split.test_inputs), len(split.inputs)) == (tests, 50 - tests)
    together = rows(split.inputs, split.targets) + rows(split.test_inputs, split.test_targets)
    assert sorted(together) == rows(whole.inputs, whole.targets)


@drawn_dataset
def test_split_takes_test_samples_from_anywhere(name):
    rng = np.random.default_rng(0)
    inputs, _ = DATASETS[name].make(400, rng)
    tests = {tuple(row) for row in made(name, samples=400, test_share=0.5).test_inputs}
    kept = [tuple(row) in tests for row in inputs + 0.1 * rng.normal(size=inputs.shape)]
    assert 70 < sum(kept[:200]) < 130


def test_at_least_one_training_sample_remains():
    assert len(made("gauss", samples=4, test_share=0.9).inputs) == 1


@drawn_dataset
def test_noise_shifts_every_point_by_a_normal_of_that_width(name):
    clean, noisy = made(name, samples=2000, noise=0), made(name, samples=2000, noise=0.3)
    np.testing.assert_array_equal(clean.targets, noisy.targets)
    shift = noisy.inputs - clean.inputs
    assert shift.std() == pytest.approx(0.3, rel=0.06)
    assert np.abs(shift.mean(axis=0)).max() < 0.03
    assert abs(np.corrcoef(shift.T)[0, 1]) < 0.06  # each coordinate by its own


def test_xor_is_the_table_of_the_report():
    data = made("xor")
    np.testing.assert_array_equal(data.inputs, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(data.targets.ravel(), [0, 1, 1, 0])


def test_xor_line_is_the_table_of_the_course():
    """NYCU "Deep Learning and Practice", Lab 1: both diagonals in tenths, the middle once."""
    data = made("xor_line")
    expected = [(i / 10, i / 10, 0) for i in range(11)] + [(i / 10, 1 - i / 10, 1) for i in range(11) if i != 5]
    assert rows(data.inputs, data.targets) == sorted(expected)
    assert len(data.inputs) == 21


def test_linear_is_labelled_as_in_the_course():
    """NYCU "Deep Learning and Practice", Lab 1: uniform in the unit square, 0 where x1 > x2, else 1."""
    data = made("linear", samples=500, noise=0)
    np.testing.assert_array_equal(data.targets.ravel() == 0, data.inputs[:, 0] > data.inputs[:, 1])
    assert data.inputs.min() >= 0 and data.inputs.max() <= 1 and data.inputs.std() == pytest.approx(12**-0.5, rel=0.1)


def test_noisy_xor_without_noise_is_xor():
    data = made("noisy_xor", samples=8, noise=0)
    assert set(rows(data.inputs, data.targets)) == set(rows(made("xor").inputs, made("xor").targets))


def test_circle_without_noise_is_a_disc_in_a_ring():
    data = made("circle", samples=400, noise=0)
    radius, inside = np.hypot(*data.inputs.T), data.targets.ravel() == 1
    assert radius[inside].max() <= 0.5 and radius[~inside].min() >= 0.7 and radius.max() <= 1


def test_gauss_clouds_stand_where_it_says():
    data = made("gauss", samples=2000, noise=0)
    for target, centre in ((0, -0.5), (1, 0.5)):
        cloud = data.inputs[data.targets.ravel() == target]
        np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=0.03)
        np.testing.assert_allclose(cloud.std(axis=0), 0.2, rtol=0.06)


def test_moons_without_noise_are_half_circles_of_radius_1():
    data = made("moons", samples=400, noise=0)
    upper = data.inputs[data.targets.ravel() == 0] - [-0.5, -0.25]
    lower = data.inputs[data.targets.ravel() == 1] - [0.5, 0.25]
    np.testing.assert_allclose(np.hypot(*upper.T), 1)
    np.testing.assert_allclose(np.hypot(*lower.T), 1)
    assert upper[:, 1].min() >= 0 and lower[:, 1].max() <= 1e-12


def test_spiral_arms_are_opposite_and_turn_once():
    data = made("spiral", samples=400, noise=0)
    radius, target = np.hypot(*data.inputs.T), data.targets.ravel()
    turned = np.arctan2(data.inputs[:, 1], data.inputs[:, 0]) - 2 * np.pi * radius - np.pi * target
    np.testing.assert_allclose(np.cos(turned), 1)
    assert radius.max() <= 1 and np.ptp(radius) > 0.8


def test_points_of_the_spiral_and_of_the_disc_lie_where_the_docstrings_say():
    """The spiral's radius is the root of an even number from 0.01 to 1, so that its square is even; the disc's is even."""
    radius = np.hypot(*made("spiral", samples=2000, noise=0).inputs.T)
    assert np.quantile(radius**2, [0.25, 0.5, 0.75]) == pytest.approx([0.2575, 0.505, 0.7525], abs=0.03)
    disc = made("circle", samples=2000, noise=0)
    radius = np.hypot(*disc.inputs[disc.targets.ravel() == 1].T)
    assert np.quantile(radius, [0.25, 0.5, 0.75]) == pytest.approx([0.125, 0.25, 0.375], abs=0.03)


# A Dataset of one's own


def test_a_list_of_targets_is_one_output():
    assert Dataset([[0, 0], [1, 1]], [0, 1]).targets.shape == (2, 1)


def test_a_list_of_inputs_is_one_input():
    assert Dataset([0, 1, 2], [0, 1, 0]).inputs.shape == (3, 1)


@pytest.mark.parametrize(("other", "equal"), [
    (([[0, 1], [1, 0]], [0, 1]), True), (([[0, 1], [1, 0]], [0, 0]), False), (([[0, 1], [1, 1]], [0, 1]), False),
    (([[1, 0], [0, 1]], [1, 0]), False), (([[0, 1], [1, 0]], [0, 1], [[0, 0]], [1]), False), (([[0, 1]], [0]), False),
])
def test_samples_are_equal_where_all_are_and_in_the_same_order(other, equal):
    assert Dataset([[0, 1], [1, 0]], [0, 1]).equals(Dataset(*other)) == equal


def test_without_test_samples_the_test_set_is_empty():
    data = Dataset(np.ones((3, 4)), np.ones((3, 2)))
    assert data.test_inputs.shape == (0, 4) and data.test_targets.shape == (0, 2)


def test_arrays_are_float64_copies_that_cannot_be_written():
    inputs, targets = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[0], [1]], dtype=np.float32)
    data = Dataset(inputs, targets)
    inputs[:], targets[:] = 9, 9
    np.testing.assert_array_equal(data.inputs, [[0, 1], [1, 0]])
    np.testing.assert_array_equal(data.targets, [[0], [1]])
    for array in (data.inputs, data.targets, data.test_inputs, data.test_targets):
        assert array.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    with pytest.raises(FrozenInstanceError):
        data.inputs = inputs


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        (([[0, 0]], [0, 1]), "inputs and targets must have equally many rows, got 1 and 2"),
        (([[0, 0]], [0], [[0, 0]], [0, 1]), "test_inputs and test_targets must have equally many rows, got 1 and 2"),
        (([[0, 0]], [0], [[0, 0, 0]], [0]), "test samples must have as many inputs and outputs"),
        (([[0, 0]], [0], [[0, 0]], [[0, 1]]), "test samples must have as many inputs and outputs"),
        ((np.empty((0, 2)), []), "at least one training sample, got none"),
        (([[0, np.nan]], [0]), "inputs must be finite numbers"),
        (([[0, 0]], [np.inf]), "targets must be finite numbers"),
        (([[0, 0]], [0], [[0, -np.inf]], [0]), "test_inputs must be finite numbers"),
        ((np.zeros((1, 2, 3)), [0]), r"inputs must be a table with a row per sample, got shape \(1, 2, 3\)"),
        ((5.0, [0]), r"inputs must be a table with a row per sample, got shape \(\)"),
        ((np.zeros((2, 0)), [0, 1]), r"inputs must be a table with a row per sample, got shape \(2, 0\)"),
    ],
)
def test_what_does_not_fit_is_refused(arrays, message):
    with pytest.raises(ValueError, match=message):
        Dataset(*arrays)


def test_any_number_of_inputs_and_outputs_can_be_trained():
    data = Dataset(np.ones((3, 5)), np.zeros((3, 4)))
    epoch = list(train(Config(dataset="own", hidden=(6,), epochs=3), dataset=data))[-1]
    assert [(W.shape, b.shape) for W, b in epoch.parameters] == [((5, 6), (6,)), ((6, 4), (4,))]


@pytest.mark.parametrize(("targets", "test_targets", "scale"), [
    ([0, 1], None, (0, 1)), ([0.1, 0.9], [0], (0, 1)), ([-1, 1], None, (-1, 1)), ([0, 1], [-0.8], (-1, 1)),
])
def test_the_scale_is_that_of_the_targets(targets, test_targets, scale):
    test_inputs = None if test_targets is None else [[5, 6]]
    assert Dataset([[1, 2], [3, 4]], targets, test_inputs, test_targets).scale == scale
