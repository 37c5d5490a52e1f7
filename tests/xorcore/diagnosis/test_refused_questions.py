"""What the checker is asked and cannot answer is refused in one sentence."""

import numpy as np
import pytest

from tests.helpers.confusion import lab
from xorcore import Dataset, StudentDataError, diagnose, read_numbers
from xorcore.diagnosis import read_loss


@pytest.mark.parametrize(("given", "reason"), [
    ({}, "Exactly one of gradients, weights and loss must be given, got none"),
    ({"loss": 1, "weights": []}, "got weights and loss"),
    ({"loss": 1, "steps": 0}, "The steps must be a whole number from 1 to 100\u202f000, got 0"),
    ({"loss": 1, "steps": 1.5}, "got 1.5"), ({"loss": 1, "steps": 100_001}, "got 100001"),
    ({"loss": 1, "steps": 100_000}, "at most 10 s of training, 100000 steps take about "),
    ({"loss": 1, "seconds": -1}, "The seconds must be a number of at least 0, got -1"),
    ({"loss": 1, "seconds": np.inf}, "got inf"), ({"loss": 1, "seconds": np.nan}, "got nan"),
    ({"weights": []}, "Expected 13 numbers, .* got 0"),
    ({"weights": [([[1, 2]], [1])]}, r"got 2 arrays: \(1, 2\), \(1,\)"),
    ({"weights": np.zeros(3)}, "Expected 13 numbers, .* got 3"),
    ({"weights": np.full(13, np.nan)}, "must be finite"),
    ({"weights": read_numbers("[1, 2, 3]", (2, 1))}, "Expected 13 numbers for the weights, got 3"),
    ({"gradients": read_loss("0.3")}, "Expected 13 numbers for the gradients, got 1"),
    ({"loss": read_numbers("[1, 2, 3]", (2, 1))}, "Expected 1 number for the loss, got 3"),
    ({"loss": "much"}, "The loss must be a number: “much” is not"),
])
def test_questions_that_cannot_be_answered_are_refused_in_one_sentence(given, reason):
    with pytest.raises(StudentDataError, match=reason) as refusal:
        diagnose(*lab(), **given)
    assert "\n" not in str(refusal.value)


def test_a_start_that_does_not_fit_is_refused():
    config, start, dataset = lab()
    with pytest.raises(StudentDataError, match=r"must fit the layers \(2, 3, 1\), got \(3, 1\)"):
        diagnose(config, start[1:], dataset, loss=1)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_a_start_that_is_not_finite_is_refused(number):
    config, start, dataset = lab()
    with pytest.raises(StudentDataError, match="^The start weights must be finite numbers, got nan or infinity.$"):
        diagnose(config, [(number * start[0][0], start[0][1]), *start[1:]], dataset, loss=1)


def test_too_long_a_training_is_refused():
    config, start, dataset = lab(batch_size=1)
    many = Dataset(np.zeros((2000, 2)), np.zeros(2000))
    with pytest.raises(StudentDataError, match="at most 10 s of training"):
        diagnose(config, start, many, loss=1, steps=1000)
