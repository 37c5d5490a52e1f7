"""How a run ended, in words: what was reached, what holds it where it stands, and what to try."""

from dataclasses import replace

from app.run.transport import more_epochs
from app.server.run import Run
from app.words.numbers import count, exact, figure
from xorcore import OPTIMIZERS, Config
from xorcore.book import l2_alone_diverges, momentum_is_a_rate, several
from xorcore.statistics import Cause, Standstill, standstill_of

LARGE_SCALE = 2  # a scale of start weights above it is worth a try with less

# What is said of a cause, and what helps against it.
ADVICE = {
    Cause.STRAIGHT: ("Without hidden units that bend it, a network cuts the plane along one straight line",
                     "a hidden layer of tanh or sigmoid units"),
    Cause.OUT_OF_REACH: ("The output's activation cannot reach all targets", "another output activation"),
    Cause.CLIMBING_RULE: ("With a momentum above the learning rate this rule goes up the loss instead of down",
                          "the rule “previous gradient”, or less momentum"),
    Cause.L2: ("L2 pulls the weights towards 0 as strongly as the data pulls them away", "a smaller L2"),
    Cause.DEAD: ("Relu units are dead there: they answer 0 to these samples, and no gradient reaches their weights",
                 "New seed, more units, tanh instead of relu, or {smaller_steps}"),
    Cause.SATURATED_START: ("Units have been saturated since the start: where their activation is flat, hardly any "
                            "gradient comes through", "smaller start weights"),
    Cause.SATURATED: ("Units are saturated: where their activation is flat, hardly any gradient comes through",
                      "{smaller_steps} or smaller start weights"),
    Cause.SYMMETRIC: ("The units of a hidden layer are all alike, get one and the same gradient and stay alike",
                      "random start weights"),
    Cause.SMALL_WEIGHTS: ("The weights are so small that a hidden layer hardly tells one sample from another: this is the "
                          "saddle around the symmetric start", "larger start weights (scale 1, or Xavier)"),
    Cause.LARGE_STEPS: ("The steps are too large for this loss", "{smaller_steps}"),
    Cause.SMALL_STEPS: ("The weights have hardly moved since the start: the steps are very small",
                        "a ten times larger learning rate"),
}
NO_CAUSE = ("This is a local minimum, or as far as so many units can go", "New seed, more units, or another update rule")
TRENDS = {
    "stands": "The loss no longer falls",
    "settles": "The loss only settles at the height of this plateau",
    "swings": "The loss goes up and down",
    "climbs": "The loss is above that of the start",
}
TOLD_WHILE_IT_FALLS = {Cause.CLIMBING_RULE, Cause.STRAIGHT, Cause.OUT_OF_REACH, Cause.SMALL_STEPS}
OWN_RATE = "less momentum (in this rule it is a rate of its own)"
BOTH = "a smaller learning rate together with less momentum"
ON = "“Go on” trains on from here."


def ending(run: Run) -> str:
    """One line: how a run ended, and what to do about it; "" for one that can go on."""
    number = count(run.last.number)
    if run.ended == "diverged":
        return f"**Diverged** at epoch {number}: {run.last.diverged}. {against_divergence(run.present_config)}"
    if run.ended == "solved":
        return f"**Solved** at epoch {number}: the loss is below {exact(run.config.stop_at_loss)}."
    return finished(run) if run.ended else ""


def next_step(run: Run) -> tuple[str, str, str] | None:
    """What the main button does after the end: its words, the command that it gives, what that is; None before."""
    if more := more_epochs(run):
        return "Go on", "go_on", f"train {several(more, 'epoch')} more"
    return ("Start over", "reset", "the same start again, with the present settings") if run.ended else None


def finished(run: Run) -> str:
    """All epochs are done: solved or not, and whether more of them would help."""
    start = run.history.epoch_at(0).vector
    state = standstill_of(run.present_config, run.last.parameters, run.dataset, run.history.losses, start)
    missing, number = unsolved(run, state), run.last.number
    done = f"**Finished** all {count(number)} epochs" if number > 1 else "**Finished** its only epoch"
    on = ON if more_epochs(run) else ""  # a run may have no more
    if state.trend == "falls" and not missing:
        return f"{done}. {on}".strip()
    why = because(state, run.present_config)
    if state.trend == "falls":
        slow = [why] if set(state.causes[:1]) & TOLD_WHILE_IT_FALLS else []
        return " ".join([f"{done}, not solved yet: {missing}. The loss still falls. {on}".strip(), *slow])
    stands = f"{TRENDS[state.trend]}, its largest derivative is {figure(state.gradient, 2)}."
    if not missing:
        return f"{done}: all samples are answered rightly. {stands}"
    where = [f"{_sentence(state.plateau.name)}, {figure(state.plateau.output, 3)}."] if state.plateau else []
    return " ".join([f"**Not solved** after {several(number, 'epoch')}: {missing}.", *where, stands, why])


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def unsolved(run: Run, state: Standstill) -> str:
    """What is still wrong, "" where nothing is."""
    if state.wrong:
        n = len(run.dataset.inputs)
        return f"{state.wrong} of {n} samples {'is' if state.wrong == 1 else 'are'} answered wrongly"
    limit = run.config.stop_at_loss
    return f"the loss is not below {exact(limit)}" if limit is not None else ""


def because(state: Standstill, config: Config) -> str:
    """The strongest cause and what to try."""
    why, remedy = ADVICE[state.causes[0]] if state.causes else NO_CAUSE
    return f"{why}. Try {remedy.format(smaller_steps=_either(smaller_steps(config)))}."


def smaller_steps(config: Config) -> list[str]:
    """What makes this rule's steps smaller, each enough by itself."""
    if momentum_is_a_rate(config):
        return [OWN_RATE if config.momentum > config.learning_rate else BOTH]
    return ["a smaller learning rate", *(["less momentum"] if _has_momentum(config) else [])]


def _has_momentum(config: Config) -> bool:
    return OPTIMIZERS[config.optimizer].uses_momentum and config.momentum > 0


def against_l2(config: Config) -> list[str]:
    """What keeps L2 alone from driving a weight apart, tried out."""
    slower = {"a smaller learning rate": {"learning_rate": config.learning_rate / 1000}, "less momentum": {"momentum": 0}}
    if not _has_momentum(config):
        del slower["less momentum"]
    helps = [words for words, changed in slower.items() if not l2_alone_diverges(replace(config, **changed))]
    return ["a smaller L2", *(helps or [BOTH])]


def against_divergence(config: Config) -> str:
    """What to change in these settings, so that the next run does not diverge."""
    if l2_alone_diverges(config):
        product = config.learning_rate * config.l2
        rates = "by this rule" if momentum_is_a_rate(config) else f"learning rate times L2 is {figure(product, 3)}, and"
        return (f"L2 alone drives the weights apart: {rates} each update throws a weight farther beyond 0 than it was. "
                f"Try {_either(against_l2(config))}, then “Start over”.")
    if config.optimizer == "as_printed" and config.momentum > config.learning_rate:
        why, remedy = ADVICE[Cause.CLIMBING_RULE]
        return f"{why}. Try {remedy}."
    smaller = ["smaller start weights"] if config.init_scale > LARGE_SCALE else []
    return f"Try {_either([*smaller_steps(config), *smaller])}, then “Start over”."


def _either(remedies: list[str]) -> str:
    *most, last = remedies
    return f"{', '.join(most)} or {last}" if most else last
