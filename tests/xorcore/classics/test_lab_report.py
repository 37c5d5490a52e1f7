"""How far a network's answers are from the targets at worst."""

from types import SimpleNamespace

import numpy as np
import pytest

from xorcore import Config
from xorcore.classics import lab_report
from xorcore.classics.classic import Setup


def test_the_largest_error_of_each_network_is_over_the_four_patterns():
    all_half, largest_at_11 = ([[0.0], [0.0]], [0.0]), ([[1.0], [2.0]], [1.0])
    W, b = (np.array(parts) for parts in zip(all_half, largest_at_11, strict=True))
    errors = lab_report._largest_errors(Setup(Config(hidden=())), SimpleNamespace(parameters=[(W, b)]))
    assert errors == pytest.approx([0.5, 1 / (1 + np.exp(-4))])


def test_the_reports_largest_error_is_that_of_its_second_answer():
    assert pytest.approx(1 - 0.99357837) == lab_report.LARGEST
