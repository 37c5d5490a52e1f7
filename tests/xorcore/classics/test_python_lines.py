"""The lines that a card shows repeat its setup to the bit."""

import contextlib
import io
from dataclasses import replace

import pytest

from xorcore import Config, Dataset, train
from xorcore.classics import CLASSICS, Setup, as_python

SETUPS = {f"{key}: {name}": setup for key, classic in CLASSICS.items() for name, setup in classic.setups.items()}


def executed(lines: str) -> tuple[dict, str]:
    names, printed = {}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(lines, names)
    return names, printed.getvalue()


@pytest.mark.parametrize("name", SETUPS)
def test_the_lines_give_the_same_weights_bit_for_bit(name):
    setup = SETUPS[name]._replace(config=replace(SETUPS[name].config, epochs=20))
    for epoch in train(*setup):
        pass
    names, printed = executed(as_python(setup))
    assert names["config"] == setup.config
    assert names["epoch"].vector.tobytes() == epoch.vector.tobytes()
    assert printed.startswith(f"{epoch.number} {epoch.loss}\n")


@pytest.mark.parametrize("name", SETUPS)
def test_the_lines_fit_the_page(name):
    assert max(map(len, as_python(SETUPS[name]).splitlines())) <= 200


def test_only_what_differs_from_the_lab_is_named():
    lines = as_python(Setup(Config(seed=3)))
    assert "config = Config(seed=3)\ntrainer = train(config)\n" in lines
    assert "Dataset" not in lines and "parameters =" not in lines


def test_samples_for_testing_are_kept():
    dataset = Dataset([[0.1], [1 / 3]], [0, 1], [[0.7]], [1])
    names, _ = executed(as_python(Setup(Config(dataset="own", epochs=3), None, dataset)))
    assert names["dataset"].test_inputs.tolist() == [[0.7]]
