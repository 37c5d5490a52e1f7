"""One setup of a classic: its run, drawn while it is computed, and everything that determines it."""

import pandas as pd
import streamlit as st

from app.classics import session as classics_session
from app.classics.charts import curve, curve_table
from app.classics.session import SetupRun
from app.run.own_points import why_not_on_train
from app.run.published_networks import NAMES
from app.server.computation import watch
from app.widgets.folded import folded
from app.widgets.loss_curves import loss_curves
from app.widgets.synced_widget import synced
from app.words.numbers import count, exact, figure
from app.words.plain_text import plain
from xorcore import CLASSICS, Config, Dataset, train
from xorcore.book import Parameters
from xorcore.classics import Setup, as_python

SHORT_RUN = 0.2  # seconds to wait for a run's end rather than for the next look at it


def show(name: str) -> None:
    """What ran, and how."""
    st.subheader("What ran", anchor=False)
    choose(name)
    chosen = classics_session.state().opened.setup
    setup = CLASSICS[name].setups[chosen]
    trainer = train(*setup)
    first = next(trainer)
    left, right = st.columns(2, gap="medium")
    with left:
        running = run_live()
        with st.container(horizontal=True):
            run_button(running)
            refusal = ways_on(name, setup)
        if refusal:
            st.caption(plain(refusal))
    with right:
        settings, start, samples, lines = st.tabs(["Settings", "Start weights", "Samples", "Python"])
        with settings:
            settings_of(setup.config)
        with start:
            st.caption(start_in_words(setup))
            st.code(weights_text(first.parameters), language=None, wrap_lines=True)
        with samples:
            st.caption(order_in_words(setup.config, len(trainer.dataset.inputs)))
            st.dataframe(samples_table(trainer.dataset), hide_index=True)
        with lines:
            st.code(as_python(setup), language="python")


def choose(name: str) -> None:
    """Which of the setups is looked at; not a question where there is one."""
    setups, chosen = CLASSICS[name].setups, classics_session.state().opened.setup
    if len(setups) == 1:
        st.caption(plain(chosen.capitalize()))
        return
    synced(st.selectbox, "Setup", key="classic_setup_choice", value=chosen, options=list(setups),
           take=lambda setup: classics_session.open_card(name, setup), label_visibility="collapsed")


def run_live() -> bool:
    """The loss of this setup, computed now. Returns whether more is to come."""
    run = classics_session.setup_run()
    if run is None:
        st.caption("This run is drawn when the figures are computed.")
        return False
    run.computation.join(SHORT_RUN)
    watch(run.computation, lambda running: growing(run, running))
    return run.computation.running


def run_button(running: bool) -> None:
    if running:
        st.button("Cancel", key="cancel_run", on_click=classics_session.cancel)
    else:
        st.button("Run again", disabled=classics_session.running() is not None, on_click=classics_session.run_setup)


def growing(run: SetupRun, running: bool) -> None:
    """The curve known by now."""
    if run.computation.error:
        st.error(f"The run failed: {plain(str(run.computation.error))}")
    if run.curve is None:
        return
    words = ended_in_words(run, running)
    loss_curves("classic_curve", [run.setup], [curve(run.curve.losses)], f"Loss by epoch. {words}", logarithmic=True)
    st.caption(plain(words))
    if not running:
        folded("The same as a table",
               lambda: st.table(curve_table(run.curve.losses), border="horizontal", hide_index=True), key="classic_table")


def ended_in_words(run: SetupRun, running: bool) -> str:
    """How far the run is, or how it ended."""
    last = run.curve.last
    ending = f", {last.diverged}" if last.diverged else ""
    state = run.curve.ended or ("running" if running else "cancelled")
    return f"{state.capitalize()} at epoch {count(last.number)}: loss {figure(last.loss)}{ending}."


def ways_on(name: str, setup: Setup) -> str:
    """To the same setup on the pages Train and One step. Returns why there is none to Train, "" where there is."""
    chosen, refusal = classics_session.state().opened.setup, why_not_on_train(setup.dataset, setup.config.output_activation)
    if not refusal and st.button("Open on Train"):
        classics_session.open_on_train(name, chosen)
    if st.button("Open in One step"):
        st.switch_page("app/pages/one_step.py", query_params={"subject": NAMES[name, chosen]})
    return refusal


def settings_of(config: Config) -> None:
    table = settings_table(config)
    if len(table):
        st.table(table, border="horizontal", hide_index=True)
    st.caption(f"All {'other ' if len(table) else ''}settings are those of Config(), the lab report's.")


def settings_table(config: Config) -> pd.DataFrame:
    """The settings that differ from those of Config()."""
    return pd.DataFrame([{"setting": field, "value": text} for field, text in config.to_link().items()],
                        columns=["setting", "value"])


def start_in_words(setup: Setup) -> str:
    if setup.parameters is not None:
        return "Given, not drawn."
    config = setup.config
    return f"Drawn: {config.init}, scale {exact(config.init_scale)}, seed {config.seed}."


def weights_text(parameters: Parameters) -> str:
    """All start weights in full digits."""
    return "\n".join(f"W{layer} = {W.tolist()}\nb{layer} = {b.tolist()}" for layer, (W, b) in enumerate(parameters, 1))


def order_in_words(config: Config, samples: int) -> str:
    """How the samples make updates."""
    if samples == 1:
        return "One sample, one update an epoch."
    if not 0 < config.batch_size < samples:
        return f"One update an epoch, over all {count(samples)} samples."
    batch = "One update for each sample" if config.batch_size == 1 else f"One update for every {config.batch_size} samples"
    order = "in this order" if config.sample_order == "fixed" else "in an order that is drawn anew for each epoch"
    return f"{batch}, {order}."


def samples_table(dataset: Dataset) -> pd.DataFrame:
    """The training samples in their order."""
    columns = {f"x{i}": values for i, values in enumerate(dataset.inputs.T, 1)}
    outputs = dataset.targets.T
    columns |= {"target" if len(outputs) == 1 else f"target {i}": values for i, values in enumerate(outputs, 1)}
    return pd.DataFrame(columns)
