"""What the page Runs shows: the list, and what can be done with the runs that are chosen."""

import time
from contextlib import AbstractContextManager

import streamlit as st

from app.run.session import refusals, visitor
from app.runs import session, words
from app.runs.session import LEAST_COMPARED, MOST_COMPARED
from app.server.keeper import keeper
from app.server.tables import Entry
from app.widgets.refusal import refused_below
from app.widgets.synced_widget import synced
from app.words.heard_name import heard_name
from app.words.plain_text import plain
from xorcore.files import RunFileError

PICTURE_WIDTH = 140  # pixels, half of the picture's own
TRAIN, COMPARE = "app/pages/train.py", "app/pages/compare.py"
MOST_MEGABYTES = 20  # of a file that is opened


# On a phone what is said of a run stands below its picture, nearer to it than to the next run's.
STYLE = """<style>
[class*=st-key-runs_text_] { min-width: min(20rem, 100%) }
@media (max-width: 640px) { html [class*=st-key-run_] { row-gap: 0.25rem; padding-bottom: 0.75rem } }
</style>"""


def notices() -> None:
    """What became of the store, and what the link gets wrong."""
    store = keeper().store
    for sentence in (store.problem, store.note, *refusals()):
        if sentence:
            st.warning(plain(sentence))


def done() -> None:
    """What was done last, beside the buttons, so that it pushes no run."""
    if st.session_state.runs_note:
        st.caption(st.session_state.runs_note, width="content")
    st.session_state.runs_note = ""


def refused() -> AbstractContextManager:
    """What was refused last, below what is drawn inside."""
    sentence, st.session_state.runs_refusal = st.session_state.runs_refusal, ""
    return refused_below("runs", sentence)


def actions(chosen: list[Entry]) -> None:
    """For the runs that are chosen; what needs one is disabled for two."""
    one = chosen[0] if len(chosen) == 1 else None
    with refused(), st.container(horizontal=True, vertical_alignment="center", key="runs_actions"):
        _compare(chosen)
        if st.button("New run from it", disabled=one is None, key="runs_start_from",
                     help="At epoch 0, with the same settings, samples and start weights."):
            _train_page_if(session.start_from(one))
        _name(one)
        _download(one)
        _delete(chosen)
        _open_file()
        done()


def _train_page_if(done: bool) -> None:
    """Go there; where the run could not be read, say so here."""
    if done:
        st.switch_page(TRAIN)
    st.rerun()


def _download(one: Entry | None) -> None:
    owner = visitor()
    st.download_button("Download", (lambda: session.file_of(owner, one)) if one else "", disabled=one is None,
                       key="runs_download", file_name=words.file_name(one) if one else None,
                       mime="application/octet-stream", on_click="ignore",
                       help="The whole run as one file, which NumPy alone can read: .npz.")


def _compare(chosen: list[Entry]) -> None:
    fits = LEAST_COMPARED <= len(chosen) <= MOST_COMPARED
    if st.button("Compare", disabled=not fits, key="runs_compare",
                 help=f"{LEAST_COMPARED} to {MOST_COMPARED} chosen runs side by side."):
        st.switch_page(COMPARE, query_params={"runs": ",".join(entry.id for entry in chosen)})


def _name(one: Entry | None) -> None:
    with st.popover("Name", disabled=one is None, key="runs_name"):
        if one:
            synced(st.text_input, "Name of the run", key=f"runs_name_{one.id}", value=one.summary.get("name", ""),
                   take=lambda text: session.rename(one, text))


def _delete(chosen: list[Entry]) -> None:
    number, size = session.usage()
    with st.popover("Delete", disabled=not number, key="runs_delete"):
        if chosen:
            st.markdown(f"The {len(chosen)} chosen {'run goes' if len(chosen) == 1 else 'runs go'} for good, with name, "
                        "losses and state.")
            st.button("Delete the chosen", on_click=session.delete, args=(chosen,), key="runs_delete_chosen")
        st.markdown(f"All your runs here, {number}, {words.megabytes(size)}, go for good.")
        st.button("Delete all", on_click=session.delete, args=(None,), key="runs_delete_all")


def _open_file() -> None:
    with st.popover("Open a file", key="runs_open_file"):
        file = st.file_uploader("A run file, .npz", type="npz", max_upload_size=MOST_MEGABYTES, key="runs_file")
        if file and st.button("Open it on Train", key="runs_open_it"):
            try:
                session.add(file.getvalue())
            except RunFileError as error:
                st.error(plain(str(error)))
            else:
                st.switch_page(TRAIN)


def how_to() -> None:
    """What the buttons wait for."""
    st.markdown("Newest first; each goes on where it stands. Choose one to name it, take it along or begin it anew, "
                f"{LEAST_COMPARED} to {MOST_COMPARED} to compare them.")


def nothing_yet() -> None:
    """What will be here, and the ways to it."""
    st.markdown("Nothing yet: every run that you train is kept here.")
    with refused(), st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Go to Train", type="primary"):
            st.switch_page(TRAIN)
        _open_file()
        done()


def listed(entries: list[Entry]) -> None:
    """A row for each run."""
    st.html(STYLE)
    for entry in entries:
        _row(entry)


def _row(entry: Entry) -> None:
    now, key = time.time(), f"runs_choose_{entry.id}"
    title = words.title(entry, now)
    name = plain(title)
    st.session_state[key] = entry.id in st.session_state.runs_chosen
    with st.container(horizontal=True, vertical_alignment="center", key=f"run_{entry.id}"):
        st.checkbox(f"Choose {name}", key=key, label_visibility="collapsed", on_change=session.choose, args=(entry.id,))
        png = session.png_of(entry)
        if png:
            st.image(png, width=PICTURE_WIDTH)
        if st.button(heard_name("Open", title), key=f"runs_open_{entry.id}", help="On the Train page, where it stands."):
            _train_page_if(session.open_on_train(entry))
        with st.container(width="stretch", gap=None, key=f"runs_text_{entry.id}"):
            st.markdown(f"**{name}** · {plain(words.outcome(entry, now))}")
            st.caption(plain(words.settings(entry)))


def turn_pages() -> None:
    """Where one page does not hold them all."""
    page, last = st.session_state.runs_page, session.pages()
    if last == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="runs_pages"):
        st.button("Newer", disabled=page == 1, on_click=session.turn, args=(-1,), key="runs_newer")
        st.markdown(f"Page {page} of {last}")
        st.button("Older", disabled=page == last, on_click=session.turn, args=(1,), key="runs_older")


def kept() -> None:
    """How much is kept, and what goes."""
    number, size = session.usage()
    store = keeper().store
    limits = store.limits
    st.caption(words.kept(number, size, limits, store.lasts))
    if words.is_nearly_full(number, size, limits):
        st.warning("There is hardly room for more: with each new run the one that was not used for the longest time goes. "
                   "Download what you want to keep, or delete some.")
