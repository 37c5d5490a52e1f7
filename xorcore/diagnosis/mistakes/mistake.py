"""A mistake: a sentence and the fields of a Variant that it replaces; and the case that it is made in."""

from typing import Any, NamedTuple

from xorcore.config import Config
from xorcore.diagnosis.variants.variant import Variant


class Mistake(NamedTuple):
    """`key` names the kind; `sentence` says what was done; `fields` are the Variant's that differ from the right ones."""

    key: str
    sentence: str
    fields: tuple[tuple[str, Any], ...]
    common: bool = True  # a rare one is paired with common ones only

    @property
    def right(self) -> str:
        """What would be right."""
        return RIGHT[self.key]

    def made_in(self, variant: Variant) -> Variant:
        return variant._replace(**dict(self.fields))


Mistakes = tuple[Mistake, ...]  # made together; none for the right step


class Case(NamedTuple):
    """What a student's numbers are the result of."""

    config: Config
    sizes: tuple[int, ...]  # of the layers, inputs first
    samples: int
    kind: str  # "gradients", "weights" or "loss"
    orders: tuple[tuple[int, ...], ...] | None = None  # of the samples in each pass; None: as in the dataset
    remembers: bool = False  # the run's memory is not 0 at the start

    @property
    def last(self) -> int:
        """The index of the output layer."""
        return len(self.sizes) - 2

    @property
    def rows(self) -> int:
        """Samples of a batch."""
        return min(self.config.batch_size or self.samples, self.samples)


RIGHT = {  # every kind of mistake, and what would be right
    "no half": "the loss's gradient is (a − y)·f′(z)",
    "half kept": "the loss's gradient is (a − y)·f′(z)",
    "factor of the error": "the gradient of this loss has the error without a factor, a − y with cross-entropy",
    "error sign": "the gradient has a − y; with y − a it is the negative gradient, which is added to the weights",
    "scaled": "the gradient is the derivative of the loss, without any other factor",
    "mean or sum": "the loss is summed over the samples of a batch, or averaged, as the exercise says",
    "slope at z": "f′(z) written in terms of the output is taken at a",
    "slope formula": "f′(z) is a(1 − a) for the sigmoid, 1 − a² for tanh, 1 where z > 0 for ReLU, 1 for linear",
    "activation": "the activation functions are those of the exercise",
    "output slope": "∂L/∂z of the output is (a − y)·f′(z) with the half squared error, a − y with cross-entropy",
    "hidden slope": "∂L/∂z of a hidden unit contains its own f′(z)",
    "hidden error": "the error that goes back is the output's whole ∂L/∂z, the same as in its own gradient",
    "early update": "all gradients are taken at the same weights",
    "bias left out": "z = x W + b",
    "threshold": "b is added; a threshold θ = −b is subtracted, and its gradient has the opposite sign",
    "biases not trained": "biases have gradients like weights",
    "biases trained": "the exercise keeps the biases fixed",
    "bias gradient": "∂L/∂b is the sum of ∂L/∂z over the samples",
    "samples": "the gradient is summed over all samples of a batch: +=, not =",
    "accumulated": "the gradients are set to 0 before each backward pass",
    "transposed": "z = x W + b, the error goes back through W′, dW = x′·∂L/∂z",
    "gradient sign": "the gradient is subtracted",
    "one array": "every array has the derivative of the same loss and the same update",
    "momentum sign": "momentum goes on in the direction of the last change",
    "no momentum": "the update has a momentum term",
    "momentum somewhere": "the update has the same momentum term for every array",
    "memory start": "the memory of the update rule starts at 0",
    "memory lost": "the memory goes on from the run, it is not 0 at this epoch",
    "aliased": "the previous gradient is a copy of the old one, made before the new one is written",
    "other rule": "the update rule is the one of the exercise",
    "damped": "v = m·v − l·g",
    "averages": "Adam: v̂ = v/(1 − 0.9ᵗ), ŝ = s/(1 − 0.999ᵗ), Δw = −l·v̂/(√ŝ + 10⁻⁸); RMSprop: decay 0.9, −l·g/(√s + 10⁻⁸)",
    "learning rate": "the learning rate multiplies the gradient, once",
    "batch": "the batch has the size that the exercise says",
    "order": "the samples are taken in their order",
    "no l2": "the gradient of a weight contains λ·w",
    "l2": "the L2 term ½λΣw² over the weights gives λ·w in their gradient and nothing in that of the biases",
    "steps": "as many steps as were said",
    "reported loss": "the loss is printed as it is defined",
    "rounded start": "the start weights of the exercise are taken in full",
}


def mistake(key: str, sentence: str, **fields: Any) -> Mistake:
    return Mistake(key, sentence, tuple(fields.items()))


def rare(key: str, sentence: str, **fields: Any) -> Mistake:
    return Mistake(key, sentence, tuple(fields.items()), common=False)
