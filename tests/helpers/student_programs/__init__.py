"""Programs as students hand them in, each style written out by hand, with the mistakes that they make in it.

Nothing here knows the core or the checker's catalogue. A program takes an exercise and the name of a mistake ("" for none)
and returns what it computes: gradients of the first update and weights at the end, [(W, b), ...] with W (inputs, units),
and the loss at the end.
"""

from tests.helpers.student_programs.augmented import bias_in_the_matrix
from tests.helpers.student_programs.columns import columns_as_samples
from tests.helpers.student_programs.exercise import Exercise, Handed
from tests.helpers.student_programs.finite_differences import differences
from tests.helpers.student_programs.layers import classes
from tests.helpers.student_programs.loops import scalar_loops
from tests.helpers.student_programs.online import sample_by_sample
from tests.helpers.student_programs.pocket_calculator import by_hand
from tests.helpers.student_programs.rows import float32_rows, rows_as_samples
from tests.helpers.student_programs.threshold_units import thresholds

__all__ = [
    "Exercise",
    "Handed",
    "bias_in_the_matrix",
    "by_hand",
    "classes",
    "columns_as_samples",
    "differences",
    "float32_rows",
    "rows_as_samples",
    "sample_by_sample",
    "scalar_loops",
    "thresholds",
]
