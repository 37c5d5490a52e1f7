"""A blind trial of the checker: hand-written programs, right ones and wrong ones, whose numbers come as people print them.

`STYLES` says in which exercises a program of each style can be written, and which words of the checker's answer name each
of its mistakes. A question is one program, one exercise, what it hands in and how it is printed; `judged` is the answer's
mark: "right", "wrong", "open" (few digits: nothing is claimed), or "grew" (the run diverges).
"""

import io
import json
from typing import NamedTuple

import numpy as np

from tests.helpers import student_programs as programs
from tests.helpers.student_programs import Exercise
from xorcore import Config, Dataset, diagnose, read_numbers

SIGN = ("target − output", "opposite sign", "was added, not subtracted", "the changes −l·g")
MEAN = ("mean over the samples", "mean over samples and outputs")
HALF = ("has no ½", "is doubled", "applied twice")


class Style(NamedTuple):
    program: object
    hidden: tuple  # activations to choose from
    output: tuple
    losses: tuple
    rules: tuple
    batch: int
    reductions: tuple
    layers: tuple  # numbers of hidden layers
    right: tuple  # variants of the right program
    wrong: dict  # mistake -> words, one of which names it


SQUARED, CROSS = ("half_squared_error",), ("cross_entropy",)
STYLES = {
    "scalar loops": Style(programs.scalar_loops, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("previous_gradient",), 0, ("sum",), (1,), ("",), {
        "no hidden bias": ("biases of layer 1 are not added",), "no half": HALF, "target minus output": SIGN,
        "no output slope": ("output's derivative f′(z) is missing",), "error without slope": ("sent back without",),
        "no hidden slope": ("hidden layers' derivative f′(z) is missing",), "= for +=": ("only the last sample", "last sample"),
        "= for += in b1": ("last sample",), "momentum only on weights": ("biases have no momentum",), "no momentum": ("no momentum",),
        "momentum sign": ("sign of the momentum", "sign as printed"), "added": SIGN, "first layer not updated": ("layer 1 is not updated",),
        "aliased": ("second name",), "loss without half": ("has no ½", "sum of squares"), "mean loss": ("mean over the samples",)}),
    "rows": Style(programs.rows_as_samples, ("sigmoid", "tanh", "relu"), ("sigmoid", "linear"), SQUARED, ("momentum",), 0,
                  ("sum", "mean"), (1,), ("",), {
        "no output slope": ("output's derivative f′(z) is missing",), "output slope at z": ("was taken at z",),
        "sum for mean": ("sum over the samples", *MEAN), "divided twice": ("twice", *MEAN), "target minus output": SIGN,
        "slope of sigmoid": ("that of sigmoid",), "hidden slope at z": ("was taken at z",),
        "tanh slope without square": ("was written 1 − a",), "no hidden slope": ("hidden layers' derivative f′(z) is missing",),
        "bias mean": ("bias gradient was divided", "all biases was divided"), "bias sums all": ("one number for a layer",),
        "gradients pile up": ("not set to 0",), "dampened": ("dampened",), "rate twice": ("rate was applied twice",),
        "velocity reset": ("no momentum",), "previous gradient": ("previous gradient in place",), "added": SIGN,
        "biases forgotten": ("biases were not trained",), "root of mean": ("root of the mean",), "mean absolute": ("mean of absolute",),
        "last loss": ("last sample only",), "mean square": ("mean squared error", "has no ½")}),
    "rows, cross-entropy": Style(programs.rows_as_samples, ("sigmoid", "tanh", "relu"), ("sigmoid",), CROSS, ("momentum",), 0,
                                 ("sum", "mean"), (1,), ("",), {
        "output slope kept": ("was kept, which cancels",), "sum for mean": ("sum over the samples", *MEAN),
        "target minus output": SIGN, "no hidden slope": ("hidden layers' derivative f′(z) is missing",), "bias mean": (
            "bias gradient was divided", "all biases was divided"), "gradients pile up": ("not set to 0",), "velocity reset": ("no momentum",),
        "sign in cross-entropy": ("one sign wrong",), "added": SIGN, "biases forgotten": ("biases were not trained",)}),
    "float32": Style(programs.float32_rows, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("momentum",), 0, ("sum",), (1,), ("",), {
        "no output slope": ("output's derivative f′(z) is missing",), "target minus output": SIGN,
        "no hidden slope": ("hidden layers' derivative f′(z) is missing",), "velocity reset": ("no momentum",),
        "dampened": ("dampened",), "biases forgotten": ("biases were not trained",)}),
    "columns": Style(programs.columns_as_samples, ("sigmoid", "tanh"), ("sigmoid", "tanh"), SQUARED, ("previous_gradient",), 0,
                     ("sum", "mean"), (1, 2), ("",), {
        "half kept": ("½ (a − y)", "is halved"), "bias not divided": ("bias gradient was multiplied",),
        "bias of first sample": ("first sample",), "no slope in layer 1": ("derivative f′(z) of hidden layer 1 is missing",
                                                                        "hidden layers' derivative f′(z) is missing"),
        "no slope in layer 2": ("derivative f′(z) of hidden layer 2 is missing",), "sign in last layer": ("opposite sign",),
        "no momentum in layer 1": ("layer 1 has no momentum",), "aliased": ("second name",), "momentum includes rate": (
            "applied to the whole step",), "last bias forgotten": ("is not updated",), "loss without half": ("has no ½",)}),
    "columns, cross-entropy": Style(programs.columns_as_samples, ("sigmoid", "tanh"), ("sigmoid",), CROSS, ("previous_gradient",), 0,
                                    ("sum", "mean"), (1, 2), ("",), {
        "half kept": ("is halved", "½"), "bias not divided": ("bias gradient was multiplied",), "no slope in layer 1": (
            "derivative f′(z) of hidden layer 1 is missing", "hidden layers' derivative f′(z) is missing"),
        "sign in last layer": ("opposite sign",), "last bias forgotten": ("is not updated",), "aliased": ("second name",)}),
    "online": Style(programs.sample_by_sample, ("sigmoid", "tanh"), ("sigmoid", "linear"), SQUARED, ("momentum",), 1, ("sum",), (1,),
                    ("",), {
        "reverse order": ("reverse order",), "starts with the second": ("2, 3, 4, 1", "begins with 2"),
        "whole batch": ("once for all samples",), "nesterov": ("Nesterov",), "added": SIGN,
        "loss while training": ("while training",)}),
    "online, plain": Style(programs.sample_by_sample, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("gradient_descent",), 1, ("sum",), (1,),
                           ("",), {
        "output first": ("output layer was updated before",), "reverse order": ("reverse order",), "added": SIGN,
        "whole batch": ("once for all samples",), "loss while training": ("while training",)}),
    "bias in the matrix": Style(programs.bias_in_the_matrix, ("sigmoid", "tanh"), ("sigmoid", "tanh"), SQUARED, ("momentum",), 0,
                                ("sum",), (1,), ("",), {
        "no output bias": ("layer 2 has no biases", "biases of layer 2 are not added"), "slope of a": ("where its formula wants z",),
        "mean": MEAN, "rate on all": ("rate was applied twice",), "first layer half": ("layer 1 is halved",)}),
    "bias in the matrix, plain": Style(programs.bias_in_the_matrix, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("gradient_descent",), 0,
                                       ("sum",), (1,), ("",), {
        "early": ("output layer was updated before",), "mean": MEAN, "first layer half": ("layer 1 is halved",)}),
    "classes": Style(programs.classes, ("sigmoid", "tanh", "relu"), ("sigmoid", "linear"), SQUARED, ("adam", "rmsprop"), 0, ("sum", "mean"),
                     (1, 2), ("",), {
        "no correction": ("not corrected",), "eps inside": ("inside the root",), "decay 0.99": ("0.99",), "one more": ("one step too many",),
        "tanh for sigmoid": ("hidden layers are tanh", "layer 1 is tanh"), "sign": SIGN, "first layer sign": ("layer 1 has the opposite",)}),
    "classes, plain": Style(programs.classes, ("sigmoid", "tanh", "relu"), ("sigmoid", "linear"), SQUARED, ("gradient_descent",), 0,
                            ("sum", "mean"), (1, 2, 3), ("",), {
        "no half": HALF, "updates on the way": ("updated before",), "one more": ("one step too many",), "sign": SIGN,
        "tanh for sigmoid": ("hidden layers are tanh",), "first layer sign": ("layer 1 has the opposite",)}),
    "thresholds": Style(programs.thresholds, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("gradient_descent",), 0, ("sum",), (1,), ("",), {
        "b taken as θ": ("subtracted as thresholds",), "no output slope": ("output's derivative f′(z) is missing",)}),
    "differences": Style(programs.differences, ("sigmoid", "tanh"), ("sigmoid", "linear"), SQUARED, ("gradient_descent",), 0, ("sum",),
                         (1,), ("", "h = 1e-4", "forward"), {}),
    "by hand": Style(programs.by_hand, ("sigmoid",), ("sigmoid",), SQUARED, ("gradient_descent",), 0, ("sum",), (1,), ("", "start"), {}),
}
GRADIENT_BLIND = {  # mistakes that do not show in the first gradient, or not in numbers after a single step
    "momentum only on weights", "no momentum", "momentum sign", "added", "first layer not updated", "aliased", "gradients pile up",
    "dampened", "rate twice", "velocity reset", "previous gradient", "biases forgotten", "no momentum in layer 1",
    "momentum includes rate", "last bias forgotten", "nesterov", "rate on all", "no correction", "eps inside", "decay 0.99", "one more",
    "loss without half", "mean loss", "root of mean", "mean absolute", "last loss", "mean square", "sign in cross-entropy",
    "loss while training", "sign", "first layer sign", "first layer half",
}
LOSS_ONLY = {"loss without half", "mean loss", "root of mean", "mean absolute", "last loss", "mean square", "sign in cross-entropy",
             "loss while training"}


def exercise(style: Style, rng) -> tuple[Config, list, Dataset, Exercise]:
    """A random exercise in which this style of program can be written, as the checker and as the program take it."""

    def choice(options):
        return options[rng.integers(len(options))]

    loss, reduction, rule, n = choice(style.losses), choice(style.reductions), choice(style.rules), choice([4, 4, 5, 9])
    inputs, outputs = choice([2, 2, 3]), choice([1, 1, 2])
    sizes = (inputs, *rng.integers(2, 5, choice(style.layers)).tolist(), outputs)
    config = Config(dataset="own", hidden=sizes[1:-1], hidden_activation=choice(style.hidden), output_activation=choice(style.output),
                    loss=loss, reduction=reduction, optimizer=rule, batch_size=style.batch,
                    learning_rate=choice([0.05, 0.1, 0.25]), momentum=choice([0.5, 0.8, 0.9]))
    start = [(rng.normal(size=(i, o)), 0.5 * rng.normal(size=o)) for i, o in zip(sizes, sizes[1:], strict=False)]
    data = Dataset(rng.uniform(-1, 1, (n, inputs)).round(2), rng.uniform(0, 1, (n, outputs)).round(1))
    momentum = config.momentum if rule in ("momentum", "previous_gradient") else 0.0
    asked = Exercise(start, data.inputs, data.targets, 3, config.learning_rate, momentum, config.hidden_activation,
                     config.output_activation, loss, reduction == "mean", rule)
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
                    if style.program is programs.differences and kind != "gradients" or mistake in LOSS_ONLY and kind != "loss":
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
    numbers = np.concatenate([np.ravel(part) for layer in given for part in layer]) if question.kind != "loss" else np.array([given])
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
