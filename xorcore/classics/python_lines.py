"""A setup as lines of Python that repeat it exactly: `repr` gives every float64 back to its last bit."""

from typing import Any

import numpy as np

from xorcore.checked import checked
from xorcore.classics.classic import Setup
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.parameters import GivenParameters

WIDTH = 120  # of a line; a longer table has a line for each row


@checked
def as_python(setup: Setup) -> str:
    """Lines that train this setup and print its last epoch, its loss and what it answers to its samples."""
    config, parameters, dataset = setup
    arguments = {"config": _config(config), "parameters": _parameters(parameters), "dataset": _dataset(dataset)}
    given = {name: text for name, text in arguments.items() if text}
    names = ", ".join(name if name == "config" else f"{name}={name}" for name in given)
    return "\n".join([
        f"from xorcore import Config, {'Dataset, ' if dataset else ''}predict, train",
        "",
        *(f"{name} = {text}" for name, text in given.items()),
        f"trainer = train({names})",
        "for epoch in trainer:",
        "    pass",
        "print(epoch.number, epoch.loss)",
        "print(predict(config, epoch.parameters, trainer.dataset.inputs))",
    ])


def _config(config: Config) -> str:
    """Only what differs from `Config()`."""
    return _call("Config", [f"{name}={getattr(config, name)!r}" for name in config.to_link()])


def _parameters(parameters: GivenParameters | None) -> str:
    """"" where the start is random."""
    if parameters is None:
        return ""
    layers = [f"    ({_table(W)}, {_table(b)}),\n" for W, b in parameters]
    return f"[\n{''.join(layers)}]"


def _dataset(dataset: Dataset | None) -> str:
    """"" where the Config names it."""
    if dataset is None:
        return ""
    tables = [dataset.inputs, dataset.targets]
    if len(dataset.test_inputs):
        tables += [dataset.test_inputs, dataset.test_targets]
    return _call("Dataset", [_table(table) for table in tables])


def _call(name: str, arguments: list[str]) -> str:
    line = f"{name}({', '.join(arguments)})"
    return line if len(line) <= WIDTH else f"{name}(\n" + "".join(f"    {text},\n" for text in arguments) + ")"


def _table(values: Any) -> str:
    rows = np.asarray(values, dtype=float).tolist()
    line = repr(rows)
    return line if len(line) <= WIDTH else "[\n" + "".join(f"        {row!r},\n" for row in rows) + "    ]"
