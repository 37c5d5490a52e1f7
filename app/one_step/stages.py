"""The stages of one step in their order: forward layer by layer, the loss, backward layer by layer, the update."""

from typing import NamedTuple

from xorcore.step import (
    FULL,
    Explanation,
    StepTrace,
    explain_a,
    explain_bias,
    explain_delta,
    explain_loss,
    explain_update,
    explain_weight,
    explain_z,
)


class Stage(NamedTuple):
    """`kind` is "forward", "loss", "backward" or "update"; layer counts from 0, None where all layers take part."""

    kind: str
    layer: int | None
    title: str


class Pick(NamedTuple):
    """What is looked at: a unit of a layer, and what comes into it: a source unit, BIAS, or None for the unit itself."""

    layer: int
    unit: int
    source: int | None


BIAS = -1


def stages(layers: int) -> list[Stage]:
    """All stages of one step of a network with so many layers of weights."""
    forward = [Stage("forward", layer, f"Forward, layer {layer + 1} of {layers}") for layer in range(layers)]
    backward = [Stage("backward", layer, f"Backward, layer {layer + 1} of {layers}") for layer in reversed(range(layers))]
    return [*forward, Stage("loss", None, "The loss"), *backward, Stage("update", None, "The update")]


def overview(trace: StepTrace, pick: Pick, sample: int | None) -> dict[str, list[str]]:
    """All formulas of the step for what is picked, by the kind of the stage that they belong to."""
    kinds = {stage.kind: stage for stage in stages(len(trace.layers))}
    return {kind: [f"{each.symbol} = {each.formula}" for each in explanations(trace, stage, pick, sample)]
            for kind, stage in kinds.items()}


def explanations(trace: StepTrace, stage: Stage, pick: Pick, sample: int | None, digits: int = FULL) -> list[Explanation]:
    """The equations of this stage for what is picked. sample: a row of the trace, None for the whole batch."""
    layer, unit, source = pick
    one = sample or 0
    if stage.kind == "forward":
        return [explain_z(trace, layer, unit, one, digits), explain_a(trace, layer, unit, one, digits)]
    if stage.kind == "loss":
        return [explain_loss(trace, sample, digits)]
    if stage.kind == "update":
        return list(explain_update(trace, layer, None if source in (None, BIAS) else source, unit, digits))
    delta = explain_delta(trace, layer, unit, one, digits)
    if source is None:
        return [delta]
    if source == BIAS:
        return [delta, explain_bias(trace, layer, unit, sample, digits)]
    return [delta, explain_weight(trace, layer, source, unit, sample, digits)]
