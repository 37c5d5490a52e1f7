"""The book's other public names: for a program that asks, draws and keeps, as a dashboard does.

What a student types is at the top level; each folder lists its own.
"""

from xorcore.central_differences import RIGHT, GradientCheck, growing_check
from xorcore.config import FIELDS, LABELS, OWN_DATA, choices, number_of, parse_hidden, stays, worded
from xorcore.decision_surface import Surface
from xorcore.divergence import l2_alone_diverges, momentum_is_a_rate
from xorcore.epoch import CHANGEABLE, TrainingState
from xorcore.limits import LARGEST_WEIGHT, Limits
from xorcore.naming import bias_name, parameter_name, parameter_symbol, unit_name, weight_name
from xorcore.network import Predictor, network_sizes
from xorcore.number_notation import (
    exact,
    grouped,
    has_decimal_comma,
    is_number,
    megabytes,
    read_number,
    several,
    shown,
    true_minus,
)
from xorcore.parameters import Parameters, flatten, layout, parameter_count, sizes_of, unflatten
from xorcore.run_time import predicted_seconds
from xorcore.training import orders_after

__all__ = [
    "CHANGEABLE", "FIELDS", "LABELS", "LARGEST_WEIGHT", "OWN_DATA", "RIGHT", "GradientCheck", "Limits",
    "Parameters", "Predictor", "Surface", "TrainingState", "bias_name", "choices", "exact", "flatten", "grouped",
    "growing_check", "has_decimal_comma", "is_number", "l2_alone_diverges", "layout", "megabytes",
    "momentum_is_a_rate", "network_sizes",
    "number_of", "orders_after", "parameter_count", "parameter_name", "parameter_symbol", "parse_hidden",
    "predicted_seconds", "read_number", "several", "shown", "sizes_of", "stays", "true_minus", "unflatten", "unit_name",
    "weight_name", "worded",
]
