"""Loss over epochs: what is drawn are the values, and a run is told by colour and dashes."""

import numpy as np

from app.drawing.curves import curves_message
from tests.helpers.decoding import decode

SHORT = np.arange(3), np.array([0.5, 0.25, 0.125])


def test_each_run_has_its_values_its_name_and_looks_of_its_own():
    header, sections = decode(curves_message(list("abcdef"), [SHORT] * 6, "", logarithmic=False))
    assert header["labels"] == list("abcdef")
    assert all(sections[f"epochs {i}"].tolist() == SHORT[0].tolist() for i in range(6))
    assert all(sections[f"losses {i}"].tolist() == SHORT[1].tolist() for i in range(6))
    assert (header["logarithmic"], header["until"], header["asks"]) == (False, 0, False)
    assert len(set(header["colours"])) == len({tuple(dash) for dash in header["dashes"]}) == 6


def test_a_run_that_has_not_begun_has_no_line_and_one_run_alone_no_legend():
    header, sections = decode(curves_message(["a", "b"], [SHORT], "", logarithmic=True))
    assert (header["labels"], header["legend"], len(sections)) == (["a"], True, 2)
    assert not decode(curves_message(["a"], [SHORT], "", logarithmic=True))[0]["legend"]


def test_losses_that_no_float32_holds_travel_whole():
    losses = np.array([1e300, 1e-300, np.inf, 0.0])
    _, sections = decode(curves_message("a", [(np.arange(4), losses)], "", logarithmic=True))
    np.testing.assert_array_equal(sections["losses 0"], losses)
