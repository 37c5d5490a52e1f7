"""Training small neural networks by back-propagation, in NumPy from scratch."""

from xorcore.activations import ACTIVATIONS, Activation
from xorcore.config import LIMITS, Config, ConfigError
from xorcore.cost import predicted_seconds
from xorcore.datasets import DATASETS, Dataset
from xorcore.diagnosis import Diagnosis, diagnose
from xorcore.gradient_check import GradientCheck, gradient_check
from xorcore.history import History
from xorcore.initialisation import INITS
from xorcore.losses import LOSSES, Loss
from xorcore.network import loss_and_gradient, predict
from xorcore.optimizers import OPTIMIZERS, Optimizer
from xorcore.presets import PRESETS
from xorcore.step_trace import StepTrace, step_trace
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
    "Diagnosis",
    "Epoch",
    "GradientCheck",
    "History",
    "Loss",
    "Optimizer",
    "StepTrace",
    "Trainer",
    "TrainingState",
    "diagnose",
    "gradient_check",
    "loss_and_gradient",
    "predict",
    "predicted_seconds",
    "step_trace",
    "train",
]
