"""The page Runs, as a visitor uses it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from app.run import session
from app.runs import session as runs_session
from app.server import keeper as keeper_file
from app.server.keeper import Keeper
from app.server.store import Store
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import assert_fine, opened, run_of, viewer_of
from tests.helpers.watching import looking
from xorcore import Config
from xorcore.files import RunFileError, read_run

ADA = "a" * 43
PAGE = "app/pages/runs.py"
AGES = r"Just now|\d+ seconds? ago"


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """Ada's store, in memory."""
    made = Keeper(Store(None))
    monkeypatch.setattr(keeper_file, "_keeper", made)
    monkeypatch.setattr(session, "visitor_of", lambda _: ADA)
    yield made
    made.store.close()


def trained(kept, *configs: Config) -> list[str]:
    """Identities of runs of these settings, the last one saved last."""
    ids = []
    for config in configs:
        live = session.live_runs.open_run(session.new_run(config), ADA)
        live.run.train_for(60_000, 20)
        kept.save(live)
        session.live_runs.forget(live)
        ids.append(live.identity)
    return ids


def said(app) -> str:
    return "\n".join(element.value for kind in (app.markdown, app.caption, app.warning) for element in kind)


def test_a_newcomer_is_told_what_will_be_here_and_led_to_train():
    app = opened(PAGE)
    assert "every run that you train is kept here" in said(app)
    assert [button.label for button in app.button] == ["Go to Train"]
    assert_reads(app, "runs, none yet")


def test_a_store_that_is_turned_off_is_said():
    assert "The store is turned off" in said(opened(PAGE))


def test_runs_are_listed_newest_first_with_a_picture_each(kept):
    trained(kept, Config(seed=1, epochs=20), Config(seed=2, learning_rate=0.3))
    app = opened(PAGE)
    lines = [element.value for element in app.caption if "seed" in element.value]
    assert [line.rsplit("seed ")[-1] for line in lines] == ["2", "1"]
    assert "epoch 20 of 20" in said(app) and "finished" in said(app) and "epoch 20 of 30\u202f000" in said(app)
    assert len(app.get("image")) == 2
    assert all(entry.picture for entry in kept.store.entries(ADA, 0, 9))


def test_pages_of_ten(kept):
    ids = trained(kept, *(Config(seed=seed) for seed in range(12)))
    app = opened(PAGE)
    assert "Page 1 of 2" in said(app) and len(app.checkbox) == 10
    app.button(key="runs_older").click().run()
    assert "Page 2 of 2" in said(app) and len(app.checkbox) == 2
    app.checkbox[0].check().run()
    assert_reads(app, "runs", moving="|".join([*ids, AGES]))
    assert app.query_params["list_page"] in ("2", ["2"])


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 50, "7"])
def test_a_page_that_is_not_there_is_the_nearest(kept, page):
    trained(kept, Config())
    assert len(opened(PAGE, list_page=page).checkbox) == 1


def test_a_run_is_opened_where_it_stands(kept):
    one, _ = trained(kept, Config(seed=1), Config(seed=2))
    app = opened(PAGE)
    app.button(key=f"runs_open_{one}").click().run()
    assert_fine(app)
    assert viewer_of(app).live.identity == one
    assert (run_of(app).last.number, run_of(app).config.seed) == (20, 1)


def test_a_new_run_from_a_kept_one_has_its_settings(kept):
    one, _ = trained(kept, Config(seed=1), Config(seed=2))
    app = opened(PAGE)
    app.checkbox(key=f"runs_choose_{one}").check().run()
    app.button(key="runs_start_from").click().run()
    assert_fine(app)
    assert (run_of(app).last.number, run_of(app).config.seed) == (0, 1)


def test_a_name_is_shown_and_goes_into_the_file(kept):
    one, = trained(kept, Config(seed=1))
    app = opened(PAGE)
    app.checkbox(key=f"runs_choose_{one}").check().run()
    app.text_input(key=f"runs_name_{one}").set_value("My *best*\nrun").run()
    assert r"**My \*best\* run**" in said(app)
    kept.store.rename(ADA, one, "My best run")
    assert read_run(runs_session.file_of(ADA, kept.store.entry(ADA, one))).name == "My best run"


def test_a_name_that_is_too_long_is_refused_and_the_name_stays(kept):
    one, = trained(kept, Config(seed=1))
    app = opened(PAGE)
    app.checkbox(key=f"runs_choose_{one}").check().run()
    for typed in ("  My   run ", "a" * 61):
        app.text_input(key=f"runs_name_{one}").set_value(typed).run()
        assert app.text_input(key=f"runs_name_{one}").value == "My run"
    assert "A name must have at most 60 characters, got 61; it stays as it was." in said(app)
    assert "**My run**" in said(app)


@pytest.mark.parametrize("button", ["runs_open_{}", "runs_start_from", "runs_delete_chosen"])
def test_a_click_on_a_run_that_another_tab_has_deleted_is_answered_with_a_sentence(kept, button):
    one, other = trained(kept, Config(seed=1), Config(seed=2))
    app = opened(PAGE)
    app.checkbox(key=f"runs_choose_{one}").check().run()
    kept.delete(ADA, [one])
    app.button(key=button.format(one)).click().run()
    assert_fine(app)
    assert "no longer kept: deleted in another tab, or gone to make room." in said(app) or "0 runs deleted." in said(app)
    app.checkbox(key=f"runs_choose_{other}").check().run()
    assert "no longer kept" not in said(app) and not app.button(key="runs_start_from").disabled


def test_the_file_is_made_in_a_thread_that_knows_of_no_tab(kept, monkeypatch):
    one, = trained(kept, Config(seed=1))
    made = []
    monkeypatch.setattr(st, "download_button", lambda label, data, **_: made.append(data))
    opened(PAGE).checkbox(key=f"runs_choose_{one}").check().run()
    monkeypatch.setattr(session, "visitor_of", lambda _: "b" * 43)  # as where no cookie is
    with ThreadPoolExecutor(1) as elsewhere:
        content = elsewhere.submit(made[-1]).result()
    assert read_run(content).config.seed == 1


def test_a_run_that_was_deleted_meanwhile_has_no_file(kept):
    one, = trained(kept, Config(seed=1))
    entry = kept.store.entry(ADA, one)
    kept.delete(ADA, [one])
    with pytest.raises(RunFileError, match="no longer kept"):
        runs_session.file_of(ADA, entry)


def test_chosen_runs_are_deleted_and_the_others_stay(kept):
    one, two = trained(kept, Config(seed=1), Config(seed=2))
    app = opened(PAGE)
    app.checkbox(key=f"runs_choose_{one}").check().run()
    app.button(key="runs_delete_chosen").click().run()
    assert_fine(app)
    assert [entry.id for entry in kept.store.entries(ADA, 0, 9)] == [two]
    assert "1 run deleted." in said(app)


@pytest.mark.parametrize("which", ["chosen", "all"])
def test_a_tab_whose_run_is_deleted_in_another_is_told_so_and_no_other(kept, which):
    one, two = trained(kept, Config(seed=1), Config(seed=2))
    looks, other = (looking(live=kept.find(ADA, identity)[0]) for identity in (one, two))
    stranger = looking(Config(seed=1))
    app = opened(PAGE)
    app.checkbox(key=f"runs_choose_{one}").check().run()
    app.button(key=f"runs_delete_{which}").click().run()
    assert_fine(app)
    gone = "Deleted in another tab: it can go on here, but is kept no more."
    assert (looks.note, other.note, stranger.note) == (gone, gone if which == "all" else "", "")
    assert viewer_of(app).note == ""


def test_all_runs_are_deleted_also_the_one_on_the_train_page(kept):
    trained(kept, Config(seed=1), Config(seed=2))
    app = opened(PAGE)
    before = viewer_of(app).live
    app.button(key="runs_delete_all").click().run()
    assert_fine(app)
    assert kept.store.usage(ADA) == (0, 0) and "every run that you train is kept here" in said(app)
    assert viewer_of(app).live is not before and run_of(app).config == before.run.config


def test_a_run_that_cannot_be_read_is_said(kept):
    one, = trained(kept, Config(seed=1))
    kept.store._connection.execute("UPDATE states SET content = zeroblob(9)")
    app = opened(PAGE)
    app.button(key=f"runs_open_{one}").click().run()
    assert_fine(app)
    assert "is damaged in the store" in said(app)


@pytest.mark.parametrize(("number", "compares"), [(1, False), (2, True), (6, True), (7, False)])
def test_two_to_six_runs_can_be_compared(kept, number, compares):
    ids = trained(kept, *(Config(seed=seed) for seed in range(7)))
    app = opened(PAGE)
    for identity in ids[:number]:
        app.checkbox(key=f"runs_choose_{identity}").check()
    app.run()
    assert app.button(key="runs_compare").disabled is not compares


@pytest.mark.parametrize(("number", "goes"), [(0, ""), (1, "The 1 chosen run goes for"),
                                              (2, "The 2 chosen runs go for")])
def test_what_needs_one_run_waits_for_one_and_what_is_deleted_is_counted(kept, number, goes):
    ids = trained(kept, Config(seed=0), Config(seed=1))
    app = opened(PAGE)
    for identity in ids[:number]:
        app.checkbox(key=f"runs_choose_{identity}").check()
    app.run()
    assert app.button(key="runs_start_from").disabled is (number != 1)
    assert [field.label for field in app.text_input] == ["Name of the run"] * (number == 1)
    assert goes in said(app) and "All your runs here, 2, " in said(app)
    assert any(button.key == "runs_delete_chosen" for button in app.button) is (number > 0)
