"""The picked cell of a map: its settings and outcome, and the way to its run on the Train page."""

import streamlit as st

from app.maps import session as map_session
from app.maps.axes import digits, in_words
from app.maps.picture import MapPicture, outcome_in_words
from app.run import session
from app.server import computation
from app.words.plain_text import plain

TRAIN = "app/pages/train.py"


def picked_cell(picture: MapPicture) -> None:
    """A line of words, and the button where the Train page can start this run."""
    if st.session_state.map_cell is None:
        st.caption("Pick a cell to read its settings and outcome here.")
        return
    row, column = st.session_state.map_cell
    with st.container(horizontal=True, vertical_alignment="center", key="map_cell_line"):
        st.markdown(cell_in_words(picture, row, column), width="content")
        if not map_session.why_not_on_train():
            st.button("Open on Train", on_click=_open, help="The same run; where the map is ragged, rounding in the last "
                      "digit can move its end by some epochs.")
    if map_session.why_not_on_train():
        st.caption(plain(map_session.why_not_on_train()))


def cell_in_words(picture: MapPicture, row: int, column: int) -> str:
    """The settings of a cell in all digits that tell it from its neighbours, and its outcome."""
    values = map_session.cell_settings(picture, row, column)
    settings = ", ".join(f"{in_words(axis.name)} {values[axis.name]:.{digits(axis, picture.cells)}g}"
                         for axis in (picture.x, picture.y))
    outcome = outcome_in_words(picture)[picture.states[row, column]]
    return f"**Picked:** {settings}: {outcome.replace('{v}', f'{picture.values[row, column]:.6g}')}."


def _open() -> None:
    """Make this cell the run; the page follows (see `switch_if_opened`)."""
    config, parameters, dataset = map_session.cell_run(*st.session_state.map_cell)
    computation.stop()
    session.start(config, dataset, "New run: a cell of the map.", parameters)
    st.session_state.map_opened = True


def switch_if_opened() -> None:
    """Go to the Train page, if a cell was opened there; a callback cannot."""
    if st.session_state.pop("map_opened", False):
        st.switch_page(TRAIN)
