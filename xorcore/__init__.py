"""Training small neural networks by back-propagation, in NumPy from scratch."""

from xorcore.activations import ACTIVATIONS, Activation
from xorcore.config import LIMITS, Config, ConfigError
from xorcore.cost import predicted_seconds
from xorcore.datasets import DATASETS, Dataset
from xorcore.history import History
from xorcore.initialisation import INITS
from xorcore.losses import LOSSES, Loss
from xorcore.network import loss_and_gradient, predict
from xorcore.optimizers import OPTIMIZERS, Optimizer
from xorcore.presets import PRESETS
from xorcore.training import Change, Epoch, Trainer, TrainingState, train

__all__ = [
    "ACTIVATIONS",
    "DATASETS",
    "INITS",
    "LIMITS",
    "LOSSES",
    "OPTIMIZERS",
    "PRESETS",
    "Activation",
    "Change",
    "Config",
    "ConfigError",
    "Dataset",
    "Epoch",
    "History",
    "Loss",
    "Optimizer",
    "Trainer",
    "TrainingState",
    "loss_and_gradient",
    "predict",
    "predicted_seconds",
    "train",
]
