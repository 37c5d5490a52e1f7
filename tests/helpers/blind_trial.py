"""A blind trial of the checker: hand-written programs, right ones and wrong ones, whose numbers come as people print them.

A question is one program, one exercise, what it hands in and how it is printed; `judged` is the answer's
mark: "right", "wrong", "open" (few digits: nothing is claimed), or "grew" (the run diverges).
"""

import io
import json
from typing import NamedTuple

import numpy as np

from tests.helpers import student_programs as programs
from tests.helpers.student_programs import Exercise
from tests.helpers.student_styles import GRADIENT_BLIND, LOSS_ONLY, STYLES, Style
from xorcore import Config, Dataset, diagnose
from xorcore.diagnosis import read_numbers


def exercise(style: Style, rng) -> tuple[Config, list, Dataset, Exercise]:
    """A random exercise in which this style of program can be written, as the checker and as the program take it."""

    def choice(options):
        return options[rng.integers(len(options))]

    loss, reduction, rule, n = choice(style.losses), choice(style.reductions), choice(style.rules), choice([4, 4, 5, 9])
    inputs, outputs = choice([2, 2, 3]), choice([1, 1, 2])
    sizes = (inputs, *rng.integers(2, 5, choice(style.layers)).tolist(), outputs)
    config = Config(
        dataset="own",
        hidden=sizes[1:-1],
        hidden_activation=choice(style.hidden),
        output_activation=choice(style.output),
        loss=loss,
        reduction=reduction,
        optimizer=rule,
        batch_size=style.batch,
        learning_rate=choice([0.05, 0.1, 0.25]),
        momentum=choice([0.5, 0.8, 0.9]),
    )
    start = [(rng.normal(size=(i, o)), 0.5 * rng.normal(size=o)) for i, o in zip(sizes, sizes[1:], strict=False)]
    data = Dataset(rng.uniform(-1, 1, (n, inputs)).round(2), rng.uniform(0, 1, (n, outputs)).round(1))
    momentum = config.momentum if rule in ("momentum", "previous_gradient") else 0.0
    asked = Exercise(
        start,
        data.inputs,
        data.targets,
        3,
        config.learning_rate,
        momentum,
        config.hidden_activation,
        config.output_activation,
        loss,
        reduction == "mean",
        rule,
    )
    return config, start, data, asked


def cut(x, places):
    text = f"{x:.{places + 3}f}"
    return text[:-3]


FORMATS = {  # array -> the texts of its numbers, one by one; significant digits at least
    "numpy": lambda a: np.array2string(np.asarray(a).ravel(), threshold=10_000, max_line_width=10**6).strip("[]").split(),
    "repr": lambda a: [repr(float(x)) for x in np.ravel(a)],
    "savetxt": lambda a: _savetxt(a),
    "json": lambda a: json.dumps(np.ravel(a).astype(float).tolist()).strip("[]").split(", "),
    "8 digits": lambda a: [f"{x:.7e}" for x in np.ravel(a)],
    "8 decimals": lambda a: [f"{x:.8f}" for x in np.ravel(a)],
    "6 decimals": lambda a: [f"{x:.6f}" for x in np.ravel(a)],
    "4 digits": lambda a: [f"{x:.4g}" for x in np.ravel(a)],
    "cut after 6": lambda a: [cut(x, 6) for x in np.ravel(a)],
    "cut after 4": lambda a: [cut(x, 4) for x in np.ravel(a)],
}
FEW = ("4 digits", "cut after 4")


def _savetxt(a):
    stream = io.StringIO()
    np.savetxt(stream, np.ravel(a))
    return stream.getvalue().split()


def as_text(parameters, form) -> str:
    """The arrays as JSON whose numbers are written in this form."""
    entries = []
    for k, (W, b) in enumerate(parameters, 1):
        texts, width = [_plain(text) for text in FORMATS[form](W)], np.shape(W)[1]
        rows = [f"[{', '.join(texts[at : at + width])}]" for at in range(0, len(texts), width)]
        entries += [f'"W{k}": [{", ".join(rows)}]', f'"b{k}": [{", ".join(_plain(text) for text in FORMATS[form](b))}]']
    return f"{{{', '.join(entries)}}}"


def _plain(text: str) -> str:
    """1. and -.5 are no JSON."""
    return text.rstrip(".") if text.endswith(".") else text.replace(".e", "e")


class Question(NamedTuple):
    style: str
    mistake: str
    kind: str
    steps: int
    form: str
    seed: int


def questions(seeds: int):
    """Every program with every kind of evidence, each printed in another form."""
    forms, number = list(FORMATS), 0
    for seed in range(seeds):
        for name, style in STYLES.items():
            for mistake in (*style.right, *style.wrong):
                for kind, steps in (("gradients", 1), ("weights", 1), ("weights", 3), ("loss", 3)):
                    if (
                        style.program is programs.differences
                        and kind != "gradients"
                        or mistake in LOSS_ONLY
                        and kind != "loss"
                    ):
                        continue
                    if mistake in GRADIENT_BLIND and kind == "gradients":
                        continue
                    number += 1
                    yield Question(name, mistake, kind, steps, forms[(number + seed) % len(forms)], seed)


def judged(question: Question) -> tuple[str, str]:
    """The mark of the checker's answer, and the answer."""
    style = STYLES[question.style]
    rng = np.random.default_rng([question.seed, *map(ord, question.style + question.mistake)])
    config, start, data, asked = exercise(style, rng)
    asked = asked._replace(steps=question.steps)
    with np.errstate(all="ignore"):
        handed = style.program(asked, question.mistake)
        right = style.program(asked, "")
    given, correct = (_handed_in(each, question) for each in (handed, right))
    numbers = (
        np.concatenate([np.ravel(part) for layer in given for part in layer])
        if question.kind != "loss"
        else np.array([given])
    )
    if not (np.abs(numbers) < 1000).all():
        return "grew", ""
    answer = diagnose(config, start, data, steps=question.steps, **{question.kind: _as_handed(given, question, start)})
    unseen = question.mistake in style.right or _same(given, correct, question)
    return _mark(answer, unseen, style.wrong.get(question.mistake, ()), question), answer.sentence


def _handed_in(handed, question):
    return getattr(handed, question.kind)


def _as_handed(given, question, start):
    if question.kind == "loss":
        return _plain(FORMATS[question.form](np.array([given]))[0])
    return read_numbers(as_text(given, question.form), (len(start[0][0]), *(len(b) for _, b in start)))


def _same(given, correct, question) -> bool:
    if question.kind == "loss":
        return FORMATS[question.form](np.array([given])) == FORMATS[question.form](np.array([correct]))
    return as_text(given, question.form) == as_text(correct, question.form)


def _mark(answer, unseen: bool, words: tuple, question: Question) -> str:
    if unseen:
        return "right" if answer.matches else "accused" if answer.fits else "open"
    if answer.matches:
        return "open" if question.form in FEW else "overlooked"
    named = any(word in answer.sentence.split("nearest is")[0] for word in words)
    if named:
        return "right"
    if answer.fits:
        return "wrong name"
    return "open" if question.form in FEW or question.kind == "loss" else "unnamed"
