import numpy as np
import pytest

from app.maps.axes import (
    axis_names,
    check_order,
    digits,
    ends,
    in_words,
    place_of,
    ticks,
    value_at,
    whole_axis,
    zoomed,
)
from xorcore import LIMITS
from xorcore.many.maps import Axis

AXES = [Axis("learning_rate", 0.01, 100), Axis("momentum", 0, 0.99), Axis("w1[0,0]", -20, 20),
        Axis("learning_rate", 0.5, 0.50001), Axis("b2[0]", 1, 1.0000001), Axis("learning_rate", 1e-300, 1000)]
SIZES = (2, 3, 1)


@pytest.mark.parametrize("axis", AXES)
def test_a_value_lies_in_the_middle_of_its_cell(axis):
    middles = (np.arange(32) + 0.5) / 32
    np.testing.assert_allclose(value_at(axis, 32, middles), axis.values(32), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(place_of(axis, 32, axis.values(32)), middles, atol=1e-6)


@pytest.mark.parametrize("axis", AXES)
def test_ticks_are_few_and_where_their_labels_say(axis):
    marks = ticks(axis, 64)
    assert 1 <= len(marks) <= 8
    assert all(0 <= place <= 1 for place, _ in marks)
    assert len({label for _, label in marks}) == len(marks)
    places, labels = zip(*marks, strict=True)
    np.testing.assert_allclose(places, place_of(axis, 64, [float(label.replace("−", "-")) for label in labels]), atol=0.02)


@pytest.mark.parametrize("axis", AXES)
def test_digits_tell_neighbours_apart(axis):
    labels = {f"{value:.{digits(axis, 64)}g}" for value in axis.values(64)}
    assert len(labels) == 64


@pytest.mark.parametrize("axis", AXES)
def test_zooming_into_the_whole_picture_gives_the_axis_back(axis):
    whole = zoomed(axis, 64, 0, 1)
    assert (whole.low, whole.high) == pytest.approx((axis.low, axis.high))
    assert axis.low <= whole.low < whole.high <= axis.high


def test_zooming_takes_the_values_between_the_places():
    assert zoomed(Axis("momentum", 0, 1), 51, 0.5, 1) == Axis("momentum", pytest.approx(0.5), 1)


def test_zooming_ends_where_numbers_do():
    with pytest.raises(ValueError, match="narrower than float64"):
        zoomed(Axis("momentum", 0.5, 0.5 + 1e-14), 64, 0.4, 0.6)


def test_every_axis_that_is_offered_has_a_name_and_a_range():
    names = axis_names(SIZES, "momentum", given_start=False)
    assert len(set(names)) == len(names) == 4 + 2 + 13
    assert all(map(in_words, names))
    assert all(whole_axis(name).low < whole_axis(name).high for name in names)


def test_what_would_change_nothing_is_not_offered():
    assert "momentum" not in axis_names(SIZES, "gradient_descent", given_start=False)
    assert "init_scale" not in axis_names(SIZES, "momentum", given_start=True)


@pytest.mark.parametrize("name", ["epochs", "w3[0,0]", "w1[2,0]", "b1[3]", "learning_rate[3]", "learning_rate[0]", ""])
def test_what_the_network_lacks_is_no_axis(name):
    assert name not in axis_names(SIZES, "momentum", given_start=False)


@pytest.mark.parametrize(("name", "words"), [
    ("learning_rate", "learning rate"), ("init_scale", "scale of start weights"),
    ("learning_rate[2]", "learning rate of layer 2"),
    ("w1[0,1]", "start weight w1[0,1]"), ("b2[0]", "start bias b2[0]"),
])
def test_an_axis_is_called_by_what_it_varies(name, words):
    assert in_words(name) == words


@pytest.mark.parametrize("name", ["momentum", "l2", "learning_rate", "learning_rate[1]"])
def test_an_axis_of_a_setting_goes_as_far_as_the_setting(name):
    assert ends(name) == LIMITS[name.removesuffix("[1]")]


@pytest.mark.parametrize("name", ["w1[0,0]", "b2[0]"])
def test_an_axis_of_a_start_weight_goes_as_far_as_a_weight(name):
    assert ends(name)[:2] == (-1e6, 1e6)


@pytest.mark.parametrize(("low", "high"), [(0.5, 0.5), (0.75, 0.5)])
def test_an_axis_goes_upwards(low, high):
    with pytest.raises(ValueError, match=f"^“From” must be below “To”, got {low} and {high}$"):
        check_order(Axis("momentum", low, high))


def test_settings_are_offered_first_then_rates_of_layers_then_start_weights():
    assert axis_names((1, 1, 1), "momentum", given_start=False)[:2] == ["learning_rate", "momentum"]
    assert axis_names((1, 1, 1), "momentum", given_start=False)[4:] == [
        "learning_rate[1]", "learning_rate[2]", "w1[0,0]", "b1[0]", "w2[0,0]", "b2[0]"]
    assert "learning_rate[1]" not in axis_names((2, 1), "momentum", given_start=False)  # the same as that of all


def test_a_coarse_axis_has_four_digits():
    assert digits(Axis("momentum", 0, 0.99), 32) == 4
