"""Maps as pictures: what is drawn is what was computed."""

import numpy as np
import pytest

from app.maps.colours import COLOURS, DIVERGED, PALETTE, UNKNOWN, UNSOLVED, css, ramp
from app.maps.map_view import message
from app.maps.picture import MapPicture, legend, map_picture, outcome_in_words, summary
from tests.helpers.decoding import decode
from tests.helpers.map_cell import run_of
from xorcore import Config, train
from xorcore.many.maps import Axis, train_map

CONFIG = Config(hidden=(2,), optimizer="momentum", epochs=150, stop_at_loss=0.05)
X, Y = Axis("learning_rate", 0.5, 500), Axis("init_scale", 0.5, 5)
CELLS = 9


def maps(**settings):
    return list(train_map(CONFIG, X, Y, CELLS, **settings))


@pytest.fixture(scope="module")
def found():
    return maps()[-1]


@pytest.fixture(scope="module")
def picture(found):
    return map_picture(found, "epochs")


def test_a_cell_says_what_train_says_of_its_run(found, picture):
    for row, column in np.ndindex(CELLS, CELLS):
        *_, last = trainer = [*train(run_of(found, row, column)[0])]
        assert picture.states[row, column] in (1, 2, 3)
        if picture.states[row, column] == 1:
            assert picture.values[row, column] == len(trainer) - 1
            assert last.loss < CONFIG.stop_at_loss
        else:
            assert last.loss >= CONFIG.stop_at_loss


def test_all_kinds_of_ends_are_in_the_example(picture):
    assert set(np.unique(picture.states)) >= {1, 2}


def test_the_soonest_solved_cell_is_the_palest_and_the_last_the_darkest(picture):
    solved = picture.states == 1
    light = PALETTE.astype(int).sum(axis=1)[picture.colours]
    order = np.argsort(picture.values[solved], kind="stable")
    assert (np.diff(light[solved][order]) <= 0).all()
    assert light[solved].min() < light[solved].max()


def test_cells_that_are_not_solved_have_colours_of_their_own(picture):
    assert set(picture.colours[picture.states == 2]) == {UNSOLVED}
    assert set(picture.colours[picture.states == 3]) <= {DIVERGED}
    assert not {UNSOLVED, DIVERGED} & set(picture.colours[picture.states == 1])


@pytest.mark.parametrize("colour", ["epochs", "loss"])
def test_diverged_cells_are_grey_and_named_in_the_legend(colour):
    config = Config(hidden=(2,), output_activation="linear", optimizer="gradient_descent", epochs=30)
    *_, final = train_map(config, Axis("learning_rate", 0.01, 1000), Axis("init_scale", 0.5, 1), 3)
    assert 0 < final.diverged.sum() < 9
    picture = map_picture(final, colour)
    assert ((picture.states == 3) == final.diverged).all()
    assert ((picture.colours == DIVERGED) == final.diverged).all()
    assert legend(picture)[-1] == (css(DIVERGED), "diverged")


@pytest.mark.parametrize(("colour", "states"), [
    ("epochs", [0, 1, 2, 3]), ("loss", [0, 2, 3]), ("sohl_dickstein", [0, 1, 2]),
])
def test_no_computed_cell_is_transparent(colour, states):
    values = np.array([np.nan, -0.5, 0.5, 2.0])[: len(states)]
    assert (COLOURS[colour](values, np.array(states, np.uint8)) == UNKNOWN).tolist() == [state == 0 for state in states]


def test_the_largest_loss_is_the_darkest_orange(found):
    picture = map_picture(found, "loss")
    ended = picture.states == 2
    order = np.argsort(picture.values[ended], kind="stable")
    assert (np.diff(picture.colours[ended][order].astype(int)) >= 0).all()
    assert picture.colours[ended].max() == 253
    assert picture.colours[ended].min() == 0


def test_sohl_dickstein_has_two_sides():
    picture = map_picture(maps(trainability=True)[-1], "sohl_dickstein")
    converged = picture.values < 0
    assert 0 < converged.sum() < converged.size
    assert picture.colours[converged].max() <= 126 < picture.colours[~converged].min()


def test_a_picture_that_sharpens_shows_only_computed_colours():
    for partial in maps():
        picture = map_picture(partial, "epochs")
        unknown = picture.states == 0
        assert (picture.values[~unknown] >= 0).all()
        assert set(picture.colours[unknown]) <= {*picture.colours[~unknown], UNKNOWN}
        assert picture.complete == (not unknown.any())


def test_the_message_holds_every_cell_in_six_bytes(picture):
    header, sections = decode(message(picture, (1, 2)))
    assert sections["colours"].tolist() == picture.colours.ravel().tolist()
    assert sections["states"].tolist() == picture.states.ravel().tolist()
    np.testing.assert_allclose(sections["values"], picture.values.ravel(), rtol=1e-6)
    assert header["cell"] == [1, 2]
    assert header["legend"] == [list(entry) for entry in legend(picture)]


def test_the_summary_counts_the_cells(picture):
    share = 100 * (picture.states == 1).mean()
    assert summary(picture).startswith(f"Of 81 cells: solved {share:.1f} %")


@pytest.mark.parametrize(("colour", "ends"), [
    ("epochs", ["solved", "not solved", "diverged"]), ("loss", ["trained to the end", "diverged"]),
    ("sohl_dickstein", ["converged", "not converged"]),
])
def test_the_summary_names_the_ends_that_these_colours_show(picture, colour, ends):
    said = summary(picture._replace(colour=colour)).removeprefix("Of 81 cells: ").removesuffix(".").split(" %, ")
    assert [part.rstrip(" %.0123456789") for part in said] == ends


def test_words_say_the_value_where_there_is_one(picture):
    words = outcome_in_words(picture)
    assert "{v}" not in words[0]
    assert all("{v}" in words[state] for state in (1, 2, 3))


LEGENDS = MapPicture(X, Y, "epochs", 12_000, np.array([[1, 1], [2, 3]]), np.array([[7.0, 1234], [0.25, 9.5]]),
                     np.zeros((2, 2)), 1.0)


@pytest.mark.parametrize(("colour", "states", "words"), [
    ("epochs", [1, 1, 2, 3], ["solved after 7 to 1\u202f234 epochs", "not solved in 12\u202f000 epochs", "diverged"]),
    ("epochs", [0, 1, 0, 0], ["solved after 1\u202f234 epochs"]), ("loss", [0, 0, 2, 0], ["loss 0.25"]),
    ("epochs", [1, 1, 1, 0], ["solved after 0 to 1\u202f234 epochs"]),
    ("epochs", [2, 0, 0, 0], ["not solved in 12\u202f000 epochs"]), ("epochs", [0, 0, 0, 0], []),
    ("loss", [2, 2, 2, 3], ["loss 0.25 to 1234", "diverged"]), ("loss", [3, 3, 3, 3], ["diverged"]),
    ("sohl_dickstein", [1, 2, 2, 0], ["converged: soon to late", "not converged: far to near the edge"]),
])
def test_the_legend_says_what_the_colours_in_use_mean(colour, states, words):
    found = legend(LEGENDS._replace(colour=colour, states=np.array(states).reshape(2, 2)))
    assert [said for _, said in found] == words


def test_each_line_of_the_legend_has_its_own_colours():
    of_epochs, of_loss, of_trainability = (legend(LEGENDS._replace(colour=name)) for name in COLOURS)
    assert [look for look, _ in of_epochs] == [ramp(126, 0), css(UNSOLVED), css(DIVERGED)]
    assert of_loss[0][0] == ramp(0, 253)
    assert [look for look, _ in of_trainability[:2]] == [ramp(126, 0), ramp(127, 253)]


def test_the_summary_of_a_part_counts_what_is_known():
    assert summary(LEGENDS._replace(states=np.array([[1, 0], [2, 3]]))) == (
        "Of 3 cells: solved 33.3 %, not solved 33.3 %, diverged 33.3 %.")
    assert summary(LEGENDS._replace(states=np.zeros((2, 2)))) == (
        "Of 0 cells: solved 0.0 %, not solved 0.0 %, diverged 0.0 %.")
