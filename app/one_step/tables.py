"""All numbers of one layer in one step, as tables."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from app.widgets.kept import kept
from app.widgets.number_table import number_table
from app.words.numbers import exact, figure
from xorcore.book import layout, unit_name
from xorcore.step import StepTrace


def samples_table(trace: StepTrace, layer: int) -> pd.DataFrame:
    """z, a and ∂L/∂z of every unit, a row per sample of the batch."""
    here = trace.layers[layer]
    columns = {"sample": trace.rows + 1}
    for symbol, values in (("z", here.z), ("a", here.a), ("∂L/∂z", here.delta)):
        columns |= {f"{symbol} {unit_name(trace.sizes, layer + 1, j)}": values[:, j] for j in range(values.shape[1])}
    return pd.DataFrame(columns)


def gradient_table(trace: StepTrace, layer: int) -> pd.DataFrame:
    """dL/dW with a row per input of the layer, and dL/db as the last row."""
    here = trace.layers[layer]
    names = [unit_name(trace.sizes, layer + 1, j) for j in range(here.W.shape[1])]
    rows = [unit_name(trace.sizes, layer, i) for i in range(here.W.shape[0])]
    table = pd.DataFrame(np.vstack([here.dW, here.db]), columns=[f"to {name}" for name in names])
    table.insert(0, "from", [*rows, "bias"])
    return table


def update_table(trace: StepTrace, layer: int) -> pd.DataFrame:
    """Each weight and bias: before, the terms of its change, their sum Δw, and after."""
    both = layout(trace.sizes)[layer].both
    here = trace.layers[layer]
    sources = [*(unit_name(trace.sizes, layer, i) for i in range(here.W.shape[0])), "bias"]
    targets = [unit_name(trace.sizes, layer + 1, j) for j in range(here.W.shape[1])]
    columns = {"from": [s for s in sources for _ in targets], "to": targets * len(sources), "w": trace.vector[both]}
    columns |= {term: values[both] for term, values in trace.update.terms.items()}
    return pd.DataFrame(columns | {"Δw": trace.change[both], "new w": trace.new_vector[both]})


TABLES = {"Per sample: z, a, ∂L/∂z": samples_table, "Gradient: dL/dW, dL/db": gradient_table, "Update: Δw": update_table}


def all_digits() -> bool:
    """A switch that all views of the page share."""
    return st.toggle("All digits", key="all_digits", on_change=kept("all_digits", False))


def show_table(table: pd.DataFrame, whole: bool, rough: tuple[str, ...] = ()) -> None:
    """Numbers with all digits or with five, those of the rough columns with two."""
    number_table(table, dict.fromkeys(table.select_dtypes("float"), exact if whole else figure)
                 | dict.fromkeys(rough, partial(figure, digits=2)))
