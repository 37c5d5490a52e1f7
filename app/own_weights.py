"""Own start weights in place of the network's, pasted or uploaded."""

import numpy as np
import streamlit as st

from app.plain_text import plain
from app.subject import Subject
from xorcore.network import sizes_of
from xorcore.student_data import read_numbers
from xorcore.student_numbers import StudentDataError, StudentNumbers, shapes_in_words


def own_weights(subject: Subject) -> tuple[np.ndarray | None, tuple[int, ...]]:
    """The start weights given here as a flat vector, None while none that fit are given; and the layer sizes."""
    sizes = sizes_of(subject.parameters)
    with st.popover("Own start weights…", width="stretch"):
        numbers = numbers_input("Start weights", sizes, len(subject.dataset.inputs), key="own_weights")
    return (None if numbers is None else numbers.values), sizes


def numbers_input(label: str, sizes: tuple[int, ...], samples: int, key: str) -> StudentNumbers | None:
    """Weights or gradients as text or as a file; None while there are none that can be used."""
    st.caption(f"Expected: {shapes_in_words(sizes)}, as JSON {{\"W1\": [[…]], \"b1\": […], …}}, CSV, .npz or .npy.")
    text = st.text_area(label, key=f"{key}_text", height=120)
    file = st.file_uploader(f"{label} from a file", key=f"{key}_file")
    content = file.getvalue() if file is not None else text
    if not content.strip():
        return None
    try:
        return read_numbers(content, sizes, samples)
    except StudentDataError as error:
        st.error(f"{plain(str(error))} The network stays as it is.")
        return None
