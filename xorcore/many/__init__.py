"""Thousands of networks at once: of many seeds, over a map of settings, on a plane through parameter space."""

from xorcore.many.landscape import ParameterPlane, Projection, losses_on, plane_through, project, window
from xorcore.many.maps import LAYER_RATE, SETTINGS, START_WEIGHT, Axis, Map, train_map, weight_place
from xorcore.many.run_time import predicted_many_seconds
from xorcore.many.trainability import equalised
from xorcore.many.training import Outcome, train_many, train_many_steps

__all__ = [
    "LAYER_RATE", "SETTINGS", "START_WEIGHT", "Axis", "Map", "Outcome", "ParameterPlane", "Projection", "equalised",
    "losses_on", "plane_through", "predicted_many_seconds", "project", "train_many", "train_many_steps", "train_map",
    "weight_place", "window",
]
