"""Train: watch one network learn, epoch by epoch."""

from urllib.parse import urlencode

import streamlit as st

from app.run import session
from app.run.link import left_out, write_link
from app.run.run import Run
from app.server.fair_share import Share
from app.train import controls, own_points_dialog
from app.train.live_view import asked_epoch, live_view, load, shown_frame
from app.train.metrics import count, metrics, status
from app.train.predictions import history_csv, predictions, printed
from app.words.plain_text import plain

SPEEDS = {"full speed": float("inf"), "1000 epochs a frame": 1000, "100 epochs a frame": 100, "10 epochs a frame": 10,
          "1 epoch a frame": 1}
MOST_NOTICES = 5
TABLE_SECONDS, TABLE_TICKS = 1.0, 5  # how seldom at least the table is drawn anew while the network plays


def notices() -> None:
    """What was refused, in one sentence each."""
    refusals = st.session_state.refusals
    for sentence in refusals[:MOST_NOTICES]:
        st.warning(plain(sentence))
    if len(refusals) > MOST_NOTICES:
        st.warning(f"{len(refusals) - MOST_NOTICES} more settings were refused in the same way.")


def transport(run: Run) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="transport"):
        # Two callbacks, not a toggle: where a tick's request overtakes the click's, Streamlit calls the callback twice.
        st.button("Pause" if run.playing else "Train", key="train", type="primary",
                  on_click=session.pause if run.playing else session.play, disabled=bool(run.ended))
        st.button("Step", on_click=session.step, disabled=bool(run.ended) and run.shown is run.last)
        st.button("Reset", on_click=session.reset)
        st.button("New seed", on_click=session.new_seed)
        st.selectbox("Speed", SPEEDS, key="speed", label_visibility="collapsed", width=200)
        with st.popover("Share"):
            link(run)


def link(run: Run) -> None:
    st.caption("This link brings the run back: its settings, its seed and what was changed while it trained.")
    query = urlencode(write_link(run), safe=",:;")
    st.code(f"{st.context.url}?{query}".rstrip("?"), language=None, wrap_lines=True)
    for what in left_out(run):
        st.warning(f"The {what} of this run are too many for a link; it brings back the rest.")


def look(frames: list[bytes] | None = None) -> None:
    """Draw the shown epoch, or the frames that lead to it."""
    session.catch_up()
    run = session.current()
    status(run)
    metrics(run)
    live_view(frames or [shown_frame(run)], on_epoch=lambda: session.show(asked_epoch()), on_settle=settled)


def tick(share: Share) -> None:
    """Draw what the share of this run allows, training between the frames, then train for the next tick's first.

    In this order a message is sent while the network trains; one that is not sent when the next tick starts is lost.
    """
    run, speed = session.current(), SPEEDS[st.session_state.speed]
    if session.share(run) != share:
        st.rerun()  # not in the tick that ends a run: its frame would reach the screen only with the whole page
    milliseconds = 1000 * share.interval / share.frames
    frames = [shown_frame(run, milliseconds)]
    while run.playing and len(frames) < share.frames:
        session.advance(run, speed)
        frames.append(shown_frame(run, milliseconds))
    look(frames)
    session.advance(run, speed)


def settled() -> None:
    """The timeline was let go: the rest of the page follows."""
    session.show(asked_epoch())
    session.page_is_behind()


def table() -> None:
    run = session.current()
    shown = run.shown
    answers = predictions(run, shown)
    st.markdown(f"**Predictions at epoch {count(shown.number)}**")
    st.dataframe(answers, hide_index=True, column_config={name: st.column_config.NumberColumn(format="plain")
                                                          for name in ("prediction", "error")})
    if printed(answers):
        st.caption("As the report prints them:")
        st.markdown(f"`{printed(answers)}`")


def downloads(run: Run) -> None:
    with st.container(horizontal=True):
        st.download_button("Predictions (CSV)", lambda: predictions(run, run.shown).to_csv(index=False),
                           "predictions.csv", "text/csv", on_click="ignore")
        st.download_button("Loss history (CSV)", lambda: history_csv(run), "loss_history.csv", "text/csv",
                           on_click="ignore")


def cockpit() -> None:
    """What a click on Train, Pause or Step changes, so that the many widgets of the sidebar need not be drawn for it."""
    session.catch_up()
    run = session.current()
    share = session.share(run)
    notices()
    transport(run)
    with st.container(key="live_view"):
        if share:  # two functions: Streamlit stops a timer where another fragment takes its place
            st.fragment(tick, run_every=share.interval)(share)
        else:
            st.fragment(look)()
    if session.share(run) != share:
        st.rerun()
    with st.container(key="predictions"):
        if share:
            st.fragment(table, run_every=max(TABLE_SECONDS, TABLE_TICKS * share.interval))()
        else:
            with st.container():  # in the place of the fragment's own
                table()


def page() -> None:
    session.page_is_drawn()
    run = session.current()
    st.query_params.from_dict(write_link(run))
    st.markdown("**How does a small network learn?** Press Train and watch its loss, its output and its weights.")
    st.fragment(cockpit)()
    downloads(run)
    controls.sidebar()  # its many widgets are slow: a click on Pause shows first where the network stands
    load(run)
    own_points_dialog.show_if_asked()


page()
