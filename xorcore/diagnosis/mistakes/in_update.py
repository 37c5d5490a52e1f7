"""Mistakes that show after the first gradient: in the update, in the run, in what is printed."""

from collections.abc import Iterator
from itertools import permutations

from xorcore.diagnosis.mistakes.mistake import Case, Mistake, mistake, rare
from xorcore.diagnosis.variants.printed_losses import LISTED, OF_ANY_LOSS
from xorcore.diagnosis.variants.variant import times
from xorcore.optimizers import OPTIMIZERS, VELOCITY

MOST_SAMPLES_IN_ALL_ORDERS = 4
MOST_SAMPLES_IN_TURN = 20
RULE_NAMES = {
    "previous_gradient": "the previous gradient in place of the velocity",
    "momentum": "a velocity (heavy ball)",
    "nesterov": "Nesterov's momentum",
}
OTHER_RULES = {  # that a rule is taken for
    "previous_gradient": ("momentum", "nesterov"),
    "as_printed": ("momentum", "nesterov"),
    "momentum": ("previous_gradient", "nesterov"),
    "nesterov": ("momentum", "previous_gradient"),
}


def in_the_update(case: Case) -> Iterator[Mistake]:
    config = case.config
    if case.kind == "gradients":
        return
    yield mistake("gradient sign", "the gradient was added, not subtracted", learning_rate=-config.learning_rate)
    yield mistake("accumulated", "the gradients were not set to 0 between the updates", accumulated=True)
    if config.optimizer in OTHER_RULES and config.momentum:
        yield from _in_the_memory(case)
    yield mistake("learning rate", "the learning rate was applied twice", rate="twice")
    if case.rows > 1:
        yield rare("learning rate", "the learning rate was divided by the number of samples",
                   learning_rate=config.learning_rate / case.rows)


def _in_the_memory(case: Case) -> Iterator[Mistake]:
    config, rule = case.config, case.config.optimizer
    velocity = VELOCITY in OPTIMIZERS[rule].memory.values()
    memory = "velocity" if velocity else "previous gradient"
    yield mistake("momentum sign", "the sign of the momentum term is reversed", momentum_factor=times(config, -1))
    yield mistake("no momentum", f"the {memory} is reset to 0 before every update: no momentum",
                  momentum_factor=times(config, 0))
    yield mistake("memory start", f"the {memory} started at the gradient, not at 0", start="gradient")
    yield mistake("memory start", f"the {memory} was not reset after an earlier run of as many steps", start="earlier run")
    for other in OTHER_RULES[rule]:
        yield mistake("other rule", f"the update uses {RULE_NAMES[other]}", rule=other)
    yield mistake("other rule", "Nesterov's gradient was taken at w + m·v, as in the textbook", rule="momentum",
                  lookahead=True)
    yield mistake("learning rate", f"the learning rate was applied to the {memory} only", rate="memory")
    if velocity:
        yield mistake("memory start", "the velocity started at −l·g, not at 0", start="step")
        yield mistake("damped", "the velocity is dampened, v = m·v − (1 − m)·l·g", damped=True)
    else:
        yield mistake("learning rate", "the learning rate was applied to the whole step, momentum included",
                      rate="whole step")
        yield mistake("aliased", "the previous gradient is a second name of the new one, not a copy", aliased=True)
        yield mistake("other rule", "the update uses an averaged velocity, v = m·v − (1 − m)·l·g", rule="momentum",
                      damped=True)
    yield from _momentum_somewhere(case)


def _momentum_somewhere(case: Case) -> Iterator[Mistake]:
    config = case.config
    yield rare("momentum somewhere", "the momentum is 1 − m in place of m", momentum=1 - config.momentum)
    if config.train_biases:
        yield mistake("momentum somewhere", "the biases have no momentum", momentum_factor=times(config, 0, "b"))
        yield rare("momentum somewhere", "the weights have no momentum, only the biases",
                   momentum_factor=times(config, 0, "W"))
    for k in range(case.last + 1) if case.last else ():
        yield mistake("momentum somewhere", f"layer {k + 1} has no momentum", momentum_factor=times(config, 0, "Wb", [k]))
        if case.last > 1:
            others = [layer for layer in range(case.last + 1) if layer != k]
            yield rare("momentum somewhere", f"only layer {k + 1} has momentum",
                       momentum_factor=times(config, 0, "Wb", others))


def in_the_averages(case: Case) -> Iterator[Mistake]:
    rule = case.config.optimizer
    if case.kind == "gradients" or rule not in ("adam", "rmsprop"):
        return
    yield mistake("averages", "ε stands inside the root, √(s + ε)", eps_inside=True)
    yield rare("averages", "ε is 10⁻⁷", eps=1e-7)
    yield rare("averages", "ε is 10⁻⁶", eps=1e-6)
    yield rare("averages", "ε is left out", eps=0.0)
    yield mistake("averages", "the root is missing, s + ε in place of √s + ε", without_root=True)
    if rule == "rmsprop":
        yield mistake("averages", "the decay of the average is 0.99", decay=0.99)
        yield rare("averages", "the decay of the average is 0.999", decay=0.999)
        return
    yield mistake("averages", "Adam's averages are not corrected for their start at 0", corrected="none")
    yield mistake("averages", "only the average of the gradient is corrected, not that of its square", corrected="first")
    yield rare("averages", "only the average of the square is corrected, not that of the gradient", corrected="second")
    yield rare("averages", "Adam's averages are always corrected as in the first update: t stays 1", corrected="once")
    yield rare("averages", "β₁ and β₂ are exchanged", beta1=0.999, beta2=0.9)
    yield rare("averages", "β₂ is 0.99", beta2=0.99)


def in_the_state(case: Case) -> Iterator[Mistake]:
    if case.remembers and case.kind != "gradients":
        yield mistake("memory lost", "the memory of the update rule was 0 at the start, not the run's", start="zero")


def in_the_batches(case: Case) -> Iterator[Mistake]:
    n, rows = case.samples, case.rows
    if n > 1 and rows > 1:
        yield mistake("batch", "the weights were updated after every sample", batch_size=1)
    if rows < n:
        yield mistake("batch", "the weights were updated once for all samples", batch_size=0)
    for sentence, order in _orders(case):
        yield mistake("order", sentence, orders=(order,))


def order_counts(case: Case) -> bool:
    """The order of the samples shows only where there are several batches."""
    return case.rows < case.samples


def _orders(case: Case) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Other orders: the reverse one; of few samples all, of more those in turn; for a gradient, any that come first."""
    n, rows = case.samples, case.rows
    given, reverse = tuple(range(n)), tuple(range(n - 1, -1, -1))
    if case.orders:
        yield "the samples were taken in the order of the dataset, not shuffled as in the run", given
    if n > 1:
        yield "the samples were taken in reverse order", reverse
    orders = []
    if rows < n <= MOST_SAMPLES_IN_ALL_ORDERS:
        orders = [order for order in permutations(given) if order not in (given, reverse)]
    elif rows < n and case.kind == "gradients":
        orders = [(*given[first : first + rows], *given[:first], *given[first + rows :]) for first in range(1, n)]
    elif rows < n <= MOST_SAMPLES_IN_TURN:
        orders = [(*given[first:], *given[:first]) for first in range(1, n)]
    begins = "begins with " if n > MOST_SAMPLES_IN_ALL_ORDERS else "is "
    for order in orders:
        yield f"the order of the samples {begins}{', '.join(str(i + 1) for i in order[:4])}", order


def in_the_steps(case: Case) -> Iterator[Mistake]:
    if case.kind != "gradients":
        yield mistake("steps", "the numbers are those before the last step", extra_steps=-1)
        yield mistake("steps", "one step too many was taken", extra_steps=1)


def in_the_report(case: Case) -> Iterator[Mistake]:
    if case.kind != "loss":
        return
    config = case.config
    other = f"the {'mean' if config.reduction == 'sum' else 'sum'} over the samples"
    yield mistake("reported loss", f"the printed loss is {other}", reported=other)
    if config.loss == "half_squared_error":
        yield mistake("reported loss", "the printed loss has no ½", reported="without its ½")
    if config.l2:
        yield mistake("reported loss", "the printed loss has no L2 term", l2_reported=0.0)
        yield rare("reported loss", "the printed loss has an L2 term without ½", l2_reported=2 * config.l2)
    for words in LISTED.get(config.loss, OF_ANY_LOSS):
        yield rare("reported loss", f"the printed loss is {words}", reported=words)


UPDATE_MISTAKES = (in_the_update, in_the_averages, in_the_state, in_the_batches, in_the_steps, in_the_report)
