"""Train: watch one network learn, epoch by epoch."""

from urllib.parse import urlencode

import streamlit as st

from app.run import linked_epoch, session
from app.run.link import left_out
from app.server.keeper import keeper
from app.server.run import Run
from app.server.turns import TURNS
from app.train import controls, own_points_dialog, tour
from app.train.live_view import live_view, load
from app.train.predictions import history_csv, is_the_labs, number_format, predictions, printed
from app.widgets.number_table import number_table
from app.widgets.while_seen import while_seen
from app.words.numbers import count
from app.words.plain_text import plain
from xorcore.classics import REPORTED_ANSWERS

REPORT = (f"What the lab report's own network answers after {count(30_000)} epochs. Its seed is not given, so it is "
          "another start.")
RIGHT = "The error is smaller than half the distance to the other target: below ½ for targets 0 and 1."
MOST_NOTICES = 5
TABLE_SECONDS = 1.0  # between two drawings of the table while the network plays
TABLE_TOP = 90  # pixels from its heading to the end of its first row
SLOW = "the pictures come a few times a second"
NO_SOCKET = f"This browser can open no socket to the server: {SLOW}."
NO_COOKIE = (f"The cookie that makes your runs yours is gone from this browser: {SLOW}, and once this page is loaded again "
             "your runs are not found. Download on the page Runs what you want to keep.")
TIMER_SECONDS = 0.25  # between two frames where the browser can open no socket
TURNS_A_TICK = 25  # where there are no threads either


def question() -> None:
    with st.container(horizontal=True, key="train_question"):
        st.header("How does a small network learn?", anchor=False, width="content")
        st.markdown("Press Train and watch its loss, its output and its weights.", width="content")
        tour.offer()


def notices() -> None:
    """What was refused, in one sentence each, and whether runs are kept."""
    if keeper().store.fails:
        st.warning(plain(keeper().store.problem))
    linked_epoch.offer(session.current())
    refusals = session.refusals()
    for sentence in refusals[:MOST_NOTICES]:
        st.warning(plain(sentence))
    if len(refusals) > MOST_NOTICES:
        st.warning(f"{len(refusals) - MOST_NOTICES} more settings were refused in the same way.")


def link(run: Run) -> None:
    st.caption("This link brings the run back: its settings, its seed, what was changed while it trained, and the epoch.")
    shared = session.shared_link() or {"epoch": "0"}  # the plain address brings back what its reader trained last
    st.code(f"{st.context.url}?{urlencode(shared, safe=',:;')}", language=None, wrap_lines=True)
    for what in left_out(run):
        st.warning(f"The {what} of this run are too many for a link; it brings back the rest.")


def tick(drawn: str) -> None:
    """One frame by the script. drawn: what the rest of the page shows."""
    viewer = session.viewer()
    for _ in range(0 if TURNS.running else TURNS_A_TICK):
        TURNS.turn()
    if viewer.page != drawn:
        st.rerun()
    viewer.tick()
    TURNS.wake()
    st.caption(NO_COOKIE if viewer.cookie_is_gone else NO_SOCKET)
    live_view(viewer)


def pictures() -> None:
    viewer = session.viewer()
    with st.container(key="live_view"):
        load()
        if viewer.by_timer:
            st.fragment(tick, run_every=TIMER_SECONDS)(viewer.page)
        else:
            live_view(viewer)


def table() -> None:
    run = session.current()
    shown = run.shown
    answers = predictions(run, shown)
    st.subheader(f"Predictions at epoch {count(shown.number)}", anchor=False)
    if is_the_labs(run):
        answers.insert(answers.columns.get_loc("error"), "lab report", REPORTED_ANSWERS)
    columns = {"lab report": st.column_config.NumberColumn(help=REPORT),
               "right": st.column_config.CheckboxColumn(help=RIGHT)}
    written = dict.fromkeys(("prediction", "error", "lab report"), number_format(answers))
    number_table(answers, written, column_config=columns)
    if printed(answers):
        st.caption("As the report prints them:")
        st.markdown(f"`{printed(answers)}`")


def answers() -> None:
    with st.container(key="predictions"):
        if session.current().playing:
            while_seen(table, "predictions_seen", TABLE_SECONDS, TABLE_TOP)
        else:
            with st.container():  # in the place of the fragment's own
                table()


def downloads(run: Run) -> None:
    with st.container(horizontal=True):
        st.download_button("Predictions (CSV)", lambda: predictions(run, run.shown).to_csv(index=False),
                           "predictions.csv", "text/csv", on_click="ignore", width=150)
        st.download_button("Loss history (CSV)", lambda: history_csv(run), "loss_history.csv", "text/csv",
                           on_click="ignore", width=150)
        with st.popover("Share"):
            link(run)
        st.button("Run before", on_click=session.go_back, disabled=session.run_before() is None,
                  help="Back to the run that the last Reset, New seed or changed setting put aside, where it was.")


def page() -> None:
    st.sidebar.subheader("Settings", anchor=False)  # first: it takes its room before anything is beside it
    run = session.current()
    question()
    notices()
    pictures()
    if TURNS.running:
        session.viewer().await_first_picture()  # the many widgets that follow are slow
    st.query_params.from_dict(session.link())  # once the browser shows this page, else it goes to the last one's path
    answers()
    downloads(run)
    controls.sidebar()
    own_points_dialog.show_if_asked()


page()
