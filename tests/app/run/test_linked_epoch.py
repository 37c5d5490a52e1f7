"""The epoch of a link: how long it takes to come there, and whether it is gone to or offered."""

from types import SimpleNamespace

import pytest

from app.run import linked_epoch
from app.run.linked_epoch import AT_ONCE_SECONDS, PIECE_MILLISECONDS, go, offer, seconds_to
from app.server.run import new_run
from xorcore import Config


def trained(epochs, seconds=100.0, **settings):
    run = new_run(Config(epochs=1000, **settings))
    if epochs:
        run.train_for(1e9, epochs)
    run.predicted_seconds = seconds
    return run


@pytest.mark.parametrize(("epochs", "epoch", "seconds"), [(1, 501, 50), (400, 500, 10), (400, 400, 0), (400, 20, 0)])
def test_only_what_is_not_trained_yet_takes_time(epochs, epoch, seconds):
    assert seconds_to(trained(epochs), epoch) == pytest.approx(seconds)


class Session(dict):
    __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__


class Page:
    """What a page would show of it."""

    def __init__(self):
        self.session_state, self.said, self.buttons, self.bars, self.reruns = Session(), [], {}, [], 0

    def info(self, words):
        self.said.append(words)

    def button(self, label, on_click):
        self.buttons[label] = on_click

    def progress(self, share, words):
        self.bars.append((share, words))

    def fragment(self, part, run_every):
        return part

    def rerun(self):
        self.reruns += 1


@pytest.fixture
def page(monkeypatch):
    shown = Page()
    monkeypatch.setattr(linked_epoch, "st", shown)
    return shown


@pytest.mark.parametrize(("epochs", "seconds", "epoch", "shown", "last"), [
    (0, 1000 * AT_ONCE_SECONDS / 20, 20, 20, 20), (0, 1000 * AT_ONCE_SECONDS / 20, 21, 0, 0), (30, 1e9, 20, 20, 30),
    (30, 1e9, 30, 30, 30), (0, 1e-3, 0, 0, 0), (5, 1, 20, 20, 20)])
def test_it_is_gone_to_at_once_where_that_takes_no_more_than_a_second(page, epochs, seconds, epoch, shown, last):
    run = trained(epochs, seconds)
    go(run, epoch)
    assert (run.shown.number, run.last.number) == (shown, last)


def test_what_takes_longer_is_offered_with_its_time_and_begun_by_a_click(page):
    run = trained(0, seconds=240)
    go(run, 750)
    offer(run)
    assert page.said == ["The link names epoch 750. Training to it takes about 180 seconds; shown is epoch 0."]
    (label, set_out), = page.buttons.items()
    assert label == "Go to epoch 750" and not page.session_state.going_there
    set_out()
    offer(run)
    assert page.session_state.going_there and len(page.said) == 1 and run.last.number > 0


def test_on_the_way_it_is_said_how_far_it_has_come_and_there_it_is_shown(page, monkeypatch):
    run, pieces, train_for = trained(0), [], new_run(Config()).train_for.__func__

    def piece(milliseconds, epochs):
        pieces.append((milliseconds, epochs))
        return train_for(run, 1e9, min(epochs, 30))

    monkeypatch.setattr(run, "train_for", piece)
    go(run, 40)
    page.session_state.going_there = True
    offer(run)
    assert (page.bars, page.reruns) == ([(0.75, "Training to epoch 40: 30")], 0)
    run.show(7)
    offer(run)
    assert (page.bars[1:], page.reruns, run.shown.number) == ([(1.0, "Training to epoch 40: 40")], 1, 40)
    assert pieces == [(PIECE_MILLISECONDS, 40), (PIECE_MILLISECONDS, 10)]


def test_a_run_that_ends_on_the_way_is_shown_at_its_end_and_it_is_said(page):
    run = trained(0, stop_at_loss=trained(1).last.loss + 1e-12)
    go(run, 900)
    page.session_state.going_there = True
    offer(run)
    assert (run.ended, page.reruns, run.shown.number) == ("solved", 1, 1)
    offer(run)
    assert page.said == ["The link names epoch 900; this run ends at epoch 1."]


def test_nothing_is_said_without_a_link_of_another_run_and_where_the_run_is_there(page):
    run = trained(5)
    offer(run)
    page.session_state.update(linked_epoch=5, linked_run=run.number, going_there=False)
    offer(run)
    page.session_state.update(linked_epoch=900, linked_run=run.number + 1)
    offer(run)
    assert (page.said, page.buttons) == ([], {})


@pytest.mark.parametrize(("described", "shown"), [(True, 3), (False, 0), (None, 0)])
def test_the_epoch_of_a_link_counts_once_and_only_for_the_run_that_the_link_describes(page, monkeypatch, described, shown):
    run, said = trained(0, seconds=1), []
    link = SimpleNamespace(number=lambda key, limits, usual: 3, say=lambda: said.append("said"))
    monkeypatch.setattr(linked_epoch, "PageLink", lambda keys: link)
    monkeypatch.setattr(linked_epoch.session, "current", lambda: run)
    if described is not None:
        page.session_state.run_is_described = described
    linked_epoch.follow()
    assert (run.shown.number, len(said)) == (shown, described is not None)
    assert "run_is_described" not in page.session_state
