"""Mistakes on the way forward and back: those that show in the gradient of the first update."""

from collections.abc import Collection, Iterator
from typing import Any

from xorcore.activations import ACTIVATIONS
from xorcore.diagnosis.mistakes.mistake import Case, Mistake, mistake, rare
from xorcore.diagnosis.variants.variant import textbook, times
from xorcore.losses import LOSSES

CURVED = ("sigmoid", "tanh")
NAMES = {"relu": "ReLU"}
MIS_SLOPES = {"sigmoid": ("a", "1 − a"), "tanh": ("1 − a", "1 + a²"), "relu": ("a", "1 − a")}


def in_the_error(case: Case) -> Iterator[Mistake]:
    config, loss = case.config, LOSSES[case.config.loss]
    if loss.formula.startswith("½"):
        yield mistake("no half", "the loss has no ½, so its gradient is 2 (a − y)", error_factor=2.0)
        yield mistake("half kept", "the ½ of the loss was kept in its gradient, ½ (a − y)", error_factor=0.5)
        if case.kind == "loss":
            yield mistake("no half", "the loss has no ½, in its gradient and as it is printed", error_factor=2.0,
                          reported="without its ½")
    else:
        yield mistake("factor of the error", "the error is 2 (a − y), as from squares without ½", error_factor=2.0)
        yield mistake("factor of the error", "the error is ½ (a − y), though the loss has no ½", error_factor=0.5)
    if not loss.reads_slope:
        yield mistake("output slope", "the output's derivative f′(z) was kept, which cancels with cross-entropy",
                      output_slope=True)
    elif ACTIVATIONS[config.output_activation].slope_formula != "1":
        yield mistake("output slope", "the output's derivative f′(z) is missing, as with cross-entropy", output_slope=False)
    if case.kind == "gradients" or config.l2:
        yield mistake("error sign", "the error is target − output, so the gradients have the opposite sign",
                      error_factor=-1.0)


def in_the_sum(case: Case) -> Iterator[Mistake]:
    right, other = ("sum", "mean") if case.config.reduction == "sum" else ("mean", "sum")
    yield mistake("mean or sum", f"the gradient is the {other} over the samples, not the {right}", average=other)
    if case.kind == "loss":
        yield mistake("mean or sum", f"the loss is the {other} over the samples, in its gradient and as it is printed",
                      average=other, reported=f"the {other} over the samples")
        if LOSSES[case.config.loss].formula.startswith("½"):
            over = " over samples and outputs" if case.sizes[-1] > 1 else ""
            yield mistake("mean or sum", f"the loss is the mean squared error{over}, in its gradient and as it is printed",
                          error_factor=2.0, average="mean over outputs",
                          reported="the mean squared error over samples and outputs")
    if case.rows > 1:
        yield mistake("mean or sum", "the gradient was divided by the number of samples twice", average="twice")
        for which in ("last", "first"):
            yield mistake("samples", f"only the {which} sample counts: = in place of += over the samples", counted=which)
            if case.config.reduction == "mean":
                yield rare("samples", f"the gradient is that of the {which} sample, not divided by n", counted=which,
                           average="sum")
    if case.sizes[-1] > 1:
        yield mistake("mean or sum", "the gradient is the mean over samples and outputs", average="mean over outputs")
        yield rare("mean or sum", "the gradient is divided by the number of outputs", average="outputs")


def in_the_penalty(case: Case) -> Iterator[Mistake]:
    l2, n = case.config.l2, case.rows
    if not l2:
        return
    yield mistake("no l2", "the L2 term is missing from the gradient", l2=0.0)
    yield mistake("l2", "the L2 term is in the gradient of the biases too", l2_biases=l2)
    yield mistake("l2", "the L2 term is λΣw² without ½, so its gradient is 2λ·w", l2=2 * l2)
    yield mistake("l2", "the ½ of the L2 term was kept in its gradient, ½λ·w", l2=l2 / 2)
    yield mistake("l2", "the L2 term was divided by the number of samples", l2=l2 / n)
    yield rare("l2", "the L2 term was multiplied by the number of samples", l2=l2 * n)
    yield rare("l2", "the L2 term has the opposite sign", l2=-l2)
    yield rare("l2", "the L2 term is 2λ, in the gradient of the biases too", l2=2 * l2, l2_biases=2 * l2)


def in_the_slopes(case: Case) -> Iterator[Mistake]:
    right = textbook(case.config)
    for words, layers in _parts(case):
        curved = [k for k in layers if right.slopes[k] in CURVED and not (k == case.last and not right.output_slope)]
        whose = "" if words == "every layer" else f" of {words}"
        if curved:
            for at, words in (("z", ", written in terms of the output a, was taken at z"),
                              ("f(a)", " was taken at a where its formula wants z")):
                yield _common_if(not whose, "slope at z", f"the derivative{whose}{words}",
                                 slope_at=_at(right.slope_at, curved, at))
    hidden = range(case.last)
    if case.last and case.config.hidden_activation != "linear":
        yield mistake("hidden slope", "the hidden layers' derivative f′(z) is missing",
                      slopes=_at(right.slopes, hidden, "linear"))
        if len(hidden) > 1:
            for k in hidden:
                yield mistake("hidden slope", f"the derivative f′(z) of hidden layer {k + 1} is missing",
                              slopes=_at(right.slopes, [k], "linear"))
    if case.last and right.output_slope and case.config.output_activation != "linear":
        yield mistake("hidden error", "the error was sent back without the output's derivative f′(z)", back_error="error")
        if case.last > 1:
            yield mistake("hidden error", "the error was sent back without the derivative f′(z) of any layer",
                          back_error="errors")
        yield mistake("hidden error", "the output's own gradient lacks f′(z), the error sent back has it",
                      output_gradient="error")


def in_the_formulas(case: Case) -> Iterator[Mistake]:
    """The slope of another activation, or another activation."""
    right = textbook(case.config)
    for words, layers in _parts(case):
        own = right.slopes[layers[0]]
        if words == "every layer" or any(right.slopes[k] != own for k in layers):
            continue
        for other in ("sigmoid", "tanh", "relu", *MIS_SLOPES.get(own, ())):
            if other != own and (layers[-1] != case.last or right.output_slope):
                formula = other in MIS_SLOPES.get(own, ())
                said = f"was written {other}" if formula else f"is that of {NAMES.get(other, other)}"
                yield rare("slope formula", f"the derivative of {words} {said}", slopes=_at(right.slopes, layers, other))
        for other in ("sigmoid", "tanh", "relu", "linear"):
            if other != own:
                is_or_are = "are" if words.endswith("layers") else "is"
                said = f"{words} {is_or_are} {NAMES.get(other, other)}"
                yield _common_if(words == "the hidden layers", "activation", said,
                                 activations=_at(right.activations, layers, other), slopes=_at(right.slopes, layers, other))
                yield rare("activation", f"{said} in the forward pass only",
                           activations=_at(right.activations, layers, other))


def on_the_way_back(case: Case) -> Iterator[Mistake]:
    if case.last:
        yield mistake("early update", "the output layer was updated before the error was propagated", early_update="output")
    if case.last > 1:
        yield mistake("early update", "every layer was updated before the error was propagated through it",
                      early_update="each")


def in_the_biases(case: Case) -> Iterator[Mistake]:
    config, ones = case.config, (1.0,) * (case.last + 1)
    yield mistake("bias left out", "the biases are not added in the forward pass", bias_in=(0.0,) * len(ones))
    yield mistake("bias left out", "there are no biases: not added, not trained", bias_in=(0.0,) * len(ones),
                  factors=times(config, 0, "b"))
    yield mistake("threshold", "the biases were subtracted as thresholds", bias_in=(-1.0,) * len(ones),
                  factors=times(config, -1, "b"))
    yield mistake("threshold", "the biases were subtracted, their gradient is that of added ones",
                  bias_in=(-1.0,) * len(ones))
    for k in range(len(ones) if case.last else 0):
        yield rare("bias left out", f"the biases of layer {k + 1} are not added", bias_in=_at(ones, [k], 0.0))
        yield rare("bias left out", f"layer {k + 1} has no biases: not added, not trained", bias_in=_at(ones, [k], 0.0),
                   factors=times(config, 0, "b", [k]))
    if not config.train_biases:
        yield mistake("biases trained", "the biases were trained", train_biases=True)
        return
    yield mistake("biases not trained", "the biases were not trained", train_biases=False)
    if max(case.sizes[1:]) > 1:
        yield mistake("bias gradient", "the bias gradient was summed over the units too, one number for a layer",
                      bias_gradient=("one number",) * len(ones))
    if case.rows > 1:
        for way, words in BIAS_WORDS.items():
            yield mistake("bias gradient", f"the bias gradient was {words}", bias_gradient=(way,) * len(ones))


BIAS_WORDS = {
    "mean": "divided by the number of samples, unlike that of the weights",
    "times n": "multiplied by the number of samples, unlike that of the weights",
    "last": "not summed: it is that of the last sample",
    "first": "not summed: it is that of the first sample",
}


def in_the_samples_of_one_array(case: Case) -> Iterator[Mistake]:
    layers = ("sum",) * (case.last + 1)
    for k in range(len(layers) if case.rows > 1 else 0):
        for which in ("last", "first"):
            yield rare("samples", f"the gradient of W{k + 1} is that of the {which} sample: = in place of +=",
                       weight_gradient=_at(layers, [k], which))
            if case.last:
                yield rare("samples", f"the gradient of b{k + 1} is that of the {which} sample: = in place of +=",
                           bias_gradient=_at(layers, [k], which))


def in_transposing(case: Case) -> Iterator[Mistake]:
    square = [fan_in == fan_out > 1 for fan_in, fan_out in zip(case.sizes, case.sizes[1:], strict=False)]
    if any(square):
        yield mistake("transposed", "weights are stored transposed, (outputs, inputs)",
                      transposed=frozenset({"forward", "back", "gradient"}))
        yield mistake("transposed", "the weights are transposed in the forward pass, x·W′",
                      transposed=frozenset({"forward"}))
        yield mistake("transposed", "the weights' gradient is transposed", transposed=frozenset({"gradient"}))
    if any(square[1:]):
        yield mistake("transposed", "the error went back through W, not transposed", transposed=frozenset({"back"}))


def in_one_array(case: Case) -> Iterator[Mistake]:
    """A factor k for the gradient of some arrays, all others are right."""
    config = case.config
    for words, factor in _factors(case):
        for k in range(case.last + 1):
            for arrays, whose in (("Wb", f"layer {k + 1}"), ("W", f"W{k + 1}"), ("b", f"b{k + 1}")):
                if (config.train_biases or arrays != "b") and (case.last or arrays != "Wb"):
                    yield _common_if(factor in (-1, 0) and config.train_biases, "one array", words.format(whose),
                                     factors=times(config, factor, arrays, [k]))
        if config.train_biases and factor not in (0, case.rows, 1 / case.rows):
            yield rare("one array", words.format("all biases"), factors=times(config, factor, "b"))


def in_all_arrays(case: Case) -> Iterator[Mistake]:
    l = case.config.learning_rate
    if case.kind == "gradients":
        yield mistake("scaled", "the gradients were multiplied by the learning rate already", factors=times(case.config, l))
        yield mistake("scaled", "these are the changes −l·g, not the gradients g", factors=times(case.config, -l))
    for words, factor in _factors(case):
        if factor and (case.kind == "gradients" or factor > 0):
            yield rare("scaled", words.format("every array"), factors=times(case.config, factor))


def _factors(case: Case) -> list[tuple[str, float]]:
    n = [("the gradient of {} was divided by the number of samples", 1 / case.rows),
         ("the gradient of {} was multiplied by the number of samples", float(case.rows))] if case.rows > 1 else []
    not_trained = "the gradient of {} is 0" if case.kind == "gradients" else "the update leaves out {}"
    return [("the gradient of {} has the opposite sign", -1.0), (not_trained, 0.0), ("the gradient of {} is doubled", 2.0),
            ("the gradient of {} is halved", 0.5), *n]


def _parts(case: Case) -> list[tuple[str, list[int]]]:
    """Every layer, the hidden ones, each of them, the output."""
    hidden = list(range(case.last))
    parts = [("every layer", [*hidden, case.last]), ("the hidden layers", hidden)]
    if len(hidden) > 1:
        parts += [(f"hidden layer {k + 1}", [k]) for k in hidden]
    return [(words, layers) for words, layers in [*parts, ("the output layer", [case.last])] if layers]


def _at(values: tuple[Any, ...], layers: Collection[int], value: Any) -> tuple[Any, ...]:
    """The values with another one at these layers."""
    return tuple(value if k in layers else each for k, each in enumerate(values))


def _common_if(common: bool, key: str, sentence: str, **fields: Any) -> Mistake:
    return (mistake if common else rare)(key, sentence, **fields)


GRADIENT_MISTAKES = (in_the_error, in_the_sum, in_the_slopes, on_the_way_back, in_the_biases, in_transposing,
                     in_the_penalty, in_all_arrays, in_one_array, in_the_samples_of_one_array, in_the_formulas)
