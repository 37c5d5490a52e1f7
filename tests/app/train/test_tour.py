"""The tour is offered on the first visit, and not again once it is over."""

import pytest

from app.train.tour import COOKIE, STOPS
from tests.helpers.train_page import opened


def offered(app):
    return any(each.key in ("tour_next", "tour_end") for each in app.button)


def test_a_first_visit_is_offered_five_stops_one_after_the_other():
    app = opened()
    for number, stop in enumerate(STOPS, 1):
        assert any(each.value == stop for each in app.markdown)
        assert any(each.value == f"{number} of 5" for each in app.caption)
        if stop != STOPS[-1]:
            app.button(key="tour_next").click().run()
    assert app.button(key="tour_end").label == "Done"
    assert len(STOPS) == 5


@pytest.mark.parametrize("stops", [0, 2])
def test_a_tour_that_is_skipped_is_offered_no_more(stops):
    app = opened()
    for _ in range(stops):
        app.button(key="tour_next").click().run()
    app.button(key="tour_end").click().run()
    assert app.session_state[COOKIE]
    app.run()
    assert [each.value for each in app.exception] == []
    assert not offered(app)
