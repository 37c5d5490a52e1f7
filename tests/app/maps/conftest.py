from types import SimpleNamespace

import pytest

from app.maps import session as maps
from app.maps.request import network_of, request
from app.maps.session import MapsState, Window
from tests.helpers.maps_tab import CHOSEN, CONFIG, DATASET, Work


@pytest.fixture
def tab(monkeypatch):
    """The state of a tab with a map of the run; what was done is noted."""
    run = SimpleNamespace(present_config=CONFIG, dataset=DATASET)
    tab = SimpleNamespace(run=run, begun=[], kept=[], behind=[], stopped=[], next=Work())
    window = Window(CHOSEN, request(CHOSEN, network_of(CHOSEN, CONFIG, DATASET)), Work())
    tab.state = MapsState(CHOSEN, shown=window, cell=(1, 2), refusals={"x": "Said before."})

    def start(pictures):
        tab.begun.append(pictures)
        return tab.next

    monkeypatch.setattr(maps, "state", lambda: tab.state)
    monkeypatch.setattr(maps.session, "current", lambda: run)
    monkeypatch.setattr(maps.session, "visitor", lambda: "ada")
    monkeypatch.setattr(maps.session, "page_is_behind", lambda: tab.behind.append(1))
    monkeypatch.setattr(maps.computation, "start", start)
    monkeypatch.setattr(maps.computation, "stop", lambda: tab.stopped.append(1))
    monkeypatch.setattr(maps.kept_results, "keep", lambda *kept: tab.kept.append(kept))
    return tab
