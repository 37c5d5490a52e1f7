"""In which exercises a program of each style can be written, and which words of the checker's answer name its mistakes."""

from typing import NamedTuple

from tests.helpers import student_programs as programs

SIGN = ("target − output", "opposite sign", "was added, not subtracted", "the changes −l·g")
MEAN = ("mean over the samples", "mean over samples and outputs")
HALF = ("has no ½", "is doubled", "applied twice")


class Style(NamedTuple):
    program: object
    hidden: tuple  # activations to choose from
    output: tuple
    losses: tuple
    rules: tuple
    batch: int
    reductions: tuple
    layers: tuple  # numbers of hidden layers
    right: tuple  # variants of the right program
    wrong: dict  # mistake -> words, one of which names it


SQUARED, CROSS = ("half_squared_error",), ("cross_entropy",)
STYLES = {
    "scalar loops": Style(
        programs.scalar_loops, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("previous_gradient",), 0, ("sum",), (1,), ("",),
        {
            "no hidden bias": ("biases of layer 1 are not added",), "no half": HALF, "target minus output": SIGN,
            "no output slope": ("output's derivative f′(z) is missing",), "error without slope": ("sent back without",),
            "no hidden slope": ("hidden layers' derivative f′(z) is missing",),
            "= for +=": ("only the last sample", "last sample"), "= for += in b1": ("last sample",),
            "momentum only on weights": ("biases have no momentum",), "no momentum": ("no momentum",),
            "momentum sign": ("sign of the momentum", "sign as printed"), "added": SIGN,
            "first layer not updated": ("leaves out layer 1",), "aliased": ("second name",),
            "loss without half": ("has no ½", "sum of squares"), "mean loss": ("mean over the samples",),
        },
    ),
    "rows": Style(
        programs.rows_as_samples, ("sigmoid", "tanh", "relu"), ("sigmoid", "linear"), SQUARED, ("momentum",), 0,
        ("sum", "mean"), (1,), ("",),
        {
            "no output slope": ("output's derivative f′(z) is missing",), "output slope at z": ("was taken at z",),
            "sum for mean": ("sum over the samples", *MEAN), "divided twice": ("twice", *MEAN), "target minus output": SIGN,
            "slope of sigmoid": ("that of sigmoid",), "hidden slope at z": ("was taken at z",),
            "tanh slope without square": ("was written 1 − a",),
            "no hidden slope": ("hidden layers' derivative f′(z) is missing",),
            "bias mean": ("bias gradient was divided", "all biases was divided"),
            "bias sums all": ("one number for a layer",), "gradients pile up": ("not set to 0",), "dampened": ("dampened",),
            "rate twice": ("rate was applied twice",), "velocity reset": ("no momentum",),
            "previous gradient": ("previous gradient in place",), "added": SIGN,
            "biases forgotten": ("biases were not trained",), "root of mean": ("root of the mean",),
            "mean absolute": ("mean of absolute",), "last loss": ("last sample only",),
            "mean square": ("mean squared error", "has no ½"),
        },
    ),
    "rows, cross-entropy": Style(
        programs.rows_as_samples, ("sigmoid", "tanh", "relu"), ("sigmoid",), CROSS, ("momentum",), 0, ("sum", "mean"), (1,),
        ("",),
        {
            "output slope kept": ("was kept, which cancels",), "sum for mean": ("sum over the samples", *MEAN),
            "target minus output": SIGN, "no hidden slope": ("hidden layers' derivative f′(z) is missing",),
            "bias mean": ("bias gradient was divided", "all biases was divided"), "gradients pile up": ("not set to 0",),
            "velocity reset": ("no momentum",), "sign in cross-entropy": ("one sign wrong",), "added": SIGN,
            "biases forgotten": ("biases were not trained",),
        },
    ),
    "float32": Style(
        programs.float32_rows, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("momentum",), 0, ("sum",), (1,), ("",),
        {
            "no output slope": ("output's derivative f′(z) is missing",), "target minus output": SIGN,
            "no hidden slope": ("hidden layers' derivative f′(z) is missing",), "velocity reset": ("no momentum",),
            "dampened": ("dampened",), "biases forgotten": ("biases were not trained",),
        },
    ),
    "columns": Style(
        programs.columns_as_samples, ("sigmoid", "tanh"), ("sigmoid", "tanh"), SQUARED, ("previous_gradient",), 0,
        ("sum", "mean"), (1, 2), ("",),
        {
            "half kept": ("½ (a − y)", "is halved"), "bias not divided": ("bias gradient was multiplied",),
            "bias of first sample": ("first sample",),
            "no slope in layer 1": ("derivative f′(z) of hidden layer 1 is missing",
                                    "hidden layers' derivative f′(z) is missing"),
            "no slope in layer 2": ("derivative f′(z) of hidden layer 2 is missing",),
            "sign in last layer": ("opposite sign",), "no momentum in layer 1": ("layer 1 has no momentum",),
            "aliased": ("second name",), "momentum includes rate": ("applied to the whole step",),
            "last bias forgotten": ("leaves out",), "loss without half": ("has no ½",),
        },
    ),
    "columns, cross-entropy": Style(
        programs.columns_as_samples, ("sigmoid", "tanh"), ("sigmoid",), CROSS, ("previous_gradient",), 0, ("sum", "mean"),
        (1, 2), ("",),
        {
            "half kept": ("is halved", "½"), "bias not divided": ("bias gradient was multiplied",),
            "no slope in layer 1": ("derivative f′(z) of hidden layer 1 is missing",
                                    "hidden layers' derivative f′(z) is missing"),
            "sign in last layer": ("opposite sign",), "last bias forgotten": ("leaves out",), "aliased": ("second name",),
        },
    ),
    "online": Style(
        programs.sample_by_sample, ("sigmoid", "tanh"), ("sigmoid", "linear"), SQUARED, ("momentum",), 1, ("sum",), (1,),
        ("",),
        {
            "reverse order": ("reverse order",), "starts with the second": ("is 2, ", "begins with 2"),
            "whole batch": ("once for all samples",), "nesterov": ("Nesterov",), "added": SIGN,
            "loss while training": ("while training",),
        },
    ),
    "online, plain": Style(
        programs.sample_by_sample, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("gradient_descent",), 1, ("sum",), (1,),
        ("",),
        {
            "output first": ("output layer was updated before",), "reverse order": ("reverse order",), "added": SIGN,
            "whole batch": ("once for all samples",), "loss while training": ("while training",),
        },
    ),
    "bias in the matrix": Style(
        programs.bias_in_the_matrix, ("sigmoid", "tanh"), ("sigmoid", "tanh"), SQUARED, ("momentum",), 0, ("sum",), (1,),
        ("",),
        {
            "no output bias": ("layer 2 has no biases", "biases of layer 2 are not added"),
            "slope of a": ("where its formula wants z",), "mean": MEAN, "rate on all": ("rate was applied twice",),
            "first layer half": ("layer 1 is halved",),
        },
    ),
    "bias in the matrix, plain": Style(
        programs.bias_in_the_matrix, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("gradient_descent",), 0, ("sum",), (1,),
        ("",),
        {
            "early": ("output layer was updated before",), "mean": MEAN, "first layer half": ("layer 1 is halved",),
        },
    ),
    "classes": Style(
        programs.classes, ("sigmoid", "tanh", "relu"), ("sigmoid", "linear"), SQUARED, ("adam", "rmsprop"), 0,
        ("sum", "mean"), (1, 2), ("",),
        {
            "no correction": ("not corrected",), "eps inside": ("inside the root",), "decay 0.99": ("0.99",),
            "one more": ("one step too many",), "tanh for sigmoid": ("hidden layers are tanh", "layer 1 is tanh"),
            "sign": SIGN, "first layer sign": ("layer 1 has the opposite",),
        },
    ),
    "classes, plain": Style(
        programs.classes, ("sigmoid", "tanh", "relu"), ("sigmoid", "linear"), SQUARED, ("gradient_descent",), 0,
        ("sum", "mean"), (1, 2, 3), ("",),
        {
            "no half": HALF, "updates on the way": ("updated before",), "one more": ("one step too many",), "sign": SIGN,
            "tanh for sigmoid": ("hidden layers are tanh",), "first layer sign": ("layer 1 has the opposite",),
        },
    ),
    "thresholds": Style(
        programs.thresholds, ("sigmoid", "tanh"), ("sigmoid",), SQUARED, ("gradient_descent",), 0, ("sum",), (1,), ("",),
        {
            "b taken as θ": ("subtracted as thresholds",), "no output slope": ("output's derivative f′(z) is missing",),
        },
    ),
    "differences": Style(
        programs.differences, ("sigmoid", "tanh"), ("sigmoid", "linear"), SQUARED, ("gradient_descent",), 0, ("sum",), (1,),
        ("", "h = 1e-4", "forward"),
        {},
    ),
    "by hand": Style(
        programs.by_hand, ("sigmoid",), ("sigmoid",), SQUARED, ("gradient_descent",), 0, ("sum",), (1,), ("", "start"),
        {},
    ),
}

# The same programs in other exercises, and more of their mistakes


def _also(name: str, like: str, wrong: tuple, **changed) -> None:
    style = STYLES[like]
    STYLES[name] = style._replace(wrong={mistake: style.wrong[mistake] for mistake in wrong}, **changed)


STYLES["float32"].wrong.update({mistake: STYLES["rows"].wrong[mistake] for mistake in (
    "bias mean", "bias sums all", "rate twice", "gradients pile up", "added", "divided twice")})
STYLES["thresholds"].wrong.update({
    "θ fixed": ("biases were not trained",),
    "θ like b": ("all biases has the opposite sign", "gradient is that of added ones")})
STYLES["bias in the matrix, plain"].wrong.update({mistake: STYLES["bias in the matrix"].wrong[mistake] for mistake in (
    "slope of a", "no output bias", "rate on all")})
STYLES["online, plain"].wrong["starts with the second"] = STYLES["online"].wrong["starts with the second"]
_also("rows, plain", "rows", (
    "no output slope", "target minus output", "no hidden slope", "bias mean", "bias sums all", "gradients pile up",
    "rate twice", "added", "biases forgotten", "hidden slope at z"), rules=("gradient_descent",))
_also("columns, plain", "columns", (
    "half kept", "bias of first sample", "no slope in layer 1", "sign in last layer", "last bias forgotten"),
    rules=("gradient_descent",))
GRADIENT_BLIND = {  # mistakes that do not show in the first gradient, or not in numbers after a single step
    "θ fixed", "θ like b", "momentum only on weights", "no momentum", "momentum sign", "added", "first layer not updated",
    "aliased", "gradients pile up", "dampened", "rate twice", "velocity reset", "previous gradient", "biases forgotten",
    "no momentum in layer 1", "momentum includes rate", "last bias forgotten", "nesterov", "rate on all", "no correction",
    "eps inside", "decay 0.99", "one more", "loss without half", "mean loss", "root of mean", "mean absolute", "last loss",
    "mean square", "sign in cross-entropy", "loss while training", "sign", "first layer sign", "first layer half",
}
LOSS_ONLY = {
    "loss without half", "mean loss", "root of mean", "mean absolute", "last loss", "mean square", "sign in cross-entropy",
    "loss while training",
}
