"""One question to the checker: a random exercise, a student who makes given mistakes, their numbers as text, the answer."""

from functools import cache

import numpy as np

from tests.helpers.plain_student import student
from tests.helpers.planted import LOSS_ONLY, PLANTED, is_named
from xorcore import ACTIVATIONS, LOSSES, OPTIMIZERS, Config, Dataset, diagnose, train
from xorcore.diagnosis import read_numbers
from xorcore.diagnosis.submission.student_numbers import read_loss

GROWN = 1000  # the run diverges
SHAPES = [(4,), (4, 4), (3, 3), (2,), (5, 3), (2, 2)]


def lab(**settings):
    """Config, start weights and samples of XOR with three hidden units."""
    config = Config(hidden=(3,), **settings)
    trainer = train(config)
    epoch = next(trainer)
    return config, epoch.parameters, trainer.dataset


def exercise(rng, needs):
    """A random Config in which this mistake can be made, its start weights and dataset."""
    def choice(options):
        return options[rng.integers(len(options))]

    while True:
        loss, n, outputs = choice(list(LOSSES)), choice([4, 4, 6, 11]), choice([1, 2])
        config = Config(
            dataset="own", hidden=choice(SHAPES), reduction=choice(["sum", "mean"]), loss=loss,
            hidden_activation=choice(list(ACTIVATIONS)),
            output_activation=LOSSES[loss].output_activation or choice(list(ACTIVATIONS)),
            l2=choice([0, 0.1]), optimizer=choice(list(OPTIMIZERS)), learning_rate=choice([0.05, 0.1, 0.3]),
            momentum=choice([0.5, 0.9]), batch_size=choice([0, 0, 1, 3]), train_biases=choice([True] * 4 + [False]),
        )
        sizes = (2, *config.hidden, outputs)
        if needs(config, sizes, n):
            break
    start = [(0.7 * rng.normal(size=(i, o)), 0.7 * rng.normal(size=o)) for i, o in zip(sizes, sizes[1:], strict=False)]
    return config, start, Dataset(rng.uniform(-1, 1, (n, 2)), rng.uniform(0, 1, (n, outputs)).round(1))


def as_text(parameters, digits):
    """JSON as a student pastes it, every number with this many significant digits."""

    def row(numbers):
        return f"[{', '.join(f'{x:.{digits - 1}e}' for x in np.asarray(numbers, float))}]"

    entries = []
    for number, (W, b) in enumerate(parameters, 1):
        entries += [f'"W{number}": [{", ".join(map(row, W))}]', f'"b{number}": {row(b)}']
    return f"{{{', '.join(entries)}}}"


def asked(config, start, dataset, result, kind, steps, digits):
    """The checker's answer to these results as text."""
    sizes = (len(start[0][0]), *(len(b) for _, b in start))
    if kind == "loss":
        numbers = read_loss(f"{result.loss:.{digits - 1}e}")
    else:
        numbers = read_numbers(as_text(getattr(result, kind), digits), sizes)
    return diagnose(config, start, dataset, steps=steps, **{kind: numbers})


@cache
def verdict(name, kind, steps, digits, seed):
    """"first", "tied" (named among others that give the same numbers), "possible" (named, but chance would give them too),
    "unseen" (the digits are the correct ones), "grew" (the run diverges; its numbers are not judged), or "missed"."""
    rng = np.random.default_rng([seed, sum(map(ord, name)), steps, digits])
    needs = (PLANTED | LOSS_ONLY)[name][-1]
    config, start, dataset = exercise(rng, needs)
    samples = dataset.inputs, dataset.targets
    with np.errstate(all="ignore"):
        result, right = (student(config, start, *samples, steps, made) for made in ([name], []))
    if not (np.abs(numbers_of(result, kind)) < GROWN).all():
        return "grew"
    answer = asked(config, start, dataset, result, kind, steps, digits)
    if answer.matches:
        return "unseen" if agrees(result, right, kind, digits, config.train_biases) else "missed"
    fits = answer.fits or answer.possible
    named = [any(is_named(name, mistake) for mistake in fit.mistakes) and len(fit.mistakes) == 1 for fit in fits]
    if not any(named):
        return "missed"
    return "possible" if answer.possible else "first" if named[0] else "tied"


def agrees(result, right, kind, digits, train_biases):
    """Whether a student without the mistake gives the same numbers; gradients of fixed biases do not count."""
    one, other = (numbers_of(each, kind, kind != "gradients" or train_biases) for each in (result, right))
    return bool((np.abs(one - other) <= 10.0 ** (1 - digits) * np.abs(other) + 1e-9 * np.abs(other).max()).all())


def numbers_of(result, kind, biases=True):
    """All numbers that the student hands in, as one vector."""
    if kind == "loss":
        return np.array([result.loss])
    return np.concatenate([np.ravel(part) for W, b in getattr(result, kind) for part in ((W, b) if biases else (W,))])
