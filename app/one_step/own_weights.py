"""Weights or gradients that a visitor brings: as text, as a file, or typed into a table; own start weights among them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from app.one_step.chosen_step import Subject
from app.widgets.kept import kept, kept_column, kept_file
from app.words.plain_text import plain
from xorcore.book import flatten, parameter_count, parameter_name, parameter_symbol, sizes_of
from xorcore.diagnosis import MOST_BYTES, StudentDataError, StudentNumbers, read_numbers, shapes_in_words

WAYS = ["Text", "File", "Table"]


def own_weights(subject: Subject) -> tuple[np.ndarray | None, tuple[int, ...]]:
    """The start weights given here as a flat vector, None while none that fit are given; and the layer sizes."""
    with st.popover("Own start weights…"):
        numbers, problem = numbers_input("Start weights", subject, key="own_weights")
        if problem:
            st.error(f"{plain(problem)} The network stays as it is.")
        if numbers:
            numbers = _asked(numbers)
            for sentence in numbers.said:
                st.caption(plain(sentence))
    return (None if numbers is None else numbers.values), sizes_of(subject.parameters)


def _asked(numbers: StudentNumbers) -> StudentNumbers:
    """The reading that the visitor means, where there are several."""
    if not numbers.others:
        return numbers
    readings = [each.reading for each in (numbers, *numbers.others)]
    return numbers.read_as(st.radio("These shapes can be read in several ways. Which do you mean?", readings))


def numbers_input(label: str, subject: Subject, key: str) -> tuple[StudentNumbers | None, str]:
    """Weights or gradients as they are brought, None while there are none; and why they cannot be used, or ""."""
    sizes = sizes_of(subject.parameters)
    way = st.segmented_control(f"{label} as", WAYS, required=True, key=f"{key}_way", on_change=kept(f"{key}_way", WAYS[0]))
    content = _table(label, sizes, key) if way == "Table" else _text_or_file(label, sizes, key, way)
    if content is None or isinstance(content, str) and not content.strip():
        return None, ""
    untrained = None if subject.config.train_biases else flatten(subject.parameters)
    try:
        numbers = read_numbers(content, sizes, len(subject.dataset.inputs), untrained)
        return (as_in_the_table(numbers) if way == "Table" else numbers), ""
    except StudentDataError as error:
        return None, str(error)


def _text_or_file(label: str, sizes: tuple[int, ...], key: str, way: str) -> str | bytes | None:
    if way == "Text":
        st.caption(f"Paste what your program prints, in Python, NumPy, PyTorch, MATLAB or JSON: {shapes_in_words(sizes)}.")
        return st.text_area(label, key=f"{key}_text", height=120, on_change=kept(f"{key}_text", ""))
    st.caption(f"Expected: {shapes_in_words(sizes)}, as a text, .npz or .npy.")
    return kept_file(f"{label} from a file", key=f"{key}_file", megabytes=MOST_BYTES // 10**6)


def _table(label: str, sizes: tuple[int, ...], key: str) -> str:
    """What is typed, one number a line, as text so that it keeps its digits; empty until the last one is there."""
    count = parameter_count(sizes)
    names = [f"{parameter_name(sizes, i)}, {parameter_symbol(sizes, i)}" for i in range(count)]
    empty = pd.DataFrame({"parameter": names, "number": [""] * count})
    missing, text = typed_numbers(kept_column(empty, "number", f"{key}_table_{'_'.join(map(str, sizes))}", hide_index=True,
                                              disabled=["parameter"], width="stretch"))
    if missing:
        st.caption(f"{label}: {missing} of {count} numbers are still missing.")
    return text


def as_in_the_table(numbers: StudentNumbers) -> StudentNumbers:
    """Numbers whose places the table names: there is one reading of them."""
    return replace(numbers, reading="", others=())


def typed_numbers(cells: list[str | None]) -> tuple[int, str]:
    """How many cells are still empty; and once none is, all of them as text, a line each."""
    texts = [str(cell or "").strip() for cell in cells]
    missing = texts.count("")
    return missing, "" if missing else "\n".join(texts)
