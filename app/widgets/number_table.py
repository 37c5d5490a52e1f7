"""A table of numbers, each with five digits as everywhere; sorted by value, and its file has all digits."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from app.widgets.folded import folded
from app.words.numbers import count, figure

EXACT = 2**53  # from here on Streamlit's columns of numbers (1.67) show all digits in grey and a warning
ROW, MOST_ROWS, EDGE = 35, 10, 2  # pixels of a row, rows that are seen without scrolling, pixels of the edge


def height_of(table: pd.DataFrame) -> int:
    """Pixels of `st.dataframe`, as it takes them by itself, but before its code has come: what is below stays there."""
    return ROW * (1 + min(max(1, len(table)), MOST_ROWS)) + EDGE


def number_table(table: pd.DataFrame, otherwise: dict[str, Callable] | None = None, **more):
    """otherwise: how numbers of these columns are written. more: of `st.dataframe`, whose answer is given."""
    written = {column: (otherwise or {}).get(column, _written(values)) for column, values in table.items()
               if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)}
    config = dict(more.pop("column_config", {}))
    for column in written:
        if table[column].abs().ge(EXACT).any():
            config[column] = st.column_config.TextColumn(help=config.get(column, {}).get("help"), alignment="right")
    return st.dataframe(table.style.format(written, na_rep="–"), hide_index=True, placeholder="–", column_config=config,
                        **{"height": height_of(table)} | more)


def _written(values: pd.Series):
    return count if pd.api.types.is_integer_dtype(values) else figure


def numbers_behind(tables: Callable[[], object], key: str) -> None:
    """The tables behind a page's pictures, once they are asked for."""
    folded("The numbers behind the pictures", tables, key)


def table_behind(name: str, table: pd.DataFrame) -> None:
    """The numbers behind a picture of this name, for who does not see it or wants to copy them."""
    st.markdown(f"**{name}**")
    number_table(table)
