"""All runs that play are trained in turn, and what they show is sent between the slices."""

import logging

import pytest

from app.run import transport
from app.server.live_runs import MOST_PLAYING
from app.server.turns import slice_of
from tests.helpers.watching import headers, looking, playing
from xorcore import Config, train


@pytest.mark.parametrize(("crowd", "milliseconds"), [(0, 4), (1, 4), (3, 4), (6, 2), (12, 1), (24, 0.5), (50, 0.5)])
def test_a_slice_shortens_with_the_crowd(crowd, milliseconds):
    assert slice_of(crowd) == milliseconds


def test_a_round_trains_each_run_that_plays_and_sends_its_frame(rounds):
    viewers = [playing(), playing(), looking()]
    trained, _ = rounds.turn()
    numbers = [viewer.live.run.last.number for viewer in viewers]
    assert numbers[0] > 0 < numbers[1]
    assert (numbers[2], trained) == (0, sum(numbers))
    assert [header["epoch"] for viewer in viewers[:2] for header in headers(viewer)] == numbers[:2]
    assert not viewers[2].frames


def test_an_answer_is_sent_to_those_who_look_at_the_run(rounds):
    first, second, other = looking(), looking(), looking()
    second.look_at(first.live)
    rounds.answer(first.live)
    rounds.turn()
    assert [len(viewer.frames) for viewer in (first, second, other)] == [1, 1, 0]


def test_the_next_frame_waits_until_the_last_was_drawn_and_the_run_goes_on(rounds):
    viewer = playing()
    for _ in range(3):
        rounds.turn()
    assert len(viewer.frames) == 1
    viewer.heard_from(wants=True)
    rounds.turn()
    assert headers(viewer)[1]["epoch"] == viewer.live.run.last.number


def test_a_run_trains_what_train_gives_and_its_last_frame_says_how_it_ended(rounds):
    viewer = playing(Config(epochs=300))
    while viewer.live.playing:
        rounds.turn()
        viewer.heard_from(wants=True)
    rounds.answer(viewer.live)
    rounds.turn()
    *_, last = train(Config(epochs=300))
    assert viewer.live.run.last.vector.tobytes() == last.vector.tobytes()
    assert (headers(viewer)[-1]["epoch"], headers(viewer)[-1]["ended"]) == (300, "finished")


@pytest.mark.parametrize("epochs", [1, 10, 100])
def test_by_frames_each_frame_is_so_many_epochs_further(rounds, monkeypatch, epochs):
    now = [1000.0]
    monkeypatch.setattr("app.server.live_runs.time.monotonic", lambda: now[0])
    viewer = playing(speed=str(epochs))
    for _ in range(5):
        now[0] += 1
        while rounds.turn()[0]:
            pass
        viewer.heard_from(wants=True)
    assert [header["epoch"] for header in headers(viewer)] == [epochs * i for i in range(5)]


def test_a_run_that_nobody_looks_at_waits_and_goes_on_when_somebody_does(rounds, monkeypatch):
    viewer = playing()
    viewer.connect(None)
    rounds.turn()
    number = viewer.live.run.last.number
    assert number > 0  # a page that is loaded again is no reason to stop
    viewer.seen -= 60
    rounds.turn()
    assert viewer.live.run.last.number == number
    assert viewer.live.playing
    viewer.connect(viewer.frames.append)
    rounds.turn()
    assert viewer.live.run.last.number > number


def test_a_tab_that_does_not_draw_what_it_was_sent_counts_as_gone_unless_it_is_hidden(rounds):
    viewer = playing()
    rounds.turn()
    viewer.seen -= 60
    assert not viewer.looks
    viewer.heard_from(wants=False, hidden=True)
    viewer.seen -= 60
    assert viewer.looks


def test_a_hidden_tab_is_sent_nothing_and_its_run_goes_on(rounds):
    viewer = playing()
    viewer.heard_from(wants=False, hidden=True)
    trained, _ = rounds.turn()
    assert trained > 0
    assert not viewer.frames


def test_two_tabs_on_one_run_see_it_trained_once(rounds):
    first = playing()
    second = looking(live=first.live)
    trained, _ = rounds.turn()
    assert trained == first.live.run.last.number == headers(first)[0]["epoch"] == headers(second)[0]["epoch"]


def test_what_one_tab_does_is_answered_in_all_that_look_at_the_run(rounds):
    first = looking()
    second = looking(live=first.live)
    transport.step(first)
    rounds.answer(first.live)
    rounds.turn()
    assert [headers(viewer)[0]["epoch"] for viewer in (first, second)] == [1, 1]


def test_a_run_that_fails_is_paused_and_the_others_go_on(rounds, monkeypatch, caplog):
    bad, good = playing(), playing()
    monkeypatch.setattr(bad.live.run.trainer, "_quietly", lambda *_: 1 / 0)
    rounds.turn()
    assert not bad.live.playing
    assert good.live.run.last.number > 0
    assert [record.getMessage() for record in caplog.records] == ["a run failed and was paused"]


def test_a_frame_that_cannot_be_made_is_logged_once_and_the_next_one_is_made(rounds, monkeypatch, caplog):
    viewer = looking()
    with monkeypatch.context() as broken:
        broken.setattr(viewer, "picture", lambda _: 1 / 0)
        for _ in range(2):
            rounds.answer(viewer.live)
            rounds.turn()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    transport.step(viewer)
    rounds.answer(viewer.live)
    rounds.turn()
    assert headers(viewer)[0]["epoch"] == 1


def test_a_frame_that_was_made_for_a_socket_that_is_gone_is_not_sent(rounds):
    """Another socket came while it was made: it is to get the whole picture."""
    viewer, made = looking(), []
    picture, late = viewer.picture, []

    def replaced(viewer):
        viewer.connect(late.append)
        made.append(picture(viewer))
        return made[-1]

    viewer.picture = replaced
    rounds.answer(viewer.live)
    rounds.turn()
    assert len(made) == 1
    assert not viewer.frames and not late
    assert viewer.sent == ()


def test_one_visitor_plays_a_bounded_number_of_runs(rounds):
    viewers = [playing() for _ in range(MOST_PLAYING)]
    one_more = playing()
    assert not one_more.live.playing
    assert f"{MOST_PLAYING} runs playing" in one_more.note
    assert playing(visitor="another").live.playing
    transport.pause(viewers[0])
    transport.play(one_more)
    assert one_more.live.playing


def test_the_fastest_of_its_viewers_sets_the_pace_of_a_run(rounds, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("app.server.live_runs.time.monotonic", lambda: now[0])
    fast = playing(speed="10")
    slow = looking(live=fast.live, speed="10")  # never draws what it was sent
    for _ in range(4):
        now[0] += 1
        while rounds.turn()[0]:
            pass
        fast.heard_from(wants=True)
    assert [header["epoch"] for header in headers(fast)] == [0, 10, 20, 30]
    assert len(headers(slow)) == 1
