"""What a student's numbers are with and without each mistake: thousands of ways to take the steps, hundreds at once."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from xorcore.datasets import Dataset
from xorcore.diagnosis.mistake import Case, Mistake
from xorcore.diagnosis.reported_loss import WHILE_TRAINING, batch_loss, reported_losses
from xorcore.diagnosis.step_variants import VariantNetworks, after_steps, first_gradients
from xorcore.diagnosis.variant import Variant, textbook
from xorcore.optimizers import Memory

Mistakes = tuple[Mistake, ...]  # made together; none for the right step

MOST_NUMBERS = 200_000  # of the weights and of the units of all variants at once: what the processor's cache holds
SECONDS_OF_A_VARIANT = 2e-5
SECONDS_OF_CALLS = 2e-4  # of one update, whatever its size
SECONDS_OF_A_NUMBER = 3e-8  # of a weight or a unit, in one update


class Candidates:
    """A student's numbers under each variant of the step, from one start on one dataset."""

    def __init__(self, case: Case, flat: np.ndarray, dataset: Dataset, steps: int, memory: Memory = ()):
        self.case, self.flat, self.steps = case, flat, steps
        self.data = SimpleNamespace(inputs=dataset.inputs, targets=dataset.targets, memory=memory)
        self.right = textbook(case.config)._replace(orders=case.orders)
        self._signs = np.where(np.arange(len(flat)) % 2, -1, 1)
        self._size = len(flat) + case.samples * sum(case.sizes)

    def variant(self, mistakes: Mistakes = ()) -> Variant:
        """The step with these mistakes made together, each in other fields."""
        fields: dict[str, Any] = {name: value for mistake in mistakes for name, value in mistake.fields}
        return self.right._replace(**fields)

    def numbers(self, variants: list[Variant], shake: float = 0) -> np.ndarray:
        """The numbers that each of these gives, (V, numbers); shake: relative change of the start weights, up and down in
        turn."""
        result = np.empty((len(variants), 1 if self.case.kind == "loss" else len(self.flat)))
        for alike in _alike(variants):
            for rows in np.array_split(alike, -(-len(alike) * self._size // MOST_NUMBERS)):
                result[rows] = self._numbers([variants[i] for i in rows], shake)
        return result

    def _numbers(self, variants: list[Variant], shake: float) -> np.ndarray:
        case, flat = self.case, self.flat * (1 + shake * self._signs)
        if case.kind == "gradients":
            return first_gradients(variants, case.sizes, flat, self.data)
        watch = self._keep_losses if any(v.reported in WHILE_TRAINING for v in variants) else _unwatched
        networks = after_steps(variants, case.sizes, flat, self.data, self.steps, watch)
        if case.kind == "weights":
            return networks.w
        return reported_losses(networks, self.data.inputs, self.data.targets, case.config)[:, None]

    def _keep_losses(self, networks: VariantNetworks, number: int, x: np.ndarray, y: np.ndarray) -> None:
        """The losses of the batches of each variant's last pass."""
        if (last := networks.passes == number + 1).any():
            networks.losses.append(np.where(last, batch_loss(networks, x, y, self.case.config.loss), 0))

    def seconds(self, variants: list[Variant]) -> float:
        """About how long `numbers` takes."""
        return sum(self._seconds(variants[alike[0]], len(alike)) for alike in _alike(variants))

    def _seconds(self, variant: Variant, count: int) -> float:
        n = self.case.samples
        rows = min(variant.batch_size or n, n)
        updates = 1 if self.case.kind == "gradients" else -(-n // rows) * self.steps
        updates *= 2 if variant.start == "earlier run" else 1
        size = len(self.flat) + rows * sum(self.case.sizes)
        chunks = -(-count * self._size // MOST_NUMBERS)
        return count * SECONDS_OF_A_VARIANT + updates * (chunks * SECONDS_OF_CALLS + count * size * SECONDS_OF_A_NUMBER)


def _alike(variants: list[Variant]) -> list[np.ndarray]:
    """Which of the variants can take their steps together."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for i, v in enumerate(variants):
        key = (v.batch_size, v.early_update, v.decimals, v.start == "earlier run")
        alike.setdefault(key, []).append(i)
    return [np.array(rows) for rows in alike.values()]


def _unwatched(networks: VariantNetworks, number: int, x: np.ndarray, y: np.ndarray) -> None:
    pass
