"""A student's own numbers: read, compared with the right ones, and the mistake that gives them."""

from xorcore.diagnosis.answer import MOST_STEPS, diagnose
from xorcore.diagnosis.diagnosis import Diagnosis
from xorcore.diagnosis.submission.reading import MOST_BYTES, read_numbers
from xorcore.diagnosis.submission.student_numbers import StudentDataError, StudentNumbers, read_loss, shapes_in_words

__all__ = [
    "MOST_BYTES", "MOST_STEPS", "Diagnosis", "StudentDataError", "StudentNumbers", "diagnose", "read_loss", "read_numbers",
    "shapes_in_words",
]
