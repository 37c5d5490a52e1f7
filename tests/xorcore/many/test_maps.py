"""A map: every cell is the run that `train` gives, and the picture sharpens without computing a cell twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.helpers import published
from tests.helpers.map_cell import run_of, settings_of
from xorcore import Config, ConfigError, Dataset, train, train_many
from xorcore.classics import MAP_PRESETS
from xorcore.many import Axis, train_map
from xorcore.many.maps import Map, coarse_to_fine, weight_place
from xorcore.parameters import flatten, unflatten

RATE, MOMENTUM = Axis("learning_rate", 0.05, 2), Axis("momentum", 0, 0.8)
SMALL = Config(hidden=(2,), optimizer="momentum", epochs=300, stop_at_loss=0.1)
AXES = [
    (RATE, MOMENTUM), (Axis("init_scale", 0.1, 3), Axis("l2", 0, 0.01)), (MOMENTUM, Axis("w1[0,1]", -20, 20)),
    (Axis("b2[0]", -5, 5), Axis("w2[1,0]", -5, 5)), (Axis("init_scale", 0.1, 3), Axis("w1[1,0]", -2, 2)),
]


def last(maps):
    *_, final = maps
    return final


@pytest.mark.parametrize(("x", "y"), AXES, ids=str)
def test_every_cell_is_the_run_of_train(x, y):
    final = last(train_map(SMALL, x, y, 7))
    assert final.done.all()
    for row in range(7):
        for column in range(7):
            config, parameters = run_of(final, row, column)
            for epoch in (trainer := train(config, parameters)):
                pass
            assert final.loss[row, column] == pytest.approx(epoch.loss, rel=1e-8)
            assert final.epochs[row, column] == (epoch.number if trainer.ended == "solved" else -1)
            assert final.diverged[row, column] == (trainer.ended == "diverged")


def test_cells_lie_where_their_settings_say():
    final = last(train_map(SMALL, RATE, MOMENTUM, 5))
    assert settings_of(final, 0, 4) == {"learning_rate": pytest.approx(2), "momentum": 0}
    config, parameters = run_of(final, 3, 1)
    assert parameters is None
    assert config == replace(SMALL, **settings_of(final, 3, 1))


def test_learning_rates_go_in_equal_ratios_and_all_else_in_equal_steps():
    np.testing.assert_allclose(RATE.values(3), [0.05, np.sqrt(0.1), 2])
    np.testing.assert_allclose(MOMENTUM.values(3), [0, 0.4, 0.8])


def test_a_layers_own_rate_leaves_the_others_at_the_common_one():
    config = replace(SMALL, epochs=1, optimizer="gradient_descent")
    final = last(train_map(config, Axis("learning_rate[2]", 0.1, 1), RATE, 3))
    rates = [[settings_of(final, 2, 0)["learning_rate"], 0.1]]
    assert final.loss[2, 0] == train_many(config, learning_rate=rates).loss[0]


@pytest.mark.parametrize("cells", [2, 3, 16, 21])
def test_every_cell_is_trained_once_coarse_to_fine(cells):
    rows, columns = coarse_to_fine(cells)
    assert len(set(zip(rows.tolist(), columns.tolist(), strict=True))) == cells**2 == len(rows)
    coarse = len(range(0, cells, 4)) ** 2
    assert all(row % 4 == column % 4 == 0 for row, column in zip(rows[:coarse], columns[:coarse], strict=True))


def test_maps_sharpen_from_a_coarse_picture_of_the_whole():
    shares = []
    with ThreadPoolExecutor(1) as executor:  # it has at most two pieces in hand, however late this thread wakes up
        for partial in train_map(replace(SMALL, stop_at_loss=None), RATE, MOMENTUM, 64, executor=executor):
            shares.append(partial.done.mean())
            if partial.done[0, 0]:
                picture = partial.sharpened(partial.loss)
                assert np.isfinite(picture).all()
                np.testing.assert_array_equal(picture[partial.done], partial.loss[partial.done])
    assert shares == sorted(shares)
    assert 0 < next(share for share in shares if share) < 0.5
    assert shares[-1] == 1


def test_a_cell_that_is_not_done_shows_its_coarser_neighbour():
    partial = last(train_map(SMALL, RATE, MOMENTUM, 8))
    shown = type("Part", (), {"cells": 8, "done": np.zeros((8, 8), bool)})
    shown.done[::4, ::4] = shown.done[2, 2] = True
    picture = type(partial).sharpened(shown, np.arange(64.0).reshape(8, 8))
    assert (picture[1, 3], picture[2, 2], picture[3, 3], picture[7, 5]) == (0, 18, 18, 36)


@pytest.mark.parametrize("cells", [2, 3, 8, 9])
def test_the_first_cell_is_a_picture_of_the_whole(cells):
    shown = SimpleNamespace(cells=cells, done=np.zeros((cells, cells), bool))
    assert np.isnan(Map.sharpened(shown, np.ones((cells, cells)))).all()
    shown.done[0, 0] = True
    assert (Map.sharpened(shown, np.full((cells, cells), 7.0)) == 7).all()


def test_a_map_is_the_same_every_time():
    first, second = (last(train_map(SMALL, RATE, MOMENTUM, 20)) for _ in range(2))
    assert first.loss.tobytes() == second.loss.tobytes()


def test_weights_are_named_by_layer_from_and_to():
    flat = np.arange(9.0)
    (W1, b1), (W2, b2) = unflatten(flat, (2, 2, 1))
    named = {"w1[0,1]": W1[0, 1], "w1[1, 0]": W1[1, 0], "b1[1]": b1[1], "w2[1,0]": W2[1, 0], "b2[0]": b2[0]}
    for name, value in named.items():
        assert flat[weight_place(name, (2, 2, 1))] == value


def test_start_weights_given_are_kept_except_on_the_axes():
    final = last(train_map(replace(SMALL, epochs=1), Axis("w1[0,0]", -1, 1), Axis("b1[0]", -2, 2), 3, published.PDP_START))
    expected = flatten(published.PDP_START)
    expected[[0, 4]] = 1, -2
    np.testing.assert_array_equal(flatten(run_of(final, 0, 2)[1]), expected)


REFUSED = [
    (RATE, RATE, {}, "the axes of a map must vary different things, got learning_rate twice"),
    (Axis("epochs", 1, 2), RATE, {}, "got epochs"),
    (Axis("learning_rate", 0, 2), MOMENTUM, {}, "from above 0, got learning_rate 0 to 2"),
    (Axis("learning_rate[3]", 0.1, 2), MOMENTUM, {}, "the network has layers 1 to 2, got learning_rate[3]"),
    (Axis("learning_rate[1]", 0.1, 2000), MOMENTUM, {}, "at most 1\u202f000, got 2000"),
    (Axis("momentum", 0, 2), RATE, {}, "momentum must be at least 0 and at most 1, got 2"),
    (Axis("w3[0,0]", 0, 2), RATE, {}, "the network with layers (2, 2, 1) has no w3[0,0]"),
    (Axis("w1[2,0]", 0, 2), RATE, {}, "has no w1[2,0]"),
    (Axis("w1[0,0]", 0, 2e6), RATE, {}, "at most 1\u202f000\u202f000"),
    (Axis("b1[0]", -2e6, 0), RATE, {}, "at most 1\u202f000\u202f000, got b1[0] -2000000 to 0"),
    (Axis("momentum", 0.5, 0.5), RATE, {}, "from low to high"),
    (Axis("init_scale", 0.5, 1), RATE, {"parameters": published.PDP_START}, "init_scale changes nothing"),
    (RATE, MOMENTUM, {"cells": 1}, "2 to 512 cells along an axis, got 1"),
    (RATE, MOMENTUM, {"cells": 513}, "2 to 512 cells along an axis, got 513"),
]


@pytest.mark.parametrize(("x", "y", "more", "message"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_cannot_be_a_map_is_refused_in_a_sentence(x, y, more, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        train_map(SMALL, x, y, **more)


def test_own_data_must_be_given():
    with pytest.raises(ConfigError, match="needs its points"):
        train_map(Config(dataset="own"), RATE, MOMENTUM)


@pytest.mark.parametrize("name", MAP_PRESETS)
def test_every_preset_can_be_computed(name):
    preset = MAP_PRESETS[name]
    config = replace(preset.config, epochs=30)
    final = last(train_map(config, preset.x, preset.y, 4, preset.parameters, preset.dataset,
                           trainability=preset.colour == "sohl_dickstein"))
    assert np.isfinite(getattr(final, preset.colour)).all()


def test_edge_of_stability_is_where_goh_says():
    """A solved net, moved a little: it comes back below learning rate 20.27 (1 + m), and runs away above it."""
    config = replace(published.PDP_CONFIG, epochs=60_000)
    targets = np.array([0.1, 0.9])[published.PDP_DATA.targets.astype(int)]
    dataset = Dataset(published.PDP_DATA.inputs, targets)
    *_, solved = train(config, published.PDP_START, dataset)
    assert solved.loss < 1e-20
    rng = np.random.default_rng(0)
    moved = [tuple(part + 1e-7 * rng.normal(size=part.shape) for part in layer) for layer in solved.parameters]
    for momentum in (0, 0.5, 0.9):
        edge = 20.27 * (1 + momentum)
        rates = edge * np.array([0.99, 0.998, 1.002, 1.01])
        losses = train_many(replace(config, epochs=4000, momentum=momentum), parameters=moved, dataset=dataset,
                            learning_rate=rates, record=range(0, 4001, 50)).losses
        runs_away = losses.max(axis=0) > 100 * losses[0]
        assert runs_away.tolist() == [False, False, True, True]
