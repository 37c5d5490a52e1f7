"""The runs of this tab's visitor: which are listed and chosen, and what is done with them."""

import numpy as np
import streamlit as st

from app.run import session
from app.run.own_points import why_not_on_train
from app.run.page_link import PageLink
from app.runs import words
from app.runs.picture import picture, read_picture
from app.server.keeper import keeper
from app.server.tables import Entry, Kept
from app.server.viewer import all_viewers
from app.words.numbers import count
from xorcore import Dataset, train
from xorcore.book import OWN_DATA, Limits, flatten, several
from xorcore.files import LONGEST_NAME, RunFileError, SavedRun, read_run, write_run

PAGE = "runs"  # its url_path
ON_A_PAGE = 10
LEAST_COMPARED, MOST_COMPARED = 2, 6


def begin() -> None:
    """Once: the page of the list that the link names."""
    keeper().save_changed(visitor=session.visitor())  # so that the list is as things are
    state = st.session_state
    if "runs_page" not in state:
        link = PageLink(("list_page",))
        state.runs_page = link.number("list_page", Limits(1, pages(), whole=True), 1)
        link.say()
        state.runs_chosen, state.runs_refusal, state.runs_note, state.runs_listed = [], "", "", []
    if not keeper().store.fails:
        _say_what_is_gone()


def _say_what_is_gone() -> None:
    """A click on a run that was deleted since the list was drawn does nothing any more."""
    state, store = st.session_state, keeper().store
    listed = {*state.runs_listed, *state.runs_chosen}
    gone = {identity for identity in listed if not store.entry(session.visitor(), identity)}
    if gone:
        what = "A run that was listed here is" if len(gone) == 1 else f"{len(gone)} runs that were listed here are"
        refuse(f"{what} no longer kept: deleted in another tab, or gone to make room.")
    state.runs_chosen = [identity for identity in state.runs_chosen if identity not in gone]


def write_link() -> None:
    page = {"list_page": str(st.session_state.runs_page)} if st.session_state.runs_page > 1 else {}
    st.query_params.from_dict(session.link() | page)


def usage() -> tuple[int, int]:
    """Number of runs, and bytes."""
    return keeper().store.usage(session.visitor())


def pages() -> int:
    return max(1, -(-usage()[0] // ON_A_PAGE))


def entries() -> list[Entry]:
    """Those of the page that is looked at."""
    st.session_state.runs_page = min(st.session_state.runs_page, pages())
    found = keeper().store.entries(session.visitor(), (st.session_state.runs_page - 1) * ON_A_PAGE, ON_A_PAGE)
    st.session_state.runs_listed = [entry.id for entry in found]
    return found


def turn(pages_on: int) -> None:
    st.session_state.runs_page = min(max(1, st.session_state.runs_page + pages_on), pages())


def png_of(entry: Entry) -> bytes | None:
    """A picture of the epoch that the entry says, drawn now where there is none; None where the run cannot be read."""
    found = read_picture(entry.picture)
    if found is None or found[0] != entry.epoch:
        kept = load(entry)
        if kept is None:
            return None
        drawn = picture(kept.run)
        found = read_picture(drawn)
        keeper().store.draw(session.visitor(), entry.id, drawn)
    return found[1]


def load(entry: Entry) -> Kept | None:
    """The run out of the store; None, and a sentence on the page, where it cannot be read."""
    try:
        return keeper().store.load(session.visitor(), entry.id)
    except RunFileError as error:
        refuse(str(error))
        return None


def refuse(sentence: str) -> None:
    st.session_state.runs_refusal = sentence


def note(sentence: str) -> None:
    """Something was done."""
    st.session_state.runs_note, st.session_state.runs_refusal = sentence, ""


def chosen() -> list[Entry]:
    """In the order in which they were chosen; what was deleted elsewhere is no longer among them."""
    found = [keeper().store.entry(session.visitor(), identity) for identity in st.session_state.runs_chosen]
    return [entry for entry in found if entry]


def choose(identity: str) -> None:
    """Choose it, or no longer."""
    ids = st.session_state.runs_chosen
    st.session_state.runs_chosen = [one for one in ids if one != identity] if identity in ids else [*ids, identity]


def rename(entry: Entry, text: str) -> None:
    """A name that a run file can hold; a longer one is refused."""
    name = words.clean_name(text)
    if len(name) > LONGEST_NAME:
        refuse(f"A name must have at most {LONGEST_NAME} characters, got {count(len(name))}; it stays as it was.")
    else:
        keeper().store.rename(session.visitor(), entry.id, name)


def open_on_train(entry: Entry) -> bool:
    """Look at it on the Train page. Returns whether it could be read."""
    try:
        live, said = keeper().find(session.visitor(), entry.id)
    except RunFileError as error:
        refuse(str(error))
        return False
    if live is None:
        refuse("This run is no longer kept.")
        return False
    session.open_run(live, said)
    return True


def start_from(entry: Entry) -> bool:
    """A new run at epoch 0 with the same settings, samples and start weights. Returns whether it could be read."""
    kept = load(entry)
    if kept is None:
        return False
    run = kept.run
    data = Dataset(run.dataset.inputs, run.dataset.targets) if run.config.dataset == OWN_DATA else None
    weights = run.start_weights if run.given_weights else None
    session.start(words.config_of(entry), data, "New run from a kept one.", weights)
    return True


def file_of(owner: str, entry: Entry) -> bytes:
    """The run as one file, with its name. Made when it is downloaded, in a thread that knows of no tab."""
    kept = keeper().store.load(owner, entry.id)
    if kept is None:
        raise RunFileError("This run is no longer kept.")
    return write_run(SavedRun(**vars(kept.run) | {"name": entry.summary.get("name", "")}))


def delete(entries: list[Entry] | None) -> None:
    """These runs, or all; the Train page then has a new run with the settings of the one that it had."""
    identities = None if entries is None else [entry.id for entry in entries]
    before = usage()[0]
    live, run = session.viewer().live, session.current()
    if identities is None or live.identity in identities:
        session.start(run.present_config, session.own_points(run.present_config), parameters=run.parameters)
    if keeper().delete(session.visitor(), identities):
        note(f"{several(before - usage()[0], 'run')} deleted.")
        _tell_other_tabs(identities)
    st.session_state.runs_chosen = st.session_state.runs_listed = []


def _tell_other_tabs(identities: list[str] | None) -> None:
    """Those that look at one of these runs, or at any: it stands still."""
    for viewer in all_viewers():
        is_meant = identities is None or viewer.live.identity in identities
        if is_meant and viewer.live.visitor == session.visitor() and viewer is not session.viewer():
            viewer.changed("Deleted in another tab: it can go on here, but is kept no more.")


def add(content: bytes) -> None:
    """Open a run file as a run of this visitor, on the Train page. Raises RunFileError."""
    live = keeper().add(session.visitor(), _fit_for_train(read_run(content)))
    session.open_run(live, "The run of the file.")


def _fit_for_train(run: SavedRun) -> SavedRun:
    """The run, if the Train page can show it and it is what it says. Raises RunFileError."""
    data, config = run.dataset, run.config
    if config.dataset == OWN_DATA and (reason := why_not_on_train(data, config.output_activation)):
        raise RunFileError(reason)
    fresh = train(config, dataset=data if config.dataset == OWN_DATA else None)
    pairs = zip(_arrays(data), _arrays(fresh.dataset), strict=True)
    if not all(a.shape == b.shape and np.allclose(a, b) for a, b in pairs):
        raise RunFileError("The run file is not used: its samples are not those that its settings draw.")
    drawn = np.allclose(flatten(next(fresh).parameters), flatten(run.start_weights))
    return SavedRun(**vars(run) | {"given_weights": run.given_weights or not drawn})


def _arrays(data: Dataset) -> tuple[np.ndarray, ...]:
    return data.inputs, data.targets, data.test_inputs, data.test_targets
