"""What a program is given, what it hands in, and the functions that several of them use."""

from collections import namedtuple

import numpy as np

Exercise = namedtuple("Exercise", "start X Y steps l m hidden output loss mean rule")
Handed = namedtuple("Handed", "gradients weights loss")

F = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(0, z), "linear": lambda z: z}
DF = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0).astype(float),
      "linear": lambda a: np.ones_like(a)}
