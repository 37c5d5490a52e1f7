"""For the tests of the page."""

import pytest

from app.classics import session as classics_session
from app.run import published_networks  # noqa: F401  lists all setups, before some classics are taken away
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers.classics_page import MAZUR, first_figure
from xorcore.classics import CLASSICS


@pytest.fixture
def quick_classics(monkeypatch):
    """Two that are computed in a moment, the first already, as it is for all but the first visitor of a server."""
    for name in [*CLASSICS]:
        monkeypatch.delitem(CLASSICS, name)
    monkeypatch.setitem(CLASSICS, "first", MAZUR._replace(title="The first step", figures=MAZUR.figures[:1],
                                                          compute=lambda setups: iter([first_figure(setups)])))
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR)  # later, but the one that the gallery begins with
    watch_to_the_end(classics_session.example())
