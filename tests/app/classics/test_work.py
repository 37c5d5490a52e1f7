import itertools
from types import SimpleNamespace

import pytest

from app.classics.work import checks, curve
from xorcore import train
from xorcore.classics import CLASSICS, Setup
from xorcore.config import Config


def failing(setups):
    yield None
    raise ValueError("no memory")


@pytest.fixture
def failing_classic(monkeypatch):
    monkeypatch.setitem(CLASSICS, "failing", CLASSICS["mazur"]._replace(compute=failing))
    return "failing"


def test_all_checks_are_computed_in_their_order(failing_classic):
    *progress, last = checks([failing_classic, "mazur"])
    names = [each.now for each in progress]
    assert sorted(names, key=["failing", "mazur"].index) == names
    assert last.checked["mazur"].check.complete
    assert last.figures == len(CLASSICS["mazur"].figures)


def test_a_result_never_changes_later():
    given = [(each, each.figures) for each in checks(["mazur"])]
    assert [each.figures for each, _ in given] == [figures for _, figures in given]
    assert given[0][1] == 0


def test_the_time_between_two_looks_does_not_count(monkeypatch):
    clock = itertools.count()
    monkeypatch.setattr("app.classics.work.time", SimpleNamespace(perf_counter=lambda: next(clock)))
    given = []
    for progress in checks(["mazur"]):
        given.append(progress.checked["mazur"].seconds)
        for _ in range(100):
            next(clock)
    assert given == list(range(len(given)))


def test_a_check_that_fails_says_why_and_the_others_go_on(failing_classic):
    *_, last = checks([failing_classic, "mazur"])
    assert last.checked["failing"].error == "no memory"
    assert not last.checked["failing"].check.complete
    assert last.checked["mazur"].error == ""


def test_the_curve_has_every_epoch_of_the_run():
    setup = CLASSICS["mazur"].setups["the article's network"]
    *_, last = curve(setup)
    assert last.losses.tolist() == [epoch.loss for epoch in train(*setup)]
    assert (last.ended, last.last.number) == ("finished", setup.config.epochs)


def test_a_run_that_diverges_says_so():
    *_, last = curve(Setup(Config(optimizer="as_printed", momentum=1, learning_rate=1000, hidden_activation="relu",
                                  output_activation="linear")))
    assert last.ended == "diverged"
    assert last.last.diverged
