"""Targets as a run needs them: numbers that its output can reach. Two labels, in words or other numbers, become 0 and 1."""

from typing import NamedTuple

from xorcore import ACTIVATIONS
from xorcore.book import exact, shown

PAIRS = [("no", "yes"), ("n", "y"), ("false", "true"), ("f", "t"), ("off", "on"), ("negative", "positive"), ("neg", "pos"),
         ("-", "+"), ("−", "+"), ("fail", "pass"), ("bad", "good"), ("low", "high"), ("nein", "ja"), ("non", "oui"),
         ("falsch", "wahr"), ("benign", "malignant"), ("absent", "present"), ("rejected", "accepted"), ("out", "in")]
USUAL_NUMBERS = [{0, 1}, {-1, 1}, {1, 2}]
MOST_CLASSES = 20  # so many different whole numbers are classes; more are a measurement


class TargetsError(ValueError):
    """Targets that cannot be used; the message is one sentence. `place`: which of them, None for all."""

    def __init__(self, sentence: str, place: int | None = None):
        super().__init__(sentence)
        self.place = place


class Targets(NamedTuple):
    values: list[float]
    note: str  # what was mapped, "" where nothing was


def reach(output_activation: str) -> tuple[float, float]:
    """The smallest and largest target of a run: what its output reaches, and not beyond -1 and 1."""
    activation = ACTIVATIONS[output_activation]
    return max(activation.low, -1.0), min(activation.high, 1.0)


def targets_from_words(cells: list[str]) -> Targets:
    """Two labels, whatever their case, as 0 and 1. Raises TargetsError."""
    labels: dict[str, str] = {}
    for cell in cells:
        labels.setdefault(cell.casefold(), cell)
    if len(labels) > 2:
        raise TargetsError(f"has {_classes([shown(label) for label in labels.values()])}.")
    if len(labels) < 2:
        raise TargetsError(f"holds {shown(cells[0])} only; two different labels are needed.")
    zero, one = next((pair for pair in PAIRS if set(pair) == set(labels)), sorted(labels))
    return Targets([float(cell.casefold() == one) for cell in cells], f"{shown(labels[zero])} became 0 and "
                   f"{shown(labels[one])} became 1.")


def targets_from_numbers(values: list[float], output_activation: str) -> Targets:
    """The values where the output reaches them all; two others as 0 and 1. Raises TargetsError."""
    low, high = reach(output_activation)
    distinct = sorted(set(values))
    if len(distinct) == 1:
        raise TargetsError(f"holds {exact(distinct[0])} only; at least two different targets are needed.")
    if low <= distinct[0] and distinct[-1] <= high:
        return Targets(values, "")
    if len(distinct) == 2:
        return Targets([float(value == distinct[1]) for value in values], _note(*distinct, output_activation))
    if len(distinct) <= MOST_CLASSES and all(value == int(value) for value in distinct):
        raise TargetsError(f"has {_classes([exact(value) for value in distinct])}.")
    place = next(i for i, value in enumerate(values) if not low <= value <= high)
    raise TargetsError(f"must be between {exact(low)} and {exact(high)}, what {output_activation} reaches, got "
                       f"{exact(values[place])}{_advice(distinct, low)}.", place)


def _classes(labels: list[str]) -> str:
    listed = ", ".join(labels[:5])
    more = ", …" if len(labels) > 5 else ""
    return f"{len(labels)} classes ({listed}{more}); one output tells two apart, so keep two of them"


def _note(low: float, high: float, output_activation: str) -> str:
    stay = "; with the output activation tanh or linear they stay as they are" if low >= -1 and high <= 1 else ""
    why = f", since {output_activation} answers from 0 to 1" if stay else ""
    return f"{exact(low)} became 0 and {exact(high)} became 1{why}{stay}."


def _advice(distinct: list[float], low: float) -> str:
    if distinct[0] < low and low == 0 and distinct[0] >= -1 and distinct[-1] <= 1:
        return "; the output activation tanh or linear reaches it"
    return "; scale the column to fit"


def is_words(cells: list[str]) -> bool:
    """Whether no cell is a number or begins as one, so that they are labels."""
    return not any(cell.lstrip("+-−.,")[:1].isdigit() for cell in cells)
