"""What stands above the pictures: how well the network does at the shown epoch, and in words how the run stands."""

from typing import NamedTuple

import numpy as np

from app.run.run import Run
from xorcore import predict

LONG_SECONDS = 20


def figures(run: Run, shown: "Quality") -> list[tuple[str, str, str]]:
    """Epoch, loss, largest error and accuracy of the shown epoch: name, value, and what is added to it."""
    test = f"test {_percent(shown.test_accuracy)}" if shown.test_accuracy == shown.test_accuracy else ""
    return [("Epoch", count(run.shown.number), ""), ("Loss", f"{run.shown.loss:.3e}", ""),
            ("Largest error", _error(shown.largest_error), ""), ("Accuracy", _percent(shown.accuracy), test)]


class Quality(NamedTuple):
    """Over the training samples: largest |prediction - target|, and the share on the right side of 1/2."""

    answers: np.ndarray  # predictions, (training samples, 1)
    largest_error: float
    accuracy: float
    test_accuracy: float  # nan where there is no test set


def quality_of(run: Run) -> Quality:
    """Of the shown epoch."""
    data = run.dataset
    answers = predict(run.config, run.shown.parameters, np.concatenate([data.inputs, data.test_inputs]))
    training, test = np.split(answers, [len(data.inputs)])
    return Quality(training, float(np.abs(training - data.targets).max()), _accuracy(training, data.targets),
                   _accuracy(test, data.test_targets))


def _accuracy(answers: np.ndarray, targets: np.ndarray) -> float:
    return float(((answers > 0.5) == (targets > 0.5)).mean()) if len(answers) else np.nan


def sentence(run: Run) -> str:
    """One sentence: what the run is doing, or how it ended and what to do about it."""
    last = run.last
    if run.shown.number < last.number:
        return f"Looking back at epoch {count(run.shown.number)}; trained up to {count(last.number)}."
    if run.ended == "diverged":
        return (f"**Diverged** at epoch {count(last.number)}: {last.diverged}. "
                "Try a smaller learning rate, less momentum or smaller start weights, then Reset.")
    if run.ended == "solved":
        return f"**Solved** at epoch {count(last.number)}: the loss is below {run.config.stop_at_loss:g}."
    if run.ended == "finished":
        return f"**Finished** all {count(last.number)} epochs. More epochs in the sidebar go on from here."
    if run.playing:
        return "**Running.**"
    state = "**Ready.**" if last.number == 0 else "**Paused.**"
    return f"{state} {_prediction_of_time(run)}".strip()


def _prediction_of_time(run: Run) -> str:
    """Said where the rest of the run is long."""
    seconds = run.predicted_seconds * (1 - run.last.number / run.config.epochs)
    if seconds <= LONG_SECONDS:
        return ""
    length = f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes" if seconds < 7200 else (
        f"{seconds / 3600:.0f} hours")
    return f"This is a long run: about {length} of computing to epoch {count(run.config.epochs)}."


def _error(size: float) -> str:
    return f"{size:.4f}" if 0.001 <= size < 10 else f"{size:.2e}"


def _percent(share: float) -> str:
    return f"{100 * share:.4g} %"


def count(number: int) -> str:
    """12400 as "12 400"."""
    return f"{number:,}".replace(",", " ")
