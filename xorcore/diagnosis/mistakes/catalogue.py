"""The mistakes that are made in this exercise, each as what it changes in the textbook's step.

`mistakes_for` lists those that can be made in one case, the common ones first: the wording and the values depend on what
would have been right.
"""

from xorcore.diagnosis.mistakes.in_gradient import GRADIENT_MISTAKES
from xorcore.diagnosis.mistakes.in_update import UPDATE_MISTAKES
from xorcore.diagnosis.mistakes.mistake import Case, Mistake, rare
from xorcore.diagnosis.variants.variant import Variant, textbook

LEAST_DECIMALS, MOST_DECIMALS = 1, 8


def mistakes_for(case: Case) -> list[Mistake]:
    """The mistakes that can be made in this case, the commonest first."""
    right = textbook(case.config)._replace(orders=case.orders)
    found: dict[Variant, Mistake] = {}
    for place in (*GRADIENT_MISTAKES, *UPDATE_MISTAKES):
        for made in place(case):
            if made.made_in(right) != right:
                found.setdefault(made.made_in(right), made)
    return sorted(found.values(), key=lambda made: not made.common)


def rounded_starts() -> list[Mistake]:
    """The right step from start weights that were rounded, by decimals or by digits: no mistake, but other numbers."""
    counts = range(LEAST_DECIMALS, MOST_DECIMALS + 1)
    return [rare("rounded start", f"the start weights were rounded to {count} {unit}{'s' * (count > 1)}",
                 **{f"start_{unit}s": count}) for unit in ("decimal", "digit") for count in counts]
