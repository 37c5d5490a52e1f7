"""The picked cell of a map: its settings and outcome, and the way to its run on the Train page."""

import streamlit as st

from app.maps import session as maps_session
from app.maps import windows
from app.maps.axes import digits, in_words
from app.maps.cell_run import cell_settings, open_on_train, why_not_on_train
from app.maps.picture import MapPicture, outcome_in_words
from app.words.numbers import count, figure
from app.words.plain_text import plain

TRAIN = "app/pages/train.py"


def picked_cell(picture: MapPicture) -> None:
    """A line of words, and the button where the Train page can start this run."""
    if maps_session.state().cell is None:
        st.caption("Pick a cell, by click, touch or arrow keys and Enter: its settings and outcome are told here.")
        return
    row, column = maps_session.state().cell
    with st.container(horizontal=True, vertical_alignment="center", key="map_cell_line"):
        st.markdown(cell_in_words(picture, row, column), width="content")
        st.button("Zoom in", on_click=windows.zoom_to_cell, help="Half as wide and half as high, around this cell; or "
                  "press + on the map.")
        if not why_not_on_train():
            st.button("Open on Train", on_click=open_on_train, args=(row, column), help="The same run; where "
                      "the map is ragged, rounding in the last digit can move its end by some epochs.")
    if why_not_on_train():
        st.caption(plain(why_not_on_train()))


def cell_in_words(picture: MapPicture, row: int, column: int) -> str:
    """The settings of a cell in all digits that tell it from its neighbours, and its outcome."""
    values = cell_settings(picture, row, column)
    settings = ", ".join(f"{in_words(axis.name)} {figure(values[axis.name], digits(axis, picture.cells))}"
                         for axis in (picture.x, picture.y))
    outcome = outcome_in_words(picture)[picture.states[row, column]]
    value = float(picture.values[row, column])
    return f"**Picked:** {settings}: {outcome.replace('{v}', count(int(value)) if value.is_integer() else figure(value))}."


def switch_if_opened() -> None:
    """Go to the Train page, if a cell was opened there; a callback cannot."""
    if maps_session.state().opened:
        maps_session.state().opened = False
        st.switch_page(TRAIN)
