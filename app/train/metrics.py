"""What stands above the pictures: how well the network does at the shown epoch, and in words how the run stands."""

from typing import NamedTuple

import numpy as np

from app.server.run import Run
from app.train.endings import ending
from app.words.numbers import count, duration, percent
from xorcore.book import true_minus
from xorcore.statistics import right_answers

DIGITS = 4  # of the loss, with its zeros, so that a running number keeps its width
LONG_SECONDS = 20


def figures(run: Run, shown: "Quality") -> list[tuple[str, str, str]]:
    """Epoch, loss, largest error and accuracy of the shown epoch: name, value, and what is added to it."""
    test = f"test {percent(shown.test_accuracy)}" if shown.test_accuracy == shown.test_accuracy else ""
    return [("Epoch", count(run.shown.number), ""), ("Loss", true_minus(f"{run.shown.loss:#.{DIGITS}g}"), ""),
            ("Largest error", _error(shown.largest_error), ""), ("Accuracy", percent(shown.accuracy), test)]


class Quality(NamedTuple):
    """Over the training samples: largest |prediction - target|, and the share that is right."""

    answers: np.ndarray  # predictions, (training samples, 1)
    largest_error: float
    accuracy: float
    test_accuracy: float  # nan where there is no test set


def quality_of(run: Run) -> Quality:
    """Of the shown epoch."""
    data = run.dataset
    answers = run.answers(run.shown.vector)
    training, test = np.split(answers, [len(data.inputs)])
    is_right = right_answers(answers, np.concatenate([data.targets, data.test_targets]))
    return Quality(training, float(np.abs(training - data.targets).max()), float(is_right[: len(training)].mean()),
                   float(is_right[len(training) :].mean()) if len(test) else np.nan)


def sentence(run: Run) -> str:
    """One sentence: what the run is doing, or how it ended and what to do about it."""
    last = run.last
    if run.shown.number < last.number:
        return f"Looking back at epoch {count(run.shown.number)}; trained up to {count(last.number)}."
    if run.ended:
        return ending(run)
    if run.playing:
        return "**Running.**"
    state = "**Ready.**" if last.number == 0 else "**Paused.**"
    return f"{state} {_prediction_of_time(run)}".strip()


def _prediction_of_time(run: Run) -> str:
    """Said where the rest of the run is long."""
    seconds = run.predicted_seconds * (1 - run.last.number / run.config.epochs)
    if seconds <= LONG_SECONDS:
        return ""
    return f"This is a long run: about {duration(seconds)} of computing to epoch {count(run.config.epochs)}."


def _error(size: float) -> str:
    return f"{size:.4f}" if 0.001 <= size < 10 else true_minus(f"{size:#.{DIGITS}g}")
