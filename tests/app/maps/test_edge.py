"""Where the edge of training lies, in words and as a table."""

import numpy as np
import pytest

from app.maps.edge import cells_at_the_edge, edge_in_words, edge_table
from app.maps.picture import MapPicture
from xorcore.many.maps import Axis

X, Y = Axis("momentum", 0, 0.4), Axis("l2", 0, 0.04)  # 0, 0.1, … across; 0, 0.01, … upwards


def picture(rows, colour="epochs"):
    """Of states, the lowest row first."""
    states = np.array([[int(state) for state in row] for row in rows], np.uint8)
    return MapPicture(X, Y, colour, 100, states, np.ones(states.shape), states, 1.0)


EDGE = picture(["11222", "12122", "22222", "22122", "22111"])


def test_the_lowest_the_middle_and_the_highest_row_tell_from_where_to_where_training_works():
    assert edge_in_words(EDGE).startswith(
        "Solved: at L2 0, momentum 0 (the map's end) to 0.1; at L2 0.02, nowhere; "
        "at L2 0.04, momentum 0.2 to 0.4 (the map's end). 16 of 25 cells")


def test_a_single_cell_and_cells_between_that_fail_are_said():
    words = edge_in_words(picture(["22122", "22222", "12121", "22222", "22222"]))
    assert "at L2 0, momentum 0.2 only; at L2 0.02" in words
    assert "momentum 0 (the map's end) to 0.4 (the map's end), but for 2 cells between" in words


@pytest.mark.parametrize(("row", "colour", "says"), [
    ("11111", "epochs", "There is no edge on this map: every cell solved."),
    ("22222", "epochs", "There is no edge on this map: no cell solved."),
    ("33333", "loss", "There is no edge on this map: no cell trained without diverging."),
    ("22222", "loss", "the smallest loss is 1, at momentum 0, L2 0."),
    ("22222", "sohl_dickstein", "no cell converged."),
    ("11110", "epochs", "Told when all cells are known."),
])
def test_a_map_without_an_edge_says_so(row, colour, says):
    assert says in edge_in_words(picture([row] * 5, colour))


def test_the_smallest_loss_is_told_with_its_place_on_both_axes():
    values = np.ones((5, 5))
    values[1, 3] = 0.25
    assert edge_in_words(picture(["22222"] * 5, "loss")._replace(values=values)).endswith(
        "the smallest loss is 0.25, at momentum 0.3, L2 0.01.")


def test_cells_at_the_edge_are_those_with_a_neighbour_of_the_other_kind():
    region = np.zeros((5, 5), bool)
    assert cells_at_the_edge(region) == 0
    region[2, 2] = True
    assert cells_at_the_edge(region) == 5


def test_the_table_has_the_rows_of_the_picture_from_the_top():
    table = edge_table(EDGE)
    assert table.values.tolist() == [["0.04", "60 %", "0.2", "0.4"], ["0.03", "20 %", "0.2", "0.2"],
                                     ["0.02", "0 %", "", ""], ["0.01", "40 %", "0", "0.2"], ["0", "40 %", "0", "0.1"]]
