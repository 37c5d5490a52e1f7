"""The check of every parameter of a large network: minutes of work, in the background, with its progress and a Cancel."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import streamlit as st

from app.one_step.chosen_step import Subject
from app.server import computation
from app.server.computation import Computation
from app.words.numbers import count
from app.words.plain_text import plain
from xorcore.book import GradientCheck, flatten, growing_check, parameter_count, sizes_of

MEMORY = "whole_check"  # of this tab


class Asked(NamedTuple):
    """The network that is checked, and its check."""

    subject: Subject
    computation: Computation

    def is_of(self, subject: Subject) -> bool:
        mine = self.subject
        return mine.config == subject.config and mine.dataset.equals(subject.dataset) and np.array_equal(
            flatten(mine.parameters), flatten(subject.parameters))


def asked_for(subject: Subject) -> Asked | None:
    """The check of this very network, where it was asked for and not cancelled."""
    asked = st.session_state.get(MEMORY)
    return asked if asked and asked.is_of(subject) and not asked.computation.cancelled else None


def start(subject: Subject, at_once: int) -> None:
    """Begin to check every parameter, so many between two looks."""
    checks = growing_check(subject.config, subject.parameters, subject.dataset, at_once=at_once)
    st.session_state[MEMORY] = Asked(subject, computation.start(checks))


def show(asked: Asked, draw: Callable[[GradientCheck], None]) -> None:
    """How far it is while it runs, and then the check of all parameters."""
    computation.watch(asked.computation, lambda running: _look(asked, draw, running))


def _look(asked: Asked, draw: Callable[[GradientCheck], None], running: bool) -> None:
    work = asked.computation
    if work.error:
        st.error(f"The computation failed: {plain(str(work.error))}")
    elif running:
        done, of_all = work.newest, count(parameter_count(sizes_of(asked.subject.parameters)))
        checked, wrong = (len(done.places), int(done.wrong.sum())) if done else (0, 0)
        st.progress(done.progress if done else 0.0, f"{count(checked)} of {of_all} derivatives are checked, {count(wrong)} "
                                                    "of them differ.")
        st.button("Cancel", on_click=work.cancel)
    elif not work.cancelled:
        draw(work.newest)
