"""What a student's numbers are with and without each mistake: thousands of ways to take the steps, hundreds at once."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from xorcore.datasets import Dataset
from xorcore.diagnosis.mistakes.mistake import Case, Mistakes
from xorcore.diagnosis.variants.gradient_variants import shaken_start
from xorcore.diagnosis.variants.reported_loss import reported_losses
from xorcore.diagnosis.variants.step_variants import after_steps, first_gradients
from xorcore.diagnosis.variants.variant import Variant, Variants, factors_of, textbook, without_factors
from xorcore.limits import LARGEST_WEIGHT
from xorcore.optimizers import Memory
from xorcore.parameters import unflatten
from xorcore.training import Trainer, train

MOST_NUMBERS = 80_000  # of the weights and of the units of all variants at once: what the processor's cache holds
MOST_ALONE = 2  # variants that the engine takes one by one, where it can
SECONDS_OF_A_VARIANT = 2e-5
SECONDS_OF_CALLS = 2e-4  # of one update, whatever its size
SECONDS_OF_A_NUMBER = 3e-8  # of a weight or a unit, in one update


class Candidates:
    """A student's numbers under each variant of the step, from one start on one dataset."""

    def __init__(self, case: Case, flat: np.ndarray, dataset: Dataset, steps: int, memory: Memory = ()):
        self.case, self.flat, self.steps = case, flat, steps
        self.data = SimpleNamespace(inputs=dataset.inputs, targets=dataset.targets, memory=memory)
        self.right = textbook(case.config)._replace(orders=case.orders)
        self._known: dict[Variant, np.ndarray] = {}

    def variant(self, mistakes: Mistakes = ()) -> Variant:
        """The step with these mistakes made together, each in other fields."""
        fields: dict[str, Any] = {name: value for mistake in mistakes for name, value in mistake.fields}
        return self.right._replace(**fields)

    def known(self, variants: list[Variant]) -> np.ndarray:
        """The same as `numbers`, each worked out once: for the few that are asked for again."""
        if missing := [v for v in dict.fromkeys(variants) if v not in self._known]:
            self._known.update(zip(missing, self.numbers(missing), strict=True))
        return np.array([self._known[v] for v in variants])

    def numbers(self, variants: list[Variant]) -> np.ndarray:
        """The numbers that each of these gives, (V, numbers)."""
        if self.case.kind != "gradients":
            return self._each(variants)
        # A factor multiplies a gradient at the end: one pass serves all that differ in it alone
        bases = [without_factors(variant) for variant in variants]
        places = {base: i for i, base in enumerate(dict.fromkeys(bases))}
        gradients = self._each(list(places))[[places[base] for base in bases]]
        if changed := [i for i, base in enumerate(bases) if base != variants[i]]:
            gradients[changed] *= factors_of(Variants([variants[i] for i in changed]), self.case.sizes)
        return gradients

    def _each(self, variants: list[Variant]) -> np.ndarray:
        """The same, with a pass for each."""
        result = np.empty((len(variants), 1 if self.case.kind == "loss" else len(self.flat)))
        for alike in _alike(variants):
            alone = {i: self._trained(variants[i]) for i in alike
                     if len(alike) <= MOST_ALONE or variants[i].start == "earlier run"}
            together = sorted((i for i in alike if alone.get(i) is None), key=lambda i: _common_work(variants[i]))
            for i in set(alike) - set(together):
                result[i] = alone[i]
            chunks = min(len(together), -(-len(together) * self._size(variants[alike[0]]) // MOST_NUMBERS))
            for rows in np.array_split(together, chunks) if together else ():
                result[rows] = self._numbers([variants[i] for i in rows])
        return result

    def _numbers(self, variants: list[Variant]) -> np.ndarray:
        case = self.case
        if case.kind == "gradients":
            return first_gradients(variants, case.sizes, self.flat, self.data)
        training = after_steps(variants, case.sizes, self.flat, self.data, self.steps)
        if case.kind == "weights":
            return training.networks.w
        inputs, targets = self.data.inputs, self.data.targets
        return reported_losses(training.networks, inputs, targets, case.config, training.losses)[:, None]

    def _trained(self, variant: Variant) -> np.ndarray | float | None:
        """The numbers by the engine, which trains one network several times as fast; None where no Config takes these
        steps, or they diverge."""
        config = replace(self.case.config, batch_size=variant.batch_size, sample_order="fixed", stop_at_loss=None,
                         epochs=self.steps)
        flat = shaken_start(self.flat, variant.shaken)
        if self.case.kind == "gradients" or len(self.data.memory) or not (np.abs(flat) <= LARGEST_WEIGHT).all():
            return None
        if variant._replace(shaken=0, start="given") != textbook(config):
            return None
        data, parameters = Dataset(self.data.inputs, self.data.targets), unflatten(flat, self.case.sizes)
        trainer = train(config, parameters, data)
        *_, epoch = trainer
        if variant.start == "earlier run" and not epoch.diverged:
            second = train(config, parameters, data)
            next(second)
            *_, epoch = Trainer(config, replace(second.state(), memory=trainer.state().memory), dataset=data)
        return None if epoch.diverged else epoch.loss if self.case.kind == "loss" else epoch.vector

    def _rows(self, variant: Variant) -> int:
        """Samples of a batch."""
        return min(variant.batch_size or self.case.samples, self.case.samples)

    def _size(self, variant: Variant) -> int:
        """Numbers that its step holds: weights, and units of a batch."""
        return len(self.flat) + self._rows(variant) * sum(self.case.sizes)

    @property
    def least_seconds(self) -> float:
        """About how long a variant takes at least."""
        passes, samples = (1, 1) if self.case.kind == "gradients" else (self.steps, self.case.samples)
        return SECONDS_OF_A_VARIANT + passes * (len(self.flat) + samples * sum(self.case.sizes)) * SECONDS_OF_A_NUMBER

    def seconds(self, variants: list[Variant]) -> float:
        """About how long `numbers` takes."""
        return sum(self._seconds([variants[i] for i in alike]) for alike in _alike(variants))

    def _seconds(self, variants: list[Variant]) -> float:
        size, again = self._size(variants[0]), sum(v.start == "earlier run" for v in variants)
        updates = 1 if self.case.kind == "gradients" else -(-self.case.samples // self._rows(variants[0])) * self.steps
        calls = -(-len(variants) * size // MOST_NUMBERS) + (again > 0)
        return len(variants) * SECONDS_OF_A_VARIANT + updates * (
            calls * SECONDS_OF_CALLS + (len(variants) + again) * size * SECONDS_OF_A_NUMBER)


def _alike(variants: list[Variant]) -> list[list[int]]:
    """Which of the variants can take their steps together: those with batches of one size."""
    alike: dict[int, list[int]] = {}
    for i, variant in enumerate(variants):
        alike.setdefault(variant.batch_size, []).append(i)
    return list(alike.values())


def _common_work(variant: Variant) -> tuple[object, ...]:
    """Variants in this order share most of their calls: those of one rule, and of one formula, stand together."""
    return (variant.rule, variant.early_update, str(variant.decimals), variant.activations, variant.bias_gradient,
            variant.weight_gradient)
