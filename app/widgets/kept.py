"""A widget keeps what it holds while another view of the page is shown; Streamlit forgets what it does not draw."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from app.words.plain_text import plain


def kept(key: str, default) -> Callable[[], None]:
    """Let the widget of this key, drawn next, hold what it held last. The result is its `on_change`: an edit that comes
    together with the change of the view is kept as well."""
    state = st.session_state
    held = state.setdefault("kept", {})
    state[key] = held[key] = state.get(key, held.get(key, default))

    def changed() -> None:
        held[key] = st.session_state[key]
    return changed


def kept_file(label: str, key: str, megabytes: int) -> bytes | None:
    """The content of a file that is brought, None without one. Streamlit does not draw a file again that it has forgotten:
    what was kept stands under the field, with a button that lets go of it."""
    held = st.session_state.setdefault("kept", {})

    def changed() -> None:
        file = st.session_state[key]
        held[key] = None if file is None else (file.name, file.getvalue())

    drawn = st.file_uploader(label, key=key, on_change=changed, max_upload_size=megabytes)
    name, content = held.get(key) or ("", None)
    if name and drawn is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"In use: {plain(name)}", width="content")
            st.button("Remove", key=f"{key}_remove", on_click=held.pop, args=(key,))
    return content


def kept_column(table: pd.DataFrame, column: str, key: str, **more) -> list[str]:
    """The texts of a column that is typed into a table. more: of `st.data_editor`.

    The editor's own edits are relative to the table that it was first drawn with: that stays until it is drawn anew.
    """
    state = st.session_state
    held, before = state.setdefault("kept", {}), f"{key}_before"
    typed = held.setdefault(key, list(table[column]))
    if key not in state:
        held[before] = typed

    def changed() -> None:
        held[key] = with_edits(held[before], column, state[key]["edited_rows"])

    st.data_editor(table.assign(**{column: held[before]}), key=key, on_change=changed, **more)
    return held[key]


def with_edits(texts: list[str], column: str, edited_rows: dict[int, dict[str, str | None]]) -> list[str]:
    """What the column holds after the editor's edits."""
    edits = {row: cells[column] or "" for row, cells in edited_rows.items() if column in cells}
    return [edits.get(row, text) for row, text in enumerate(texts)]
