"""One training step taken apart, each number with its formula."""

from xorcore.step.arithmetic import FULL
from xorcore.step.explanation import (
    Explanation,
    explain_a,
    explain_bias,
    explain_delta,
    explain_loss,
    explain_update,
    explain_weight,
    explain_z,
)
from xorcore.step.trace import StepTrace, batches_after, step_trace

__all__ = [
    "FULL", "Explanation", "StepTrace", "batches_after", "explain_a", "explain_bias", "explain_delta", "explain_loss",
    "explain_update", "explain_weight", "explain_z", "step_trace",
]
