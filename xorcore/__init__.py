"""Training small neural networks by back-propagation, in NumPy from scratch."""

from xorcore.activations import ACTIVATIONS, Activation
from xorcore.classics import CLASSICS, Classic, check_classic
from xorcore.config import LIMITS, Config, ConfigError
from xorcore.cost import predicted_many_seconds, predicted_seconds
from xorcore.datasets import DATASETS, Dataset
from xorcore.diagnosis import Diagnosis, diagnose
from xorcore.explanation import (
    Explanation,
    explain_a,
    explain_bias,
    explain_delta,
    explain_loss,
    explain_update,
    explain_weight,
    explain_z,
)
from xorcore.gradient_check import GradientCheck, gradient_check
from xorcore.history import History
from xorcore.initialisation import INITS
from xorcore.landscape import Plane, losses_on, plane_through, project
from xorcore.losses import LOSSES, Loss
from xorcore.many import Outcome, train_many, train_many_steps
from xorcore.map_presets import MAP_PRESETS
from xorcore.maps import Axis, Map, train_map
from xorcore.network import loss_and_gradient, predict
from xorcore.optimizers import OPTIMIZERS, Optimizer
from xorcore.presets import PRESETS
from xorcore.proportion import Share, paired_difference, share
from xorcore.run_file import RunFileError, SavedRun, read_run, saved_run, write_run
from xorcore.step_trace import StepTrace, batches_after, step_trace
from xorcore.stuck_levels import nearest_level, stuck_levels
from xorcore.student_data import read_numbers
from xorcore.student_numbers import StudentDataError, StudentNumbers
from xorcore.training import Change, Epoch, Trainer, TrainingState, train

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
    "Explanation",
    "GradientCheck",
    "History",
    "Loss",
    "Map",
    "Optimizer",
    "Outcome",
    "Plane",
    "RunFileError",
    "SavedRun",
    "Share",
    "StepTrace",
    "StudentDataError",
    "StudentNumbers",
    "Trainer",
    "TrainingState",
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
    "nearest_level",
    "paired_difference",
    "plane_through",
    "predict",
    "predicted_many_seconds",
    "predicted_seconds",
    "project",
    "read_numbers",
    "read_run",
    "saved_run",
    "share",
    "step_trace",
    "stuck_levels",
    "train",
    "train_many",
    "train_many_steps",
    "train_map",
    "write_run",
]
