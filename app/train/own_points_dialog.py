"""The dialog for own points: paste them, upload a file, or type them in a table."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from app.run import session
from app.run.own_points import MOST_BYTES, MOST_POINTS, Points, PointsError, points_from_rows, points_to_text, read_points
from app.run.targets import reach
from app.widgets.number_field import number_text
from app.words.numbers import count, figure
from app.words.plain_text import plain
from xorcore.book import OWN_DATA, read_number

COLUMNS = ["x1", "x2", "target"]


def ask() -> None:
    """Open the dialog. The run stands still for it: a page that follows a run closes a dialog and opens it again."""
    session.pause()
    st.session_state.asking_for_points = True


def close() -> None:
    st.session_state.asking_for_points = False


def show_if_asked() -> None:
    if st.session_state.get("asking_for_points"):
        _dialog()


@st.dialog("Own points", on_dismiss=close)
def _dialog() -> None:
    output = session.current().present_config.output_activation
    low, high = reach(output)
    st.caption(f"Up to {count(MOST_POINTS)} points with x1, x2 and a target from {figure(low)} to {figure(high)}, or with "
               "two labels. Commas, tabs, semicolons, spaces or pipes between columns; or lists, as Python writes them.")
    data = session.current().dataset
    table, paste, upload = st.tabs(["Table", "Paste", "Upload"])
    with table:
        # Text, as a cell for numbers drops the decimal comma: 0,25 would be 25.
        rows = [[*map(number_text, x), number_text(y[0])] for x, y in zip(data.inputs, data.targets, strict=True)]
        edited = st.data_editor(pd.DataFrame(rows, columns=COLUMNS), num_rows="dynamic", hide_index=True, height=260)
        if st.button("Use the table", type="primary"):
            _use(lambda: points_from_rows(numbers_of(edited), output))
    with paste:
        text = st.text_area("Lines of x1, x2, target", points_to_text(data) if len(data.inputs) <= 50 else "", height=260)
        if st.button("Use the text", type="primary"):
            _use(lambda: read_points(text, output))
    with upload:
        file = st.file_uploader("CSV or text file", type=None, max_upload_size=MOST_BYTES // 10**6)
        if file is not None and st.button("Use the file", type="primary"):
            _use(lambda: read_points(file.getvalue(), output))


def numbers_of(table: pd.DataFrame) -> list[list[float]]:
    """The rows of cells of text, without those that are empty. Raises PointsError."""
    texts = [["" if pd.isna(cell) else str(cell).strip() for cell in row] for row in table.itertuples(index=False)]
    filled = [(number, row) for number, row in enumerate(texts, 1) if any(row)]
    return [[_number(cell, number, name) for name, cell in zip(COLUMNS, row, strict=True)] for number, row in filled]


def _number(cell: str, row: int, column: str) -> float:
    try:
        return read_number(cell)
    except ValueError as error:
        raise PointsError(f"Row {row}, {column}: {error}.") from None


def _use(read: Callable[[], Points]) -> None:
    try:
        dataset, notes = read()
    except PointsError as error:
        st.error(f"{plain(str(error))} The network and its history stay as they are.")
        return
    config = session.current().present_config
    note = " ".join([f"New run: {len(dataset.inputs)} own points.", *notes])
    session.start(replace(config, dataset=OWN_DATA), dataset, plain(note))
    close()
    st.rerun()
