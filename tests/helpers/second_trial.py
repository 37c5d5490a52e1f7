"""A second blind trial of the checker: how plain programs print their numbers, what is asked, how an answer is judged.

The programs were written without a look at the first trial or at the catalogue of mistakes.
"""

import json
import re
from io import StringIO

import numpy as np

from tests.helpers.plain_programs import PROGRAMS
from tests.helpers.planted_program import Edit, Program, run
from xorcore import Config, Dataset, diagnose
from xorcore.diagnosis import read_numbers
from xorcore.diagnosis.submission.student_numbers import StudentNumbers

SAYS = {  # a mistake's name: what the answer says of it; others are in no list
    "sign": "opposite sign|target − output|added, not subtracted", "scaled": "doubled|2 \\(a − y\\)",
    "doubled": "doubled|2 \\(a − y\\)", "divided by n": "divided by the number|mean over",
    "divided by n twice": "twice|divided by the number", "not divided by n": "multiplied by the number|sum over",
    "biases not divided by n": "bias.* multiplied by the number", "biases averaged twice": "bias.* divided by the number",
    "rate inside": "learning rate already|−l·g", "one array scaled": "b2 was divided", "not zeroed": "not set to 0",
    "= for +=": "last sample", "output slope missing": "output's derivative f′\\(z\\) is missing",
    "hidden slope missing": "derivative f′\\(z\\) of hidden layer|hidden layers' derivative",
    "relu slope missing": "derivative f′\\(z\\) of hidden layer|hidden layers' derivative",
    "slope missing": "hidden layers' derivative|derivative f′\\(z\\) of hidden",
    "slope of z": "layer 2.* taken at (z|a)", "other activation's slope": "layer 1 is that of tanh",
    "sigmoid slope in a tanh layer": "that of sigmoid", "sigmoid slope": "that of sigmoid",
    "slope of sigmoid": "that of sigmoid", "own slopes only": "without the derivative f′\\(z\\) of any",
    "hidden error without output slope": "sent back without the output's derivative",
    "bias not updated": "update leaves out b|biases were not trained", "bias not added": "biases of layer 2 are not added",
    "output bias not there": "layer 2 has no biases", "hidden bias not there": "layer 1 has no biases",
    "biases not updated": "biases were not trained|leaves out b", "hidden bias not updated": "leaves out b1",
    "hidden bias left out": "biases of layer 1 are not added", "biases not added": "biases are not added",
    "thresholds": "thresholds", "momentum in one layer": "momentum", "no momentum": "no momentum",
    "momentum sign": "sign of the momentum", "heavy ball": "heavy ball", "averaged velocity": "averaged velocity|dampened",
    "nesterov": "Nesterov", "aliased gradient": "second name", "weights updated before": "updated before the error",
    "output weights updated before": "updated before the error", "all samples in one update": "once for all samples",
    "reversed": "reverse order", "fresh shuffle": "order of the samples|shuffle",
    "L2 on biases": "gradient of the biases too", "L2 doubled": "2λ", "L2 halved": "½λ",
    "L2 divided by n": "L2 term was divided",
    "L2 forgotten": "L2 term is missing", "L2 sign": "L2 term has the opposite", "L2 not in the loss": "no L2 term",
    "L2 loss without half": "L2 term without ½", "output slope kept": "f′\\(z\\) was kept",
    "no bias correction": "not corrected", "first moment not corrected": "of the square is corrected",
    "root forgotten": "root is missing", "t stays 1": "t stays 1",
    "eps inside the root": "inside the root",
    "beta2 0.99": "β₂ is 0.99", "MSE": "mean squared error|no ½", "no half": "no ½|sum of squares",
    "last sample's loss": "last sample",
    "last sample": "last sample", "absolute loss": "absolute", "mean absolute": "absolute", "RMSE": "root of the mean",
    "loss before the update": "before the last step|before its update", "summed while training": "while training",
    "MSE no half": "no ½|mean squared", "mean over outputs": "outputs", "sum for mean": "sum over the samples",
    "sign wrong in the loss": "one sign wrong", "minus forgotten": "negative", "half of the entropy": "−y log a only",
    "squared error": "squared error", "log 2": "binary",
}  # fmt: skip


# How numbers are printed

def saved(arrays: list[np.ndarray], fmt: str) -> str:
    file = StringIO()
    for array in arrays:
        np.savetxt(file, array, fmt=fmt)
        file.write("\n")
    return file.getvalue()


def names(arrays: list[np.ndarray]) -> list[str]:
    return [f"{'Wb'[k % 2]}{k // 2 + 1}" for k in range(len(arrays))]


def named(arrays: list[np.ndarray], show) -> str:
    return "\n".join(f"{name} = {show(array)}" for name, array in zip(names(arrays), arrays, strict=True))


def cut(array: np.ndarray, decimals: int) -> np.ndarray:
    return np.trunc(array * 10.0**decimals) / 10.0**decimals


def fixed(decimals: int, of=lambda array, decimals: array):
    return lambda arrays: saved([of(array, decimals) for array in arrays], f"%.{decimals}f")


PRINTED = {  # digits (at most), by the name of the notation
    "print": (8, lambda arrays: named(arrays, str)), "repr": (8, lambda arrays: named(arrays, repr)),
    "savetxt": (18, lambda arrays: saved(arrays, "%.18e")), "list": (8, repr), "8 decimals": (8, fixed(8)),
    "JSON": (17, lambda arrays: json.dumps(dict(zip(names(arrays), [a.tolist() for a in arrays], strict=True)))),
    "round 8": (8, lambda arrays: named([np.round(array, 8) for array in arrays], lambda a: a.tolist())),
    "6 decimals": (6, fixed(6)), "round 4": (4, lambda arrays: named([np.round(array, 4) for array in arrays], str)),
    "4 decimals": (4, fixed(4)), "cut at 6": (6, fixed(6, cut)), "cut at 4": (4, fixed(4, cut)),
    "cut at 8": (8, fixed(8, cut)),
}  # fmt: skip
LOSSES = {"repr": (17, repr), "8 digits": (8, "{:.8g}".format), "6 decimals": (6, "{:.6f}".format),
          "4 decimals": (4, "{:.4f}".format)}


# Questions

def task(program: Program, edit: Edit | None, seed: int):
    """The Config, start weights, data set and steps, and what the program's text needs."""
    rng = np.random.default_rng([seed, len(program.text)])
    rate = 0.05 if program.settings["optimizer"] in ("adam", "rmsprop") else 0.3
    settings = {"learning_rate": rate, "momentum": 0.6, "dataset": "own", **program.settings}
    settings |= edit.settings if edit else {}
    config, sizes = Config(**settings), program.sizes
    X = rng.normal(size=(program.samples, sizes[0])).round(2)
    T = rng.integers(0, 2, (program.samples, sizes[-1])).astype(float)
    if sizes[0] == 2 and program.samples == 4:
        X, T = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), np.array([[0], [1], [1], [0.0]])
    start = [part for i, o in zip(sizes, sizes[1:], strict=False) for part in (rng.normal(size=(i, o)), rng.normal(size=o))]
    return config, start, X, T, int(rng.integers(3, 8))


def answered(program: Program, edit: Edit | None, kind: str, notation: str, seed: int):
    """The diagnosis, and whether the mistake can be seen in the digits given; None where it led beyond all numbers."""
    config, start, X, T, steps = task(program, edit, seed)
    arguments = (start, X, T, config.learning_rate, config.momentum, config.l2, steps)
    student, right = run(program.edited(edit), *arguments), run(program.text, *arguments)
    own, true = student[kind], right[kind]
    pairs = list(zip(start[::2], start[1::2], strict=True))
    if not np.isfinite(own if kind == "loss" else np.concatenate([np.ravel(part) for part in own])).all():
        return None
    digits, show = (LOSSES if kind == "loss" else PRINTED)[notation]
    if kind == "loss":
        seen = abs(own - true) > 3 * 10.0 ** -min(digits, 7)
        given: str | StudentNumbers = show(own)
    else:
        seen = max(abs(a - b).max() for a, b in zip(own, true, strict=True)) > 3 * 10.0 ** -min(digits, 7)
        given = read_numbers(show(own), program.sizes, len(X))
    return diagnose(config, pairs, Dataset(X, T), **{kind: given}, steps=1 if kind == "gradients" else steps), seen


def questions(seed: int):
    """Every program as it is in all notations, and with each mistake in two: one of 8 digits or more, one of fewer."""
    turn = 0
    for program in PROGRAMS:
        for kind in ("gradients", "weights", "loss"):
            for notation in LOSSES if kind == "loss" else PRINTED:
                yield program, None, kind, notation, seed
        for edit in program.edits:
            for letter in edit.shows_in:
                kind = {"g": "gradients", "w": "weights", "l": "loss"}[letter]
                table = LOSSES if kind == "loss" else PRINTED
                for group in ([n for n in table if table[n][0] >= 8], [n for n in table if table[n][0] < 8]):
                    turn += 1
                    yield program, edit, kind, group[turn % len(group)], seed + turn


def judged(diagnosis, edit: Edit | None, seen: bool) -> str:
    if edit is None:
        return "right" if diagnosis.matches else "accused"
    if not seen:
        return "unseen"
    if diagnosis.matches:
        return "excused"
    says = SAYS.get(edit.name, "(?!)")
    if any(re.search(says, way) for way in diagnosis.ways):
        return "named"
    if diagnosis.fits:
        return "wrong name"
    if any(re.search(says, fit.sentence) for fit in diagnosis.possible):
        return "among chances"
    return "unknown" if edit.name in SAYS else "unlisted"
