"""What the network answers at each sample, as a table and as the lab report prints it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from app.server.run import Run
from app.words.numbers import decimals, figure
from xorcore import Config, Epoch, predict
from xorcore.statistics import right_answers

MOST_PRINTED = 24
FIXED_BELOW = 1e6


def predictions(run: Run, epoch: Epoch) -> pd.DataFrame:
    """One row per sample, test samples last: inputs, target, prediction, error = prediction - target, right."""
    data = run.dataset
    inputs = np.concatenate([data.inputs, data.test_inputs])
    targets = np.concatenate([data.targets, data.test_targets])
    answers = predict(run.config, epoch.parameters, inputs)
    error = answers - targets
    table = pd.DataFrame({"x1": inputs[:, 0], "x2": inputs[:, 1], "target": targets[:, 0], "prediction": answers[:, 0],
                          "error": error[:, 0], "right": right_answers(answers, targets)})
    if len(data.test_inputs):
        table["set"] = np.where(np.arange(len(table)) < len(data.inputs), "training", "test")
    return table


def is_the_labs(run: Run) -> bool:
    """Whether the run is set as the lab report's, from any seed."""
    return not run.parameters and not run.trainer.changes and replace(run.config, seed=0) == Config()


def number_format(table: pd.DataFrame) -> Callable[[float], str]:
    """Five decimals, or five digits where numbers are very large; the CSV has all digits."""
    return decimals if table["prediction"].abs().max() < FIXED_BELOW else figure


def printed(table: pd.DataFrame) -> str:
    """The predictions in a row, as the report's program prints them; "" where they are too many, or so large that
    most of the digits would be none that were computed."""
    answers = table["prediction"]
    short = len(answers) <= MOST_PRINTED and (answers.abs() < FIXED_BELOW).all()
    return "  ".join(f"{answer:.8f}" for answer in answers) if short else ""


def history_csv(run: Run) -> str:
    """Loss of every epoch trained, as CSV; with the test loss where there is a test set."""
    losses, test_losses = run.history.losses, run.history.test_losses
    table = {"epoch": np.arange(len(losses)), "loss": losses}
    if len(test_losses):
        table["test_loss"] = test_losses
    return pd.DataFrame(table).to_csv(index=False)
