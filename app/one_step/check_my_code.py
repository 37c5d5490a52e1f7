"""Check my code: a student's own numbers against the correct step, and against the known mistakes."""

import streamlit as st

from app.one_step.chosen_step import Subject
from app.one_step.own_weights import numbers_input
from app.words.plain_text import plain
from xorcore.diagnosis.answer import MOST_STEPS, Diagnosis, diagnose
from xorcore.diagnosis.submission import StudentDataError, StudentNumbers, read_loss
from xorcore.network import sizes_of
from xorcore.optimizers import OPTIMIZERS

KINDS = {"gradients of the first step": "gradients", "weights after some steps": "weights",
         "the loss after some steps": "loss"}


def show(subject: Subject) -> None:
    st.caption("Your program starts from the same weights on the same data, with the settings below. Bring what it "
               "computes; the answer says whether it matches, or which known mistake gives exactly these numbers.")
    _exercise(subject)
    kind = KINDS[st.radio("I bring", list(KINDS), horizontal=True, key="bring")]
    steps = 1
    if kind != "gradients":
        steps = st.number_input("After so many steps (each once over all samples)", 1, MOST_STEPS, 1, key="steps")
    numbers = _numbers(subject, kind)
    if st.button("Check", type="primary", disabled=numbers is None):
        _answer(subject, kind, numbers, steps)
    with st.expander("The same from Python"):
        st.code(python_lines(kind, steps), language="python")


def _exercise(subject: Subject) -> None:
    config = subject.config
    layers = "-".join(map(str, sizes_of(subject.parameters)))
    batch = config.batch_size or "all"
    momentum = f", momentum {config.momentum:g}" if OPTIMIZERS[config.optimizer].uses_momentum else ""
    st.markdown(f"Layers {layers}, {config.hidden_activation} and {config.output_activation}; {plain(config.loss)} "
                f"({config.reduction} over samples); {config.optimizer}, learning rate {config.learning_rate:g}{momentum}; "
                f"batch: {batch}; biases {'trained' if config.train_biases else 'not trained'}.")
    with st.expander("Start weights and data"):
        st.code(start_text(subject), language="json", wrap_lines=True)


def start_text(subject: Subject) -> str:
    """Start weights and data as JSON in full digits."""
    lines = []
    for number, (W, b) in enumerate(subject.parameters, 1):
        lines += [f'"W{number}": {W.tolist()}', f'"b{number}": {b.tolist()}']
    lines += [f'"inputs": {subject.dataset.inputs.tolist()}', f'"targets": {subject.dataset.targets.tolist()}']
    return "{" + ",\n ".join(lines) + "}"


def _numbers(subject: Subject, kind: str) -> StudentNumbers | None:
    if kind != "loss":
        return numbers_input(kind.capitalize(), sizes_of(subject.parameters), len(subject.dataset.inputs), key=kind)
    text = st.text_input("Loss", key="loss_text")
    try:
        return read_loss(text) if text.strip() else None
    except StudentDataError as error:
        st.error(plain(str(error)))
        return None


def _answer(subject: Subject, kind: str, numbers: StudentNumbers, steps: int) -> None:
    try:
        diagnosis = diagnose(subject.config, subject.parameters, subject.dataset, steps=steps, **{kind: numbers})
    except ValueError as error:
        st.error(plain(str(error)))
        return
    (st.success if diagnosis.matches else st.error if diagnosis.fits else st.warning)(plain(diagnosis.sentence))
    _details(diagnosis)


def _details(diagnosis: Diagnosis) -> None:
    if diagnosis.matches:
        return
    for right in dict.fromkeys(mistake.right for fit in diagnosis.fits for mistake in fit.mistakes):
        st.markdown(f"- Right: {plain(right)}.")
    st.caption(f"The numbers agree with the correct ones to {diagnosis.digits} of {diagnosis.given_digits} digits; "
               f"{diagnosis.tried} mistakes and pairs of mistakes were tried.")


def python_lines(kind: str, steps: int) -> str:
    """What to write in one's own test."""
    more = "" if kind == "gradients" else f", steps={steps}"
    return (f"from xorcore import Config, Dataset, diagnose\n\n"
            f"answer = diagnose(Config(...), start_weights, Dataset(inputs, targets), {kind}=mine{more})\n"
            f"assert answer.matches, answer.sentence")
