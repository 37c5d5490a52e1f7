"""What a map may cost is told from its first cells, and how often its picture is another."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.maps import work
from app.maps.work import MOST_SECONDS, PICTURE_SECONDS, PROCESSORS, SAMPLE_SECONDS, MapRequest, TooLong
from xorcore import Config, Dataset
from xorcore.many import Axis


def found(trained, done, epochs=100, progress=0.5):
    outcome = SimpleNamespace(trained=np.array(trained), done=np.array(done), progress=progress)
    chunk = SimpleNamespace(config=Config(epochs=epochs), seeds=range(len(trained)), dataset="data")
    return SimpleNamespace(outcome=outcome, chunk=chunk)


def test_what_has_not_ended_may_need_all_its_epochs_and_what_has_not_begun_is_like_the_rest():
    assert work._epochs_to_train(found([10, 50, 0, 0], [True, False, False, False])) == 4 * (10 + 100) / 2


@pytest.mark.parametrize(("cells", "measured"), [(3, 3), (10_000, work.MEASURED_CELLS)])
def test_an_epoch_of_one_cell_is_measured_on_some_of_them(monkeypatch, cells, measured):
    asked = []
    monkeypatch.setattr(work, "predicted_many_seconds", lambda *arguments: asked.append(arguments) or 8.0)
    assert work._seconds_an_epoch(found([1] * cells, [True] * cells)) == pytest.approx(8 / measured / PROCESSORS)
    assert asked == [(Config(epochs=1), measured, "data")]


SLOW = MOST_SECONDS / 100 / 2  # an epoch of each of two cells of 100 epochs, so that they take just as long as may be


@pytest.mark.parametrize(("seconds", "allowed"), [(0.999 * SLOW, True), (SLOW, False)])
def test_a_map_may_take_less_than_the_limit(monkeypatch, seconds, allowed):
    monkeypatch.setattr(work, "_seconds_an_epoch", lambda found: seconds)
    maps = [found([9, 0], [False, False]), found([99, 99], [True, True])]
    answer = work._allowed(each for each in maps)
    if allowed:
        assert list(answer) == maps
    else:
        with pytest.raises(TooLong, match="^This map could take about 10 minutes, and at most 10 minutes are allowed: "):
            next(answer)


def test_a_map_whose_cells_turn_out_to_end_early_is_allowed_from_then_on(monkeypatch):
    monkeypatch.setattr(work, "_seconds_an_epoch", lambda found: SAMPLE_SECONDS / 50)
    begun, more = (found([trained, 0], [False, False], epochs=1_000_000) for trained in (50, 51))
    ended, last = found([50, 0], [True, False]), found([50, 50], [True, True])
    assert list(work._allowed(map_ for map_ in (begun, ended, last))) == [ended, last]
    with pytest.raises(TooLong):
        next(work._allowed(map_ for map_ in (begun, more, ended)))


def test_a_picture_is_made_anew_when_it_is_due_and_at_the_end(monkeypatch):
    times = iter([10.0, 10.1, 10.3, 10.36, 10.37, 10.4, 10.41])
    monkeypatch.setattr(work.time, "monotonic", lambda: next(times))
    monkeypatch.setattr(work, "map_picture", lambda found, colour: (found.outcome.progress, colour))
    maps = (found([1], [False], progress=progress) for progress in (0.1, 0.2, 0.3, 1))
    assert [progress for progress, _ in work._pictures(maps, "loss", 0.25)] == [0.1, 0.1, 0.3, 1]


@pytest.mark.parametrize(("cells", "seconds"), [(64, PICTURE_SECONDS), (128, PICTURE_SECONDS), (256, 2 * PICTURE_SECONDS),
                                                (512, 8 * PICTURE_SECONDS)])
def test_dear_pictures_are_made_less_often(monkeypatch, cells, seconds):
    monkeypatch.setattr(work, "_pictures", lambda maps, colour, interval: (colour, interval))
    axes = Axis("momentum", 0, 0.5), Axis("init_scale", 1, 2)
    assert MapRequest(Config(), *axes, cells, "loss").pictures() == ("loss", seconds)


@pytest.mark.parametrize(("colour", "trainability"), [("epochs", False), ("loss", False), ("sohl_dickstein", True)])
def test_a_map_is_trained_as_it_was_asked_for(monkeypatch, colour, trainability):
    monkeypatch.setattr(work, "train_map", lambda *given, **more: (given, more))
    config, x, y, data = Config(), Axis("momentum", 0, 0.5), Axis("init_scale", 1, 2), Dataset([[0, 0]], [0])
    asked = MapRequest(config, x, y, 32, colour, ["start weights"], data)
    assert asked.maps() == ((config, x, y, 32, ["start weights"], data), {"trainability": trainability})
