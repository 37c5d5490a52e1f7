"""What is done with the kept runs, without a page: the store is in memory, and so is the tab."""

from types import SimpleNamespace

import pytest

from app.run import session as run_session
from app.runs import session as runs
from app.runs.picture import read_picture
from app.server import keeper as keeper_file
from app.server.keeper import Keeper
from app.server.store import Store
from xorcore import Config, Dataset, History, train
from xorcore.files import RunFileError, SavedRun, read_run, saved_run, write_run
from xorcore.parameters import flatten

ADA, BOB = "a" * 43, "b" * 43


class State(dict):
    __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__


@pytest.fixture
def tab(monkeypatch):
    """Ada's: a run of her own on the Train page, and nothing kept."""
    keeper = Keeper(Store(None))
    tab = SimpleNamespace(state=State(), store=keeper.store, keeper=keeper, query={}, said=[])
    st = SimpleNamespace(session_state=tab.state, query_params=SimpleNamespace(from_dict=tab.query.update))
    live = run_session.live_runs.open_run(run_session.new_run(Config(seed=77)), ADA)
    tab.viewer = run_session.Viewer(live, "", lambda *_: None)
    monkeypatch.setattr(keeper_file, "_keeper", keeper)
    monkeypatch.setattr(runs, "st", st)
    monkeypatch.setattr(run_session, "st", st)
    monkeypatch.setattr(run_session, "visitor_of", lambda _: ADA)
    monkeypatch.setattr(run_session, "visitor", lambda: ADA)
    monkeypatch.setattr(run_session, "viewer", lambda: tab.viewer)
    monkeypatch.setattr(run_session, "link", lambda: {"seed": "77"})
    def number(key, limits, usual):
        assert (limits.low, limits.whole, usual, key) == (1, True, 1, "list_page")
        return min(tab.asked, limits.high)

    link = SimpleNamespace(number=number, say=lambda: tab.said.append("said"))
    tab.asked = 1
    monkeypatch.setattr(runs, "PageLink", {("list_page",): link}.__getitem__)
    yield tab
    keeper.store.close()


def kept_runs(tab, number, visitor=ADA, epochs=5, data=None, parameters=None, **settings):
    """Identities of so many runs, the last one saved last."""
    ids = []
    for seed in range(number):
        run = run_session.new_run(Config(seed=seed, **settings), data, parameters=parameters)
        live = run_session.live_runs.open_run(run, visitor)
        live.run.train_for(60_000, epochs)
        tab.keeper.save(live)
        run_session.live_runs.forget(live)
        ids.append(live.identity)
    return ids


def entry(tab, identity):
    return tab.store.entry(ADA, identity)


@pytest.mark.parametrize(("number", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_a_page_of_the_list_holds_ten(tab, monkeypatch, number, pages):
    monkeypatch.setattr(runs, "usage", lambda: (number, 0))
    assert runs.pages() == pages


def test_the_list_begins_at_the_page_of_the_link_and_is_turned_within_its_ends(tab):
    ids, tab.asked = kept_runs(tab, 12, epochs=1), 2
    runs.begin()
    assert (tab.state.runs_page, tab.state.runs_chosen, tab.state.runs_refusal, tab.state.runs_note) == (2, [], "", "")
    assert [one.id for one in runs.entries()] == ids[1::-1] == tab.state.runs_listed and tab.said == ["said"]
    for by, page, listed in ((1, 2, ids[1::-1]), (-1, 1, ids[:1:-1]), (-1, 1, ids[:1:-1]), (1, 2, ids[1::-1])):
        runs.turn(by)
        assert (tab.state.runs_page, [one.id for one in runs.entries()]) == (page, listed)
    runs.write_link()
    assert tab.query == {"seed": "77", "list_page": "2"}
    tab.store.delete(ADA, ids[:2])
    assert [one.id for one in runs.entries()] == ids[:1:-1] and tab.state.runs_page == 1
    tab.query.clear()
    runs.write_link()
    assert tab.query == {"seed": "77"}


def test_a_page_that_is_drawn_again_keeps_what_was_chosen_and_said(tab):
    one, = kept_runs(tab, 1)
    runs.begin()
    runs.choose(one)
    runs.note("Done.")
    runs.begin()
    assert (tab.state.runs_chosen, tab.state.runs_note, tab.said) == ([one], "Done.", ["said"])


def test_what_plays_is_saved_before_it_is_listed(tab):
    tab.viewer.live.run.train_for(60_000, 3)
    runs.begin()
    assert [(one.id, one.epoch) for one in runs.entries()] == [(tab.viewer.live.identity, 3)]


@pytest.mark.parametrize(("gone", "said"), [
    (0, ""), (1, "A run that was listed here is no longer kept: deleted in another tab, or gone to make room."),
    (2, "2 runs that were listed here are no longer kept: deleted in another tab, or gone to make room.")])
def test_runs_that_are_gone_since_are_counted_and_no_longer_chosen(tab, gone, said):
    ids = kept_runs(tab, 3)
    runs.begin()
    runs.entries()
    for identity in ids:
        runs.choose(identity)
    if gone:
        tab.store.delete(ADA, ids[:gone])
    runs.begin()
    assert (tab.state.runs_refusal, tab.state.runs_chosen) == (said, ids[gone:])


def test_a_run_is_chosen_and_no_longer_in_the_order_of_the_clicks(tab):
    one, two, three = kept_runs(tab, 3)
    runs.begin()
    for identity in (three, one, two, one):
        runs.choose(identity)
    assert [each.id for each in runs.chosen()] == [three, two]
    tab.store.delete(ADA, [three])
    assert [each.id for each in runs.chosen()] == [two]


def test_what_was_done_takes_the_place_of_what_was_refused(tab):
    runs.refuse("Not so.")
    assert tab.state.runs_refusal == "Not so."
    runs.note("Done.")
    assert (tab.state.runs_note, tab.state.runs_refusal) == ("Done.", "")


def test_a_picture_is_drawn_once_for_its_epoch(tab):
    one, = kept_runs(tab, 1)
    png = runs.png_of(entry(tab, one))
    assert png[:4] == b"\x89PNG" and read_picture(entry(tab, one).picture) == (5, png)
    drawn = entry(tab, one)
    assert runs.png_of(drawn._replace(id="nobody's")) == png
    assert runs.png_of(drawn._replace(id="nobody's", epoch=6)) is None
    assert runs.png_of(drawn._replace(picture=None)) == png


def test_a_run_that_cannot_be_read_is_refused_wherever_it_is_asked_for(tab):
    one, = kept_runs(tab, 1)
    tab.store._connection.execute("UPDATE states SET content = zeroblob(9)")
    for ask, answer in ((runs.load, None), (runs.png_of, None), (runs.start_from, False), (runs.open_on_train, False)):
        runs.refuse("")
        assert ask(entry(tab, one)) is answer
        assert "is damaged in the store" in tab.state.runs_refusal


@pytest.mark.parametrize(("text", "name", "refusal"), [
    ("  My   run ", "My run", ""), ("a" * 60, "a" * 60, ""),
    ("a" * 61, "", "A name must have at most 60 characters, got 61; it stays as it was.")])
def test_a_name_is_put_in_order_and_kept_where_a_file_can_hold_it(tab, text, name, refusal):
    one, = kept_runs(tab, 1)
    runs.begin()
    runs.rename(entry(tab, one), text)
    assert (entry(tab, one).summary["name"], tab.state.runs_refusal) == (name, refusal)


def test_a_run_is_opened_where_it_stands_or_is_no_longer_kept(tab, monkeypatch):
    one, two = kept_runs(tab, 2)
    opened = []
    monkeypatch.setattr(run_session, "open_run",
                        lambda live, said: opened.append((live.identity, live.run.last.number, said)))
    gone = entry(tab, two)
    tab.store.delete(ADA, [two])
    assert runs.open_on_train(entry(tab, one)) and not runs.open_on_train(gone)
    assert opened == [(one, 5, "")] and tab.state.runs_refusal == "This run is no longer kept."


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("given", [True, False])
def test_a_new_run_from_a_kept_one_begins_where_that_began(tab, own, given):
    data = Dataset([[0, 0], [0, 1], [1, 1]], [0, 1, 0.5]) if own else None
    weights = run_session.new_run(Config(seed=9)).last.parameters if given else None
    one, = kept_runs(tab, 1, data=data, parameters=weights, **({"dataset": "own"} if own else {}))
    first = tab.store.load(ADA, one).run.start_weights
    assert runs.start_from(entry(tab, one))
    run = tab.viewer.live.run
    assert (run.last.number, run.parameters is not None, tab.viewer.note) == (0, given, "New run from a kept one.")
    assert run.last.vector.tobytes() == flatten(first).tobytes()
    assert (run.config.dataset, len(run.dataset.inputs)) == (("own", 3) if own else ("xor", 4))


def test_a_new_run_from_one_that_is_gone_is_none(tab):
    one, = kept_runs(tab, 1)
    gone, before = entry(tab, one), tab.viewer.live
    tab.store.delete(ADA, [one])
    assert not runs.start_from(gone) and tab.viewer.live is before


def test_a_file_of_a_run_holds_it_with_its_name_for_its_owner_only(tab):
    one, = kept_runs(tab, 1)
    for name in ("", "mine"):
        tab.store.rename(ADA, one, name)
        saved = read_run(runs.file_of(ADA, entry(tab, one)))
        assert (saved.name, saved.epoch) == (name, 5)
    with pytest.raises(RunFileError, match="^This run is no longer kept.$"):
        runs.file_of(BOB, entry(tab, one))


@pytest.mark.parametrize(("which", "left", "note"), [
    (slice(0, 1), 2, "1 run deleted."), (slice(0, 2), 1, "2 runs deleted."), (None, 0, "3 runs deleted.")])
def test_what_is_deleted_is_counted_and_nothing_is_chosen(tab, which, left, note):
    ids = kept_runs(tab, 3)
    runs.begin()
    runs.choose(ids[0])
    before = tab.viewer.live
    runs.delete([entry(tab, identity) for identity in ids[which]] if which else None)
    assert (runs.usage()[0], tab.state.runs_note, tab.state.runs_chosen, tab.state.runs_listed) == (left, note, [], [])
    assert (tab.viewer.live is before) == bool(which)


def test_the_run_of_the_train_page_that_is_deleted_leaves_one_with_its_settings_and_weights(tab):
    weights = run_session.new_run(Config(seed=9)).last.parameters
    run_session.start(Config(seed=5), parameters=weights)
    live = tab.viewer.live
    live.run.train_for(60_000, 5)
    runs.begin()
    runs.delete([entry(tab, live.identity)])
    run = tab.viewer.live.run
    assert run is not live.run and (run.config, run.last.number) == (live.run.config, 0)
    assert run.last.vector.tobytes() == flatten(weights).tobytes()
    assert runs.usage() == (0, 0)


def api_run(config, dataset=None, parameters=None):
    """Saved by somebody's own program."""
    trainer = train(config, parameters, dataset)
    history = History(trainer)
    for _ in range(3):
        next(trainer)
        history.record()
    return saved_run(trainer, history)


class TestFile:
    """A file that is opened."""

    @pytest.fixture(autouse=True)
    def kept(self, tab):
        return tab

    def test_it_opens_at_its_epoch(self, kept):
        one, = kept_runs(kept, 1)
        runs.add(runs.file_of(ADA, entry(kept, one)))
        run = run_session.current()
        assert (run.last.number, run.config.seed, kept.viewer.note) == (5, 0, "The run of the file.")
        assert kept.viewer.live.identity != one and kept.store.usage(ADA)[0] == 2

    @pytest.mark.parametrize(("run", "sentence"), [
        (api_run(Config(dataset="own"), Dataset([[0.0], [1]], [0, 1])), "two inputs and one output"),
        (api_run(Config(dataset="own"), Dataset([[0, 1], [1e9, 1]], [0, 1])), "cannot take these samples"),
        (api_run(Config(), Dataset([[0, 1], [1, 1]], [0, 1])),
         "^The run file is not used: its samples are not those that its settings draw.$"),
        (api_run(Config(), Dataset([[0, 1], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])), "not those that its settings draw"),
        (api_run(Config(), Dataset([[0.0], [1]], [0, 1])), "not those that its settings draw"),
    ], ids=["one input", "far away", "fewer samples", "one other sample", "other inputs"])
    def test_a_run_that_the_train_page_cannot_show_is_refused(self, run, sentence, kept):
        with pytest.raises(RunFileError, match=sentence):
            runs.add(write_run(run))
        assert kept.store.usage(ADA) == (0, 0)

    def test_start_weights_that_the_seed_does_not_draw_count_as_given(self):
        run = api_run(Config(), None, next(train(Config(seed=7))).parameters)
        runs.add(write_run(run))
        assert run_session.current().parameters is not None
        assert run_session.current().last.vector.tobytes() == run.states[-1].vector.tobytes()

    @pytest.mark.parametrize("content", [b"", b"PK", b"x" * 1000])
    def test_another_file_is_refused(self, content):
        with pytest.raises(RunFileError):
            runs.add(content)

    @pytest.mark.parametrize(("config", "data"), [
        (Config(), None), (Config(dataset="own"), Dataset([[0, 0], [0, 1], [1, 1]], [0, 1, 0.5])),
        (Config(dataset="moons", samples=20, test_share=0.25), None)], ids=["xor", "own", "moons"])
    def test_start_weights_that_the_seed_draws_are_given_only_where_the_file_says_so(self, config, data):
        run = api_run(config, data)
        assert not runs._fit_for_train(run).given_weights
        assert runs._fit_for_train(SavedRun(**vars(run) | {"given_weights": True})).given_weights
