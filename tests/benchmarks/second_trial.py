"""The second blind trial of the checker in full: what was answered wrongly, the shares, the processor time.

Run by hand: python -m tests.benchmarks.second_trial [seed].
"""

import sys
import time
from collections import Counter

import numpy as np

from tests.helpers.plain_programs import PROGRAMS
from tests.helpers.planted_program import run
from tests.helpers.second_trial import LOSSES, PRINTED, answered, judged, questions, task
from xorcore import Dataset, diagnose

TOLD = ("accused", "excused", "wrong name", "unknown", "among chances")
SLOW = 0.3  # seconds
RANDOM_LOSSES = 300


def main(seed: int) -> None:
    counts, times = Counter(), []
    for program, edit, kind, notation, own_seed in questions(seed):
        clock = time.process_time()
        if (answer := answered(program, edit, kind, notation, own_seed)) is None:
            continue
        times.append(time.process_time() - clock)
        mark = judged(answer[0], edit, answer[1])
        digits = min((LOSSES if kind == "loss" else PRINTED)[notation][0], 8)
        counts[f"{digits} digits{', a loss' * (kind == 'loss')}", mark] += 1
        if mark in TOLD or times[-1] > SLOW:
            name = edit.name if edit else "right"
            print(f"{mark}: {program.name}; {name}; {kind}, {notation}, {times[-1]:.2f} s: {answer[0].sentence[:300]}")
    for group, mark in sorted(counts):
        print(group, mark, counts[group, mark])
    print(f"{len(times)} questions; processor time: median {np.median(times):.3f} s, worst {max(times):.3f} s")
    chances(seed)


def chances(seed: int) -> None:
    """Random losses near the right one, of 4 digits: how many are called the result of a mistake."""
    rng, explained = np.random.default_rng(seed), 0
    for i in range(RANDOM_LOSSES):
        program = PROGRAMS[i % len(PROGRAMS)]
        config, start, X, T, steps = task(program, None, seed + i)
        loss = run(program.text, start, X, T, config.learning_rate, config.momentum, config.l2, steps)["loss"]
        given = f"{abs(loss + rng.uniform(-0.03, 0.03)):.4f}"
        parameters = list(zip(start[::2], start[1::2], strict=True))
        answer = diagnose(config, parameters, Dataset(X, T), loss=given, steps=steps)
        if answer.fits:
            explained += 1
            print(f"by chance: {program.name}, {given} for {loss}: {answer.sentence}")
    print(f"{explained} of {RANDOM_LOSSES} random losses of 4 digits explained")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
