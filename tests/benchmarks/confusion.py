"""Print the confusion table: how the checker judges every mistake that an independent student makes.

    python tests/benchmarks/confusion.py [seeds]

For each mistake 20 random exercises (or as many as are said), judged from gradients, from weights after 1 and 5 steps and
from the loss after 1 and 5 steps, at 4, 8 and 16 digits. A cell counts:

    n  named first                      t  named among others that give the same numbers to the digits given
    p  named as possible: chance would give these few digits too
    u  unseen: the numbers are those of the correct step to the digits given
    g  not judged: the run diverges (a number beyond 1000)          !  missed or called by another name
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.helpers.confusion import GROWN, agrees, asked, exercise, numbers_of, verdict  # noqa: E402
from tests.helpers.plain_student import student  # noqa: E402
from tests.helpers.planted import LOSS_ONLY, PLANTED, WEIGHTS_ONLY, anything, is_named  # noqa: E402

EVIDENCE = [("gradients", 1), ("weights", 1), ("weights", 5), ("loss", 1), ("loss", 5)]
DIGITS = (4, 8, 16)
LETTERS = {"first": "n", "tied": "t", "possible": "p", "unseen": "u", "grew": "g", "missed": "!"}
IMPLEMENTATIONS = 100


def cell(name, kind, steps, digits, seeds):
    if (kind == "gradients" and name in WEIGHTS_ONLY) or (kind != "loss" and name in LOSS_ONLY):
        return Counter()
    return Counter(LETTERS[verdict(name, kind, steps, digits, seed)] for seed in range(seeds))


def in_letters(counts):
    return "".join(f"{letter}{counts[letter]}" for letter in "ntpug!" if counts[letter]) or "-"


def singles(seeds):
    columns = [(kind, steps, digits) for kind, steps in EVIDENCE for digits in DIGITS]
    print(" " * 20 + " ".join(f"{kind[:4]}{steps}/{digits}".ljust(10) for kind, steps, digits in columns))
    totals = {column: Counter() for column in columns}
    for name in PLANTED | LOSS_ONLY:
        cells = [cell(name, *column, seeds) for column in columns]
        for column, counts in zip(columns, cells, strict=True):
            totals[column] += counts
        print(name.ljust(20) + " ".join(in_letters(counts).ljust(10) for counts in cells), flush=True)
    for column in columns:
        print("total", *column, dict(totals[column]))


def pair_verdict(pair, seed):
    def both(config, sizes, n):
        return n <= 6 and all(PLANTED[name][-1](config, sizes, n) for name in pair)

    config, start, dataset = exercise(np.random.default_rng(seed), both)
    with np.errstate(all="ignore"):
        result = student(config, start, dataset.inputs, dataset.targets, 5, pair)
    if not (np.abs(numbers_of(result, "weights")) < GROWN).all():
        return "grew"
    answer = asked(config, start, dataset, result, "weights", 5, 8)
    if answer.matches:
        right = student(config, start, dataset.inputs, dataset.targets, 5)
        return "as the correct step" if agrees(result, right, "weights", 8, True) else "wrongly taken for correct"
    if not answer.fits:
        return "nothing fits"
    if any(all(any(is_named(name, m) for m in fit.mistakes) for name in pair) for fit in answer.fits):
        return "named" if len(answer.fits) == 1 else "named among others"
    return "explained by one mistake" if len(answer.fits[0].mistakes) == 1 else "explained by another pair"


def can_meet(pair):
    (key, field, *_), (other_key, other_field, *_) = (PLANTED[name] for name in pair)
    exclusive = {"every_sample", "all_samples"} | {"reverse_order", "other_order"}
    return key != other_key and field != other_field and not set(pair) <= exclusive and "other_order" not in pair


def pairs():
    counts, rules_apart = Counter(), 0
    for seed, pair in enumerate(filter(can_meet, combinations(PLANTED, 2))):
        if not possible(pair):
            rules_apart += 1
            continue
        outcome = pair_verdict(pair, seed)
        counts[outcome] += 1
        if outcome in ("nothing fits", "wrongly taken for correct"):
            print("  ", outcome, pair, flush=True)
    print("pairs", dict(counts), "never possible together:", rules_apart)


def possible(pair):
    """Whether any of many exercises allows both."""
    rng = np.random.default_rng(0)
    for _ in range(200):
        config, start, dataset = exercise(rng, anything)
        sizes, n = (2, *config.hidden, dataset.targets.shape[1]), len(dataset.inputs)
        if n <= 6 and all(PLANTED[name][-1](config, sizes, n) for name in pair):
            return True
    return False


def correct_ones():
    accused, asked_for = 0, 0
    for seed in range(IMPLEMENTATIONS):
        config, start, dataset = exercise(np.random.default_rng(seed), anything)
        for steps in (1, 5):
            with np.errstate(all="ignore"):
                result = student(config, start, dataset.inputs, dataset.targets, steps)
            for kind in ("gradients", "weights", "loss"):
                if (np.abs(numbers_of(result, kind)) < GROWN).all():
                    answers = [asked(config, start, dataset, result, kind, steps, digits) for digits in DIGITS]
                    accused, asked_for = accused + sum(not answer.matches for answer in answers), asked_for + len(answers)
    print(f"{IMPLEMENTATIONS} correct implementations, {asked_for} questions: {accused} accused")


def main():
    began = time.perf_counter()
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    singles(seeds)
    pairs()
    correct_ones()
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
