"""The outcome of a comparison in one sentence, and what its pictures show in words."""

from collections.abc import Sequence

import numpy as np

from app.compare.comparison import THRESHOLDS, Comparison, Result, SoFar
from app.compare.settings import LOSS_FIELDS, label
from app.words.numbers import count, figure
from xorcore.book import several
from xorcore.many import Projection


def labels_of(comparison: Comparison) -> list[str]:
    return [label(comparison.field, value) for value in comparison.values]


def state(comparison: Comparison, so_far: SoFar, running: bool) -> str:
    """How far it has come, or what came of it."""
    labels, results = labels_of(comparison), so_far.results
    if so_far.complete:
        said = (answer(comparison.field, labels, results), *same_runs(labels, results))
        return f"{' '.join(said)} One start is one example: Seeds asks many."
    if not running:
        return (f"**Cancelled** after {len(results)} of {len(labels)} runs." if so_far.curves else
                "**Cancelled** before the first result.")
    done = len(results)
    if done == len(labels):
        return "**All runs have ended.** Computing the loss landscape."
    of = count(comparison.configs[done].epochs)
    return f"**Run {done + 1} of {len(labels)}:** {labels[done]}, epoch {count(so_far.epoch)} of {of}."


def answer(field: str, labels: Sequence[str], results: Sequence[Result]) -> str:
    """What the setting changes, from this one start."""
    if field in LOSS_FIELDS:
        return by_error(labels, results)
    lowest = next((i for i in reversed(range(len(THRESHOLDS))) if any(r.reached[i] is not None for r in results)), None)
    if lowest is None:
        return f"From this start no run gets the loss below {figure(THRESHOLDS[0])}."
    order = sorted(range(len(results)), key=lambda i: _or_never(results[i].reached[lowest]))
    first = _or_never(results[order[0]].reached[lowest])
    parts = [_one(labels[i], results[i].reached[lowest], first) for i in order if results[i].reached[lowest] is not None]
    never = [i for i in order if results[i].reached[lowest] is None]
    if never:
        longest = max(results[i].end.number for i in never)
        parts.append(f"not with {', '.join(labels[i] for i in never)}, in at most {several(longest, 'epoch')}")
    return f"From this start, the loss gets below {figure(THRESHOLDS[lowest])} {'; '.join(parts)}."


def same_runs(labels: Sequence[str], results: Sequence[Result]) -> list[str]:
    """A sentence for each group of runs that ended with the very same weights: batches of 5 and of 6 of 4 samples."""
    alike: dict[tuple[int, bytes], list[str]] = {}
    for name, result in zip(labels, results, strict=True):
        alike.setdefault((result.end.number, result.end.vector.tobytes()), []).append(name)
    return [f"There is no difference between {', '.join(names[:-1])} and {names[-1]}: "
            "they are the same run to the last bit." for names in alike.values() if len(names) > 1]


def _or_never(epoch: int | None) -> float:
    return np.inf if epoch is None else epoch


def _one(label: str, epoch: int, first: float) -> str:
    times = f", {figure(epoch / first, 3)} times as many" if epoch > first > 0 else ""
    return f"with {label} after {several(epoch, 'epoch')}{times}"


def by_error(labels: Sequence[str], results: Sequence[Result]) -> str:
    """Where the runs have different loss functions, only their errors can be compared."""
    order = sorted(range(len(results)), key=lambda i: results[i].largest_error)
    parts = [f"{labels[i]} {figure(results[i].largest_error)}" for i in order]
    return f"Each run has its own loss function, so compare the largest errors at the end: {'; '.join(parts)}."


def curves_in_words(labels: Sequence[str], so_far: SoFar) -> str:
    last = "; ".join(f"{name} {figure(losses[-1])} at epoch {count(int(epochs[-1]))}"
                     for name, (epochs, losses) in zip(labels, so_far.curves, strict=False))
    return f"Loss by epoch, at last: {last}." if last else "Loss by epoch; nothing is computed yet."


def range_of(values: np.ndarray) -> str:
    return f"{figure(values.min())} to {figure(values.max())}"


def explained(labels: Sequence[str], all_paths: Sequence[Projection | None]) -> str:
    """What the landscape shows, and how far that can be trusted."""
    paths = [path for path in all_paths if path is not None]
    ends = max(float(path.distance[-1]) for path in paths)
    farthest = max(float(path.distance.max()) for path in paths)
    where = "goes through the start and all ends" if ends < 1e-6 else (
        f"goes through the start and as near to all ends as a plane can, at most {figure(ends, 2)} away")
    left_out = [text for text, path in zip(labels, all_paths, strict=True) if path is None]
    omitted = f" Left out, because diverged: {', '.join(left_out)}." if left_out else ""
    return (f"Every shade is the true loss of one network: the darker, the higher; the lightest shade is that or less. "
            f"○ the start, ✕ the ends. The plane {where}. "
            f"Paths are seen from right above it; between start and end they are up to {figure(farthest, 2)} away from it, "
            f"so the loss beneath a path is not the run's: hover says both.{omitted}")
