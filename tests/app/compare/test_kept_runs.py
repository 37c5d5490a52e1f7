"""Kept runs stand side by side as they were saved."""

import pytest

from app.compare import kept_runs
from app.compare.kept_runs import Side, answer, have_different_losses, largest_error, losses, outputs, table
from app.run import session
from app.server import keeper as keeper_file
from app.server import live_runs
from app.server.keeper import Keeper
from app.server.run import new_run
from app.server.store import Store
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import assert_fine, opened, unfold
from xorcore import Config, History, train
from xorcore.files import saved_run

ADA, BOB = "a" * 43, "b" * 43
PAGE = "app/pages/compare.py"


@pytest.fixture
def kept(monkeypatch):
    made = Keeper(Store(None))
    monkeypatch.setattr(keeper_file, "_keeper", made)
    monkeypatch.setattr(session, "visitor_of", lambda _: ADA)
    yield made
    made.store.close()


def trained(kept, config: Config, visitor=ADA) -> str:
    live = live_runs.open_run(new_run(config), visitor)
    live.run.train_for(60_000, 30)
    kept.save(live)
    live_runs.forget(live)
    return live.identity


def saved(config: Config, epochs: int):
    trainer = train(config)
    history = History(trainer)
    for epoch in trainer:
        history.record()
        if epoch.number == epochs:
            break
    return saved_run(trainer, history)


def test_the_table_says_what_the_runs_are():
    rows = table([Side("one", saved(Config(epochs=30), 30), {"ended": "finished"}), Side("two", saved(Config(), 7), {}),
                  Side("three", saved(Config(), 8), {"ended": "", "playing": True})])
    assert rows["how it stands"].tolist() == ["finished at epoch 30", "paused at epoch 7", "plays at epoch 8"]
    assert rows["loss"].tolist()[:2] == [list(train(Config(epochs=30)))[-1].loss, saved(Config(), 7).losses[-1]]


def test_the_runs_that_stand_lowest_and_highest_are_told():
    sides = [Side(name, saved(Config(), epochs), {}) for name, epochs in (("second", 5), ("last", 1), ("first", 30))]
    lowest, highest = answer(sides).split(", highest ")
    assert lowest.startswith("Lowest stands **first** with a loss of ") and lowest.endswith(" at epoch 30")
    assert highest.startswith("**last** with a loss of ") and highest.endswith(" at epoch 1.")


@pytest.mark.parametrize(("other", "different"), [
    (Config(seed=1), False), (Config(hidden=(2,)), False), (Config(l2=0.1), True), (Config(reduction="mean"), True),
    (Config(loss="cross_entropy"), True), (Config(dataset="linear"), True),
])
def test_losses_are_different_where_the_function_or_the_samples_are(other, different):
    assert have_different_losses([saved(Config(), 3), saved(other, 3)]) == different


def test_samples_of_another_draw_are_different_ones():
    assert have_different_losses([saved(Config(dataset="moons", seed=seed), 3) for seed in (0, 1)])


def test_behind_the_curves_stand_their_losses_up_to_the_end_of_each_run():
    runs = {"one": saved(Config(epochs=30), 30), "two": saved(Config(), 7)}
    rows = losses([Side(name, run, {}) for name, run in runs.items()]).set_index("epoch")
    assert {name: rows[name].dropna().index[-1] for name in runs} == {"one": 30, "two": 7}
    assert all(rows.loc[epoch, name] == runs[name].losses[epoch] for name in runs for epoch in rows[name].dropna().index)


def test_behind_a_surface_stand_its_outputs_at_the_samples():
    run = saved(Config(epochs=30), 30)
    rows = outputs(run)
    assert [*rows] == ["x1", "x2", "target", "output"] and rows["x1"].tolist() == run.dataset.inputs[:, 0].tolist()
    assert (rows["output"] - rows["target"]).abs().max() == largest_error(run)


def test_of_very_many_samples_the_first_are_told():
    rows = outputs(saved(Config(dataset="moons", samples=kept_runs.MOST_SAMPLES + 1), 1))
    assert len(rows) == kept_runs.MOST_SAMPLES


def test_the_largest_error_is_that_of_the_present_weights():
    run = saved(Config(epochs=30), 30)
    run.states[-1].vector[:] = 0  # every output is 1/2
    assert largest_error(run) == 0.5


def test_runs_of_different_networks_are_side_by_side(kept):
    ids = [trained(kept, Config(hidden=(2,), seed=1)), trained(kept, Config(dataset="moons", seed=2))]
    app = opened(PAGE, runs=",".join(ids))
    assert len(app.get("bidi_component")) == 1
    assert len(app.get("plotly_chart")) == 2
    assert "seed 1" in app.caption[0].value and "seed 2" in app.caption[1].value
    assert [part.value for part in app.subheader] == ["What the networks answer", "In numbers"]
    assert "of different loss functions or data" in app.markdown[0].value
    unfold(app, "kept_runs_numbers")
    assert_reads(app, "compare kept runs", moving="|".join([*ids, r"Just now|\d+ seconds? ago"]))
    app.button(key="compare_leave").click().run()
    assert_fine(app)
    app.query_params["runs"] = ",".join(ids)  # a click with the address of a moment ago
    app.run()
    assert app.button(key="compare_start")


@pytest.mark.parametrize("others", ["", "nothing", "x" * 5000, ",,,,"])
def test_runs_that_are_not_there_or_not_yours_are_said(kept, others):
    stranger_s = trained(kept, Config(), BOB)
    app = opened(PAGE, runs=f"{trained(kept, Config(seed=1))},{stranger_s},{others}")
    assert "A comparison needs 2 of your kept runs at least, here are 1" in app.warning[0].value


def test_at_most_six(kept):
    ids = [trained(kept, Config(seed=seed)) for seed in range(7)]
    assert len(opened(PAGE, runs=",".join(ids)).get("plotly_chart")) == kept_runs.MOST_RUNS
