"""How sure a counted share is, where runs stand still and why, and the dimension of an edge."""

from xorcore.statistics.box_counting import box_counts, box_dimension, edge_of
from xorcore.statistics.confidence import Estimate, paired_difference, proportion
from xorcore.statistics.plateaus import nearest_plateau, plateau_losses, solved_loss
from xorcore.statistics.standstill import Cause, Standstill, right_answers, standstill_of

__all__ = [
    "Cause", "Estimate", "Standstill", "box_counts", "box_dimension", "edge_of", "nearest_plateau",
    "paired_difference", "plateau_losses", "proportion", "right_answers", "solved_loss", "standstill_of",
]
