"""Own start weights, typed or pasted, take the place of the network's."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from app.one_step import own_weights
from app.one_step.chosen_step import run_subject
from app.one_step.own_weights import as_in_the_table, typed_numbers
from app.server.run import new_run
from tests.helpers.one_step_page import opened, picture
from tests.helpers.visitor import assert_fine
from xorcore import Config
from xorcore.diagnosis import StudentDataError, read_numbers

CELLS = ["0.15", " .25 ", "0.5"]


def test_a_typed_table_is_read_with_its_digits():
    missing, text = typed_numbers(CELLS)
    numbers = read_numbers(text, (2, 1))
    assert missing == 0 and numbers.digits == 2
    np.testing.assert_array_equal(numbers.values, [0.15, 0.25, 0.5])


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_unfinished_table_is_not_read(empty):
    assert typed_numbers([*CELLS[:2], empty]) == (1, "")


@pytest.mark.parametrize("bad", ["x", "1,5", "nan", "1e999"])
def test_a_typed_cell_that_is_no_number_is_refused(bad):
    with pytest.raises(StudentDataError):
        read_numbers(typed_numbers([*CELLS[:2], bad])[1], (2, 1))


def test_the_places_of_a_table_are_not_asked_about():
    numbers = read_numbers("\n".join(map(str, range(12))), (2, 2, 2))
    assert numbers.others and not as_in_the_table(numbers).others
    assert as_in_the_table(numbers).values.tolist() == list(range(12))


@pytest.mark.parametrize(("trained", "read"), [(False, True), (True, False)])
def test_biases_may_be_left_out_where_they_are_not_trained(monkeypatch, trained, read):
    subject = run_subject(new_run(Config(hidden=(), train_biases=trained)))
    monkeypatch.setattr(own_weights, "st", SimpleNamespace(segmented_control=lambda *_, **__: "Text"))
    monkeypatch.setattr(own_weights, "kept", lambda *_: None)
    monkeypatch.setattr(own_weights, "_text_or_file", lambda *_: "[[0.25], [-0.5]]")
    numbers, why = own_weights.numbers_input("Weights", subject, "weights")
    assert bool(why) != read
    if read:
        assert numbers.values.tolist() == [0.25, -0.5, subject.parameters[0][1][0]]


def test_start_weights_that_can_be_read_two_ways_are_asked_about():
    app = opened(subject="Mazur 2015")
    app.text_area(key="own_weights_text").set_value("[1 2; 3 4]\n[5 6]\n[7 8; 9 10]\n[11 12]").run()
    question = next(radio for radio in app.radio if "several ways" in radio.label)
    assert question.options == ["W as (inputs, units)", "W as (units, inputs)"]
    names = {edge["name"]: edge["value"] for edge in picture(app)["edges"]}
    assert names["w from x1 to h1.2"] == "2"
    question.set_value("W as (units, inputs)").run()
    assert_fine(app)
    assert {edge["name"]: edge["value"] for edge in picture(app)["edges"]}["w from x1 to h1.2"] == "3"


def test_own_start_weights_take_the_place_of_the_networks():
    app = opened(subject="Mazur 2015")
    own = {"W1": [[1, 2], [3, 4]], "b1": [0.5, 0.5], "W2": [[1, 0], [0, 1]], "b2": [0, 0]}
    app.text_area(key="own_weights_text").set_value(json.dumps(own)).run()
    assert_fine(app)
    assert any(caption.value.startswith("Own start weights") for caption in app.caption)
    assert {edge["value"] for edge in picture(app)["edges"]} == {"1", "2", "3", "4", "0"}


@pytest.mark.parametrize("content", [None, "", "  \n"])
def test_without_anything_brought_there_is_nothing_and_no_problem(monkeypatch, content):
    monkeypatch.setattr(own_weights, "st", SimpleNamespace(segmented_control=lambda *_, **__: "Text"))
    monkeypatch.setattr(own_weights, "kept", lambda *_: None)
    monkeypatch.setattr(own_weights, "_text_or_file", lambda *_: content)
    assert own_weights.numbers_input("Weights", run_subject(new_run(Config())), "weights") == (None, "")
