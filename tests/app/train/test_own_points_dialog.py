import pandas as pd
import pytest

from app.run.own_points import PointsError
from app.train.own_points_dialog import COLUMNS, numbers_of


def test_cells_are_read_as_they_are_typed_and_empty_rows_left_out():
    table = pd.DataFrame([["0,25", "1", "0"], [None, "", None], ["\N{MINUS SIGN}1e-3", ".5", "1"]], columns=COLUMNS)
    assert numbers_of(table) == [[0.25, 1, 0], [-0.001, 0.5, 1]]


@pytest.mark.parametrize(("cell", "why"), [("1,000", "Row 2, x2: “1,000” can mean 1000 or 1.000"), ("x", "is not a number"),
                                           (None, "Row 2, x2: an empty text is not a number")])
def test_a_cell_of_no_use_is_named(cell, why):
    with pytest.raises(PointsError, match=why):
        numbers_of(pd.DataFrame([["0", "0", "0"], ["1", cell, "1"]], columns=COLUMNS))
