"""A map's state, and its picked cell, in words."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.maps import view
from app.maps.cell import cell_in_words
from app.maps.picture import MapPicture, summary
from app.maps.request import first_choices
from app.maps.view import status
from xorcore import Config
from xorcore.many import Axis

STATES = np.array([[1, 2], [1, 3]], np.uint8)
PICTURE = MapPicture(Axis("momentum", 0, 1), Axis("init_scale", 2, 6), "epochs", 1000, STATES,
                     np.array([[1234.0, 0.25], [7.0, 8.5]]), np.zeros((2, 2), np.uint8), 1.0)
PART = PICTURE._replace(states=np.array([[1, 0], [1, 3]], np.uint8), progress=0.756)


@pytest.mark.parametrize(("picture", "running", "error", "words"), [
    (None, True, None, "**Computing:** the first cells."),
    (None, False, None, "**Cancelled** before there was a picture."),
    (PART, True, None, "**Computing:** 76 % in 3.5 seconds."),
    (PART, False, None, f"**Cancelled** at 76 %. {summary(PART)}"),
    (PICTURE, False, None, f"**Complete** in 3.5 seconds. {summary(PICTURE)}"),
    (PICTURE, False, ValueError("of *no* use"), "The computation failed: of \\*no\\* use"),
])
def test_the_status_is_how_far_the_map_is(picture, running, error, words):
    assert status(picture, running, SimpleNamespace(error=error, seconds=3.5)) == words


@pytest.mark.parametrize(("row", "column", "words"), [
    (0, 0, "**Picked:** momentum 0, scale of start weights 2: solved after 1\u202f234 epochs."),
    (0, 1, "**Picked:** momentum 1, scale of start weights 2: not solved in 1\u202f000 epochs, loss 0.25."),
    (1, 1, "**Picked:** momentum 1, scale of start weights 6: diverged, loss 8.5."),
])
def test_a_cell_is_told_by_its_settings_and_its_outcome(row, column, words):
    assert cell_in_words(PICTURE, row, column) == words


@pytest.mark.parametrize(("refusals", "said"), [
    ({"link": "“cells” is *no* number."}, ["“cells” is \\*no\\* number."]), ({}, []), ({"x": "of a field"}, [])])
def test_what_a_link_gets_wrong_stands_below_the_question(monkeypatch, refusals, said):
    shown = []
    monkeypatch.setattr(view, "st", SimpleNamespace(header=lambda *_, **__: None, markdown=lambda _: None,
                                                    warning=shown.append))
    monkeypatch.setattr(view.maps_session, "state", lambda: SimpleNamespace(refusals=refusals))
    view.question(first_choices("the run on the Train page", Config()))
    assert shown == said


@pytest.mark.parametrize(("as_chosen", "words"), [
    (True, ""), (False, " **What is chosen has changed since:** press Compute.")])
def test_a_map_of_other_choices_is_said_to_be_one(monkeypatch, as_chosen, words):
    monkeypatch.setattr(view.maps_session, "is_as_chosen", lambda: as_chosen)
    assert view.changed() == words


@pytest.mark.parametrize(("running", "picture", "example", "cancel", "files"), [
    (True, PART, False, True, False), (True, PART, True, False, False), (False, PART, False, False, True),
    (False, None, False, False, False), (True, None, False, True, False)])
def test_a_map_can_be_cancelled_while_it_runs_but_not_all_visitors_example_and_is_a_file_when_it_has_ended(
        monkeypatch, running, picture, example, cancel, files):
    enabled = {}

    def button(label, *_, disabled, **__):
        enabled[label] = not disabled

    class Row:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(view, "st", SimpleNamespace(container=lambda **_: Row(), button=button, download_button=button))
    monkeypatch.setattr(view.maps_session, "state", lambda: SimpleNamespace(windows=["one"]))
    view.buttons(SimpleNamespace(computation=SimpleNamespace(running=running), picture=picture, is_example=example))
    assert enabled == {"Back": True, "Cancel": cancel, "PNG": files, "Numbers (.npz)": files}
