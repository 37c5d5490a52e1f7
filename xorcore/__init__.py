"""Training small neural networks by back-propagation, in NumPy from scratch."""

from xorcore.activations import ACTIVATIONS, Activation
from xorcore.central_differences import GradientCheck, gradient_check
from xorcore.classics import CLASSICS, Classic, check_classic
from xorcore.classics.map_presets import MAP_PRESETS
from xorcore.config import LIMITS, Config, ConfigError
from xorcore.datasets import DATASETS, Dataset
from xorcore.diagnosis.answer import Diagnosis, diagnose
from xorcore.diagnosis.reading import read_numbers
from xorcore.diagnosis.submission import StudentDataError, StudentNumbers
from xorcore.history import History
from xorcore.initialisation import INITS
from xorcore.losses import LOSSES, Loss
from xorcore.many.landscape import ParameterPlane, losses_on, plane_through, project
from xorcore.many.maps import Axis, Map, train_map
from xorcore.many.run_time import predicted_many_seconds
from xorcore.many.training import Outcome, train_many, train_many_steps
from xorcore.network import predict
from xorcore.objective import loss_and_gradient
from xorcore.optimizers import OPTIMIZERS, Optimizer
from xorcore.presets import PRESETS
from xorcore.run_file import RunFileError, SavedRun, read_run, saved_run, write_run
from xorcore.run_time import predicted_seconds
from xorcore.statistics.confidence import Estimate, paired_difference, proportion
from xorcore.statistics.plateaus import nearest_plateau, plateau_losses
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
from xorcore.training import Change, Epoch, Trainer, TrainingState, train
from xorcore.version import __version__

__all__ = [
    "ACTIVATIONS",
    "CLASSICS",
    "DATASETS",
    "INITS",
    "LIMITS",
    "LOSSES",
    "MAP_PRESETS",
    "OPTIMIZERS",
    "PRESETS",
    "Activation",
    "Axis",
    "Change",
    "Classic",
    "Config",
    "ConfigError",
    "Dataset",
    "Diagnosis",
    "Epoch",
    "Estimate",
    "Explanation",
    "GradientCheck",
    "History",
    "Loss",
    "Map",
    "Optimizer",
    "Outcome",
    "ParameterPlane",
    "RunFileError",
    "SavedRun",
    "StepTrace",
    "StudentDataError",
    "StudentNumbers",
    "Trainer",
    "TrainingState",
    "__version__",
    "batches_after",
    "check_classic",
    "diagnose",
    "explain_a",
    "explain_bias",
    "explain_delta",
    "explain_loss",
    "explain_update",
    "explain_weight",
    "explain_z",
    "gradient_check",
    "loss_and_gradient",
    "losses_on",
    "nearest_plateau",
    "paired_difference",
    "plane_through",
    "plateau_losses",
    "predict",
    "predicted_many_seconds",
    "predicted_seconds",
    "project",
    "proportion",
    "read_numbers",
    "read_run",
    "saved_run",
    "step_trace",
    "train",
    "train_many",
    "train_many_steps",
    "train_map",
    "write_run",
]
