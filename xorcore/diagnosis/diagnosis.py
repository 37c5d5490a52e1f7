"""The answer to a student's numbers, and its words: what matches, where the first difference is, what explains it."""

from dataclasses import dataclass
from math import isfinite

from xorcore.diagnosis.mistakes.mistake import Mistakes
from xorcore.number_notation import several, true_minus

MOST_NAMED = 5  # explanations in the sentence


@dataclass(frozen=True)
class Fit:
    """One explanation: a mistake or two made together."""

    mistakes: Mistakes
    distance: float  # the largest difference of a number from the student's

    @property
    def but_for_order(self) -> Mistakes:
        """Explanations that differ only in the order of the samples have the same."""
        return tuple(mistake._replace(sentence="", fields=()) if mistake.key == "order" else mistake
                     for mistake in self.mistakes)

    @property
    def sentence(self) -> str:
        return ", and ".join(mistake.sentence for mistake in self.mistakes)


@dataclass(frozen=True)
class Difference:
    """One place where the student's number is not the correct one."""

    name: str  # "w from h1.2 to h2.1, W2[1, 0]", or "the loss"
    given: float
    correct: float

    @property
    def by(self) -> float:
        return self.given - self.correct


@dataclass(frozen=True)
class Diagnosis:
    """The answer. `fits` are the explanations that give the student's numbers to the last digit given, where that is
    hardly chance: the commonest mistake first, two mistakes only where no single one does."""

    matches: bool
    digits: int  # significant digits on which the student's numbers and the correct ones agree
    given_digits: int
    kind: str  # "gradients", "weights" or "loss"
    steps: int
    way: str = ""  # how the correct step was computed, where its numbers are not the correct ones to all digits given
    first: Difference | None = None  # where the back-propagation meets it first: the last layer before the first
    largest: Difference | None = None
    right: str = ""  # the arrays that are right, where others are not
    fits: tuple[Fit, ...] = ()
    fits_differ: bool = False  # beyond the digits given, so that more of them would tell the fits apart
    possible: tuple[Fit, ...] = ()  # mistakes that give the numbers, as chance also would
    tried: int = 0  # mistakes and pairs
    untried: int = 0  # for which there was no time
    unsettled: bool = False  # so many steps amplify roundings that right programs differ as mistakes do
    of_a_shuffle: str = ""  # what would decide whether the samples were shuffled, where that was not tried
    reading: str = ""  # for which of several readings of the arrays this is the answer

    @property
    def ways(self) -> tuple[str, ...]:
        """The fits in words; those that differ only in the order of the samples are one."""
        return _in_words(self.fits)

    @property
    def sentence(self) -> str:
        """All of this in words."""
        read = f" Of several readings this is the answer for: {self.reading}." * bool(self.reading)
        if self.matches and self.way:
            return f"This is the correct step, {self.way}.{read}"
        if self.matches:
            return f"This matches the correct step to {several(self.digits, 'digit')}.{read}"
        answer = self._ways if self.fits else self._chances if self.possible else self._unknown
        return " ".join(part for part in (self._where, self.right, answer) if part) + read

    @property
    def _where(self) -> str:
        if self.first is None or self.largest is None:
            return ""
        if not isfinite(self.largest.correct):
            return "The correct steps themselves give numbers beyond all bounds from this start."
        return (f"The first place that differs is {self.first.name}: {true_minus(repr(self.first.given))} in place of "
                f"{true_minus(repr(self.first.correct))}, off by {true_minus(f'{self.first.by:.3g}')}.")

    @property
    def _ways(self) -> str:
        seen = f"{self.way[0].upper()}{self.way[1:]}: " if self.way else ""
        sentence = f"{seen}{'exactly' if seen else 'Exactly'} these numbers come about when {_listed(self.ways)}."
        among = "More digits would tell them apart." if self.fits_differ else "Here they are one and the same."
        return f"{sentence} {among}" if len(self.fits) > 1 else sentence

    @property
    def _chances(self) -> str:
        ways = _in_words(self.possible)
        count = "A known mistake gives" if len(ways) == 1 else f"{len(ways)} known mistakes give"
        digits = several(self.given_digits, "digit")
        return (f"{count} this to the {digits} given, but with {self.tried} tried, chance would too: "
                f"{_listed(ways)}. {self._what_decides}")

    @property
    def _unknown(self) -> str:
        if self.unsettled:
            return ("That need not be a mistake: so many steps amplify roundings here until they decide the numbers, and "
                    f"two right programs differ as much. {self._what_decides}")
        left = f" {self.untried} of the mistakes and pairs were not tried: they take too long." if self.untried else ""
        return f"No known mistake gives these numbers.{left} {self._what_decides}".rstrip()

    @property
    def _what_decides(self) -> str:
        if self.kind == "loss":
            return "The gradients of the first step, or more digits of the loss, would decide."
        if self.kind == "weights":
            fewer = "the weights after one step, or " if self.steps > 1 else ""
            return f"To see where it begins, bring {fewer}the gradients of the first step. {self.of_a_shuffle}".rstrip()
        return "More digits would decide." if self.given_digits < 6 else ""


def _in_words(fits: tuple[Fit, ...]) -> tuple[str, ...]:
    groups: dict[Mistakes, list[Fit]] = {}
    for fit in fits:
        groups.setdefault(fit.but_for_order, []).append(fit)
    return tuple(f"{fits[0].sentence}{f' (or one of {len(fits) - 1} more)' if len(fits) > 1 else ''}"
                 for fits in groups.values())


def _listed(ways: tuple[str, ...]) -> str:
    others = f"; or in {len(ways) - MOST_NAMED} other ways" if len(ways) > MOST_NAMED else ""
    return f"{'; or: '.join(ways[:MOST_NAMED])}{others}"
