"""Check my code: a student's own numbers against the correct step, and against the known mistakes."""

import numpy as np
import streamlit as st

from app.one_step.chosen_step import Subject
from app.one_step.exercise import exercise
from app.one_step.own_weights import numbers_input
from app.widgets.kept import kept
from app.words.plain_text import plain
from xorcore import OPTIMIZERS, diagnose
from xorcore.book import Limits, orders_after, several, sizes_of, unflatten
from xorcore.diagnosis import MOST_STEPS, Diagnosis, StudentDataError, StudentNumbers, read_loss

MOST_ORDERS = 20  # that are listed
KINDS = {"gradients of the first step": "gradients", "weights after some steps": "weights",
         "the loss after some steps": "loss"}


def show(subject: Subject) -> None:
    st.caption("Write a program that starts from the same weights on the same data, and bring what it computes. The answer "
               "says whether it is right, or which known mistake gives exactly these numbers.")
    left, right = st.columns(2, gap="medium")
    with right:
        kind, steps = _checked(subject)
    with left:
        _exercise(subject, steps)
    with left.expander("The same from Python"):
        st.code(python_lines(kind, steps, subject.state.epoch), language="python")


def _steps(text: str) -> tuple[int, str]:
    """The number of steps that is typed, 1 where it is none; and what is said under the field."""
    try:
        return Limits(1, MOST_STEPS, whole=True).read(text), "A step goes once over all samples."
    except ValueError as error:
        return 1, f":red[{plain(f'“After so many steps” {error}; 1 is taken.')}]"


def _checked(subject: Subject) -> tuple[str, int]:
    """What is brought, and the answer; its kind, and after how many steps it is."""
    changed = kept("bring", next(iter(KINDS)))
    kind, steps = KINDS[st.radio("I bring", list(KINDS), horizontal=True, key="bring", on_change=changed)], 1
    if kind != "gradients":
        changed = kept("steps", "1")
        steps, said = _steps(st.text_input("After so many steps", key="steps", on_change=changed))
        st.caption(said)
    numbers, problem = _numbers(subject, kind)
    pressed = st.button("Check", type="primary")
    if problem:
        st.error(plain(problem))
    elif pressed and numbers is None:
        st.info("There is nothing to check yet: bring your numbers first.")
    elif pressed:
        _answer(subject, kind, numbers, steps)
    return kind, steps


def _exercise(subject: Subject, steps: int) -> None:
    samples, epoch = len(subject.dataset.inputs), subject.state.epoch
    sentences = exercise(subject.config, sizes_of(subject.parameters), samples, epoch)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))
    with st.expander("Start weights and data"):
        st.code(start_text(subject, steps), language="json", wrap_lines=True)


def start_text(subject: Subject, steps: int = 1) -> str:
    """Start weights, what the run remembers, data and the orders of the samples in so many steps, as JSON, all digits."""
    lines = _arrays(subject.parameters)
    for what, vector in zip(OPTIMIZERS[subject.config.optimizer].memory.values(), subject.memory, strict=True):
        if subject.state.epoch:
            lines += _arrays(unflatten(vector, sizes_of(subject.parameters)), f"{what} of ")
    orders = orders_after(subject.config, subject.state, len(subject.dataset.inputs), min(steps, MOST_ORDERS))
    if any((np.diff(order) != 1).any() for order in orders):
        lines.append(f'"orders, the first sample is 0": {[order.tolist() for order in orders]}')
    lines += [f'"inputs": {subject.dataset.inputs.tolist()}', f'"targets": {subject.dataset.targets.tolist()}']
    return "{" + ",\n ".join(lines) + "}"


def _arrays(parameters, before: str = "") -> list[str]:
    return [f'"{before}{letter}{number}": {part.tolist()}' for number, layer in enumerate(parameters, 1)
            for letter, part in zip("Wb", layer, strict=True)]


def _numbers(subject: Subject, kind: str) -> tuple[StudentNumbers | None, str]:
    """What was brought, None while there is nothing; and why it cannot be used."""
    if kind != "loss":
        return numbers_input(kind.capitalize(), subject, key=kind)
    text = st.text_input("Loss", key="loss_text", on_change=kept("loss_text", ""))
    try:
        return (read_loss(text) if text.strip() else None), ""
    except StudentDataError as error:
        return None, str(error)


def _answer(subject: Subject, kind: str, numbers: StudentNumbers, steps: int) -> None:
    try:
        diagnosis = diagnose(subject.config, subject.parameters, subject.dataset, steps=steps, state=subject.state,
                             **{kind: numbers})
    except ValueError as error:
        st.error(plain(str(error)))
        return
    (st.success if diagnosis.matches else st.error if diagnosis.fits else st.warning)(plain(diagnosis.sentence))
    for sentence in numbers.read_as(diagnosis.reading).said:
        st.caption(plain(sentence))
    _details(diagnosis)


def _details(diagnosis: Diagnosis) -> None:
    if diagnosis.matches:
        return
    for right in dict.fromkeys(mistake.right for fit in diagnosis.fits for mistake in fit.mistakes):
        st.markdown(f"- Right: {plain(right)}.")
    given = several(diagnosis.given_digits, "digit")
    st.caption(f"The numbers agree with the correct ones to {diagnosis.digits} of {given}; "
               f"{diagnosis.tried} mistakes and pairs of mistakes were tried.")


def python_lines(kind: str, steps: int, epoch: int = 0) -> str:
    """What to write in one's own test. epoch: of the run that the steps go on from."""
    more = "" if kind == "gradients" else f", steps={steps}"
    more += ", state=trainer.state()" if epoch else ""
    going_on = f"trainer = train(Config(...))  # and next(trainer) until epoch {epoch} has come\n" if epoch else ""
    return (f"from xorcore import Config, Dataset, diagnose{', train' if epoch else ''}\n\n{going_on}"
            f"answer = diagnose(Config(...), start_weights, Dataset(inputs, targets), {kind}=mine{more})\n"
            f"assert answer.matches, answer.sentence")
