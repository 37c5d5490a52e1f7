"""A comparison of four numbers of a network of one unit in each layer, W1, b1, W2, b2, or of one loss, without a run."""

from types import SimpleNamespace

import numpy as np

from xorcore import Config
from xorcore.diagnosis.comparison import Comparison
from xorcore.diagnosis.mistakes.mistake import Case
from xorcore.diagnosis.submission.student_numbers import StudentNumbers


def compared(given, place=0.01, kind="weights", amplified=0.0, written=None, float32=False, digits=4,
             unsettled=False,
             **settings) -> Comparison:
    """amplified: what roundings on the way come to; unsettled: and that they decide the numbers."""
    values = np.array(given, dtype=float)
    numbers = StudentNumbers(values, np.broadcast_to(float(place), values.shape), digits, float32, written)
    case = Case(Config(**{"optimizer": "gradient_descent"} | settings), (1, 1, 1), 4, kind)
    comparison = Comparison(SimpleNamespace(case=case), numbers)
    comparison.amplified, comparison.unsettled = amplified, unsettled
    return comparison
