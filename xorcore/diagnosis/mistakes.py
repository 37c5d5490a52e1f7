"""The mistakes that are made in this exercise, each as what it changes in the textbook's step.

A mistake has a sentence and the fields of a Variant that it replaces. `mistakes_for` lists those that can be made in
one case: the wording and the values depend on what would have been right.
"""

from itertools import permutations
from typing import NamedTuple

import numpy as np

from xorcore.config import Config
from xorcore.diagnosis.step_variants import Variant

MOST_SAMPLES_IN_ALL_ORDERS = 4


class Mistake(NamedTuple):
    """`key` names the kind; `sentence` says what was done; `fields` are the Variant's that differ from the right ones."""

    key: str
    sentence: str
    fields: tuple[tuple[str, object], ...]

    @property
    def right(self) -> str:
        """What would be right."""
        return RIGHT[self.key]

    def made_in(self, variant: Variant) -> Variant:
        return variant._replace(**dict(self.fields))


class Case(NamedTuple):
    """What a student's numbers are the result of."""

    config: Config
    sizes: tuple[int, ...]  # of the layers, inputs first
    samples: int
    kind: str  # "gradients", "weights" or "loss"


RIGHT = {  # every kind of mistake, and what would be right
    "no half": "the loss's gradient is (a − y)·f′(z)",
    "half kept": "the loss's gradient is (a − y)·f′(z)",
    "mean or sum": "the loss is summed over the samples of a batch, or averaged, as the exercise says",
    "slope at z": "f′(z) written in terms of the output is taken at a",
    "output slope": "∂L/∂z of the output is (a − y)·f′(z) with the half squared error, a − y with cross-entropy",
    "hidden slope": "∂L/∂z of a hidden unit contains its own f′(z)",
    "early update": "all gradients are taken at the same weights",
    "biases not trained": "biases have gradients like weights",
    "biases trained": "the exercise keeps the biases fixed",
    "bias gradient": "∂L/∂b is the sum of ∂L/∂z over the samples",
    "transposed": "z = x W + b, the error goes back through W′, dW = x′·∂L/∂z",
    "gradient sign": "the gradient is subtracted",
    "momentum sign": "momentum goes on in the direction of the last change",
    "no momentum": "the update has a momentum term",
    "memory start": "the memory of the update rule starts at 0",
    "other rule": "the update rule is the one of the exercise",
    "damped": "v = m·v − l·g",
    "learning rate": "the learning rate multiplies the gradient, once",
    "batch": "the batch has the size that the exercise says",
    "order": "the samples are taken in their order",
    "no l2": "the gradient of a weight contains λ·w",
    "steps": "as many steps as were said",
    "reported loss": "the loss is printed as it is defined",
    "float32": "numbers are float64",
}

RULE_NAMES = {
    "gradient_descent": "plain gradient descent",
    "previous_gradient": "the previous gradient in place of the velocity",
    "as_printed": "the previous gradient with the sign as printed",
    "momentum": "a velocity (heavy ball)",
    "nesterov": "Nesterov's momentum",
}
WITH_MEMORY = ("previous_gradient", "as_printed", "momentum", "nesterov")
VELOCITY_RULES = ("momentum", "nesterov")
OTHER_RULES = {  # that a rule is taken for
    "previous_gradient": ("momentum", "nesterov"),
    "as_printed": ("momentum", "nesterov"),
    "momentum": ("previous_gradient", "nesterov"),
    "nesterov": ("momentum", "previous_gradient"),
}


def mistakes_for(case: Case) -> list[Mistake]:
    """The mistakes that can be made in this case, the commonest first."""
    places = (_in_the_error, _on_the_way_back, _in_the_biases, _in_transposing, _in_the_update, _in_the_batches,
              _in_the_report)
    return [mistake for place in places for mistake in place(case)]


def _mistake(key: str, sentence: str, **fields) -> Mistake:
    return Mistake(key, sentence, tuple(fields.items()))


def _in_the_error(case: Case) -> list[Mistake]:
    config, mistakes = case.config, []
    if config.loss == "half_squared_error":
        mistakes += [
            _mistake("no half", "the loss has no ½, so its gradient is 2 (a − y)", error_factor=2),
            _mistake("half kept", "the ½ of the loss was kept in its gradient, ½ (a − y)", error_factor=0.5),
        ]
        if config.output_activation != "linear":
            mistakes.append(_mistake("output slope", "the output's derivative f′(z) is missing, as with cross-entropy",
                                     output_slope=False))
    else:
        mistakes.append(_mistake("output slope", "the output's derivative f′(z) was kept, which cancels with cross-entropy",
                                 output_slope=True))
    if config.reduction == "sum":
        mistakes.append(_mistake("mean or sum", "the gradient is the mean over the samples, not the sum", average="mean"))
    else:
        mistakes.append(_mistake("mean or sum", "the gradient is the sum over the samples, not the mean", average="sum"))
    if case.sizes[-1] > 1:
        mistakes.append(_mistake("mean or sum", "the gradient is the mean over samples and outputs",
                                 average="mean over outputs"))
    if config.l2:
        mistakes.append(_mistake("no l2", "the L2 term is missing from the gradient", l2=0.0))
    return mistakes


def _on_the_way_back(case: Case) -> list[Mistake]:
    config, hidden, mistakes = case.config, len(case.sizes) > 2, []
    curved = {config.output_activation} if config.loss == "half_squared_error" else set()
    curved |= {config.hidden_activation} if hidden else set()
    if curved & {"sigmoid", "tanh"}:
        mistakes += [
            _mistake("slope at z", "the derivative, written in terms of the output a, was taken at z", slope_at="z"),
            _mistake("slope at z", "the derivative was taken at a where its formula wants z", slope_at="f(a)"),
        ]
    if hidden:
        if config.hidden_activation != "linear":
            mistakes.append(_mistake("hidden slope", "the hidden layers' derivative f′(z) is missing", hidden_slope=False))
        mistakes.append(_mistake("early update", EARLY["output"], early_update="output"))
    if len(case.sizes) > 3:
        mistakes.append(_mistake("early update", EARLY["each"], early_update="each"))
    return mistakes


EARLY = {
    "output": "the output layer was updated before the error was propagated",
    "each": "every layer was updated before the error was propagated through it",
}


def _in_the_biases(case: Case) -> list[Mistake]:
    if not case.config.train_biases:
        return [_mistake("biases trained", "the biases were trained", train_biases=True)]
    mistakes = [_mistake("biases not trained", "the biases were not trained", train_biases=False)]
    if max(case.sizes[1:]) > 1:
        mistakes.append(_mistake("bias gradient", "the bias gradient was summed over the units too, one number for a layer",
                                 bias_gradient="one number"))
    if _rows(case) > 1:
        otherwise = "times n" if case.config.reduction == "mean" else "mean"
        mistakes += [
            _mistake("bias gradient", f"the bias gradient was {BIAS_WORDS[way]}", bias_gradient=way)
            for way in (otherwise, "last", "first", "mean" if otherwise == "times n" else "times n")
        ]
    return mistakes


BIAS_WORDS = {
    "mean": "divided by the number of samples, unlike that of the weights",
    "times n": "multiplied by the number of samples, unlike that of the weights",
    "last": "not summed: it is that of the last sample",
    "first": "not summed: it is that of the first sample",
}


def _in_transposing(case: Case) -> list[Mistake]:
    square = [fan_in == fan_out > 1 for fan_in, fan_out in zip(case.sizes, case.sizes[1:], strict=False)]
    ways = {
        "weights are stored transposed, (outputs, inputs)": {"forward", "back", "gradient"} if any(square) else None,
        "the weights are transposed in the forward pass, x·W′": {"forward"} if any(square) else None,
        "the error went back through W, not transposed": {"back"} if any(square[1:]) else None,
        "the weights' gradient is transposed": {"gradient"} if any(square) else None,
    }
    return [_mistake("transposed", sentence, transposed=frozenset(way)) for sentence, way in ways.items() if way]


def _in_the_update(case: Case) -> list[Mistake]:
    config = case.config
    mistakes = [_mistake("gradient sign", "the gradient was added, not subtracted", learning_rate=-config.learning_rate)]
    if config.optimizer in WITH_MEMORY and config.momentum:
        mistakes += _in_the_memory(config.optimizer)
    if config.optimizer in WITH_MEMORY or config.optimizer == "gradient_descent":
        mistakes.append(_mistake("learning rate", "the learning rate was applied twice", rate="twice"))
    else:
        mistakes.append(_mistake("learning rate", "the learning rate was applied twice",
                                 learning_rate=config.learning_rate**2))
    return mistakes


def _in_the_memory(rule: str) -> list[Mistake]:
    velocity = rule in VELOCITY_RULES
    memory = "velocity" if velocity else "previous gradient"
    mistakes = [
        _mistake("momentum sign", "the sign of the momentum term is reversed", momentum_factor=-1),
        _mistake("no momentum", f"the {memory} is reset to 0 before every update: no momentum", momentum_factor=0),
        _mistake("memory start", f"the {memory} started at the gradient, not at 0", start="gradient"),
        _mistake("memory start", f"the {memory} was not reset after an earlier run of as many steps", start="earlier run"),
        *(_mistake("other rule", f"the update uses {RULE_NAMES[other]}", rule=other) for other in OTHER_RULES[rule]),
        _mistake("learning rate", f"the learning rate was applied to the {memory} only", rate="memory"),
    ]
    if velocity:
        mistakes += [
            _mistake("memory start", "the velocity started at −l·g, not at 0", start="step"),
            _mistake("damped", "the velocity is dampened, v = m·v − (1 − m)·l·g", damped=True),
        ]
    else:
        mistakes.append(_mistake("learning rate", "the learning rate was applied to the whole step, momentum included",
                                 rate="whole step"))
    return mistakes


def _rows(case: Case) -> int:
    """Samples of a batch."""
    return min(case.config.batch_size or case.samples, case.samples)


def _in_the_batches(case: Case) -> list[Mistake]:
    n, rows, mistakes = case.samples, _rows(case), []
    if n > 1 and rows > 1:
        mistakes.append(_mistake("batch", "the weights were updated after every sample", batch_size=1))
    if rows < n:
        mistakes.append(_mistake("batch", "the weights were updated once for all samples", batch_size=0))
    mistakes += [_mistake("order", sentence, order=order) for sentence, order in _orders(case)]
    return mistakes


def _orders(case: Case) -> list[tuple[str, tuple[int, ...]]]:
    """Other orders: the reverse one; of few samples all; for a gradient, any samples of one batch that come first."""
    n, rows = case.samples, _rows(case)
    right, reverse = tuple(range(n)), tuple(range(n - 1, -1, -1))
    orders = [reverse] if n > 1 else []
    if rows < n <= MOST_SAMPLES_IN_ALL_ORDERS:
        orders += [order for order in permutations(right) if order not in (right, reverse)]
    elif rows < n and case.kind == "gradients":
        orders += [(*right[first : first + rows], *right[:first], *right[first + rows :]) for first in range(1, n)]
    first = "begins with " if n > MOST_SAMPLES_IN_ALL_ORDERS else "is "
    return [("the samples were taken in reverse order" if order == reverse else
             f"the order of the samples {first}{', '.join(str(i + 1) for i in order[:4])}", order) for order in orders]


def _in_the_report(case: Case) -> list[Mistake]:
    config, mistakes = case.config, []
    if case.kind != "gradients":
        mistakes += [
            _mistake("steps", "the numbers are those before the last step", extra_steps=-1),
            _mistake("steps", "one step too many was taken", extra_steps=1),
        ]
    if case.kind == "loss":
        other = "mean" if config.reduction == "sum" else "sum"
        mistakes.append(_mistake("reported loss", f"the printed loss is the {other} over the samples", reported=other))
        if config.loss == "half_squared_error":
            mistakes.append(_mistake("reported loss", "the printed loss has no ½", reported="no half"))
        if config.l2:
            mistakes.append(_mistake("reported loss", "the printed loss has no L2 term", reported="no l2"))
    mistakes.append(_mistake("float32", "the arithmetic is float32", dtype=np.float32))
    return mistakes
