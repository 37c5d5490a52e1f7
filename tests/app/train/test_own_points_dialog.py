import pandas as pd
import pytest

from app.run.own_points import MOST_BYTES, PointsError
from app.train.own_points_dialog import COLUMNS, numbers_of
from tests.helpers import visitor
from tests.helpers.train_page import opened, press, run_of
from tests.helpers.transcript import assert_reads


def test_cells_are_read_as_they_are_typed_and_empty_rows_left_out():
    table = pd.DataFrame([["0,25", "1", "0"], [None, "", None], ["\N{MINUS SIGN}1e-3", ".5", "1"]], columns=COLUMNS)
    assert numbers_of(table) == [[0.25, 1, 0], [-0.001, 0.5, 1]]


@pytest.mark.parametrize(("cell", "why"), [("1,000", "Row 2, x2: “1,000” can mean 1000 or 1.000"), ("x", "is not a number"),
                                           (None, "Row 2, x2: an empty text is not a number")])
def test_a_cell_of_no_use_is_named(cell, why):
    with pytest.raises(PointsError, match=why):
        numbers_of(pd.DataFrame([["0", "0", "0"], ["1", cell, "1"]], columns=COLUMNS))


def is_open(app):
    return any(area.label == "Lines of x1, x2, target" for area in app.text_area)


@pytest.fixture
def asked():
    """The Train page whose dialog was opened while a run played."""
    app = opened(epochs="1000000")
    press(app, "Train")
    visitor.press(app, "own_points")
    return app


def test_the_upload_says_how_large_a_file_may_be(asked):
    (upload,) = asked.get("file_uploader")
    assert (upload.proto.label, 10**6 * upload.proto.max_upload_size_mb) == ("CSV or text file", MOST_BYTES)


def test_the_run_stands_still_while_points_are_asked_for(asked):
    assert is_open(asked)
    assert not run_of(asked).playing


def test_the_dialog_stays_when_the_page_is_drawn_anew(asked):
    assert is_open(asked.run())
    assert_reads(asked, "own points")


def test_points_that_are_taken_close_it(asked):
    next(area for area in asked.text_area if area.label == "Lines of x1, x2, target").set_value("0 0 0\n1 1 1").run()
    visitor.press(asked, "Use the text")
    assert not is_open(asked)
    assert len(run_of(asked).dataset.inputs) == 2


def test_a_text_of_no_use_is_refused_in_the_dialog_and_the_run_stays(asked):
    before = run_of(asked)
    next(area for area in asked.text_area if area.label == "Lines of x1, x2, target").set_value("0 0 0\n1 x 1").run()
    visitor.press(asked, "Use the text")
    assert [error.value for error in asked.error] == [
        "Line 2, column 2: “x” is not a number. The network and its history stay as they are."]
    assert is_open(asked) and run_of(asked) is before


def test_it_is_closed_on_another_page(asked):
    asked.switch_page("app/pages/runs.py").run()
    asked.switch_page("app/pages/train.py").run()
    assert not is_open(asked)
