import numpy as np
import pytest

from app.classics.charts import CURVE_POINTS, TABLE_ROWS, curve, curve_table
from app.words.numbers import count


@pytest.mark.parametrize("epochs", [0, 1, 7, 30_000])
def test_the_table_of_a_run_goes_from_its_first_to_its_last_epoch(epochs):
    losses = np.linspace(2, 1, epochs + 1)
    table = curve_table(losses)
    assert table["epoch"].iloc[0] == "0"
    assert table["epoch"].iloc[-1] == count(epochs)
    assert len(table) <= TABLE_ROWS + 1
    assert float(table["loss"].iloc[-1]) == pytest.approx(losses[-1])


@pytest.mark.parametrize("epochs", [0, 1, 7, 30_000])
def test_the_curve_of_a_run_goes_from_its_first_to_its_last_epoch(epochs):
    losses = np.linspace(2, 1, epochs + 1)
    drawn, values = curve(losses)
    assert (drawn[0], drawn[-1]) == (0, epochs) and len(drawn) <= CURVE_POINTS + 2
    assert values.tolist() == losses[drawn].tolist()
