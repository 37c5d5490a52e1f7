"""Training small neural networks by back-propagation, in NumPy from scratch.

These are the names that a student types. The rest of the book's are in `xorcore.book`, and each folder lists its own:
`xorcore.many`, `step`, `diagnosis`, `statistics`, `files`, `reading`, `classics`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from xorcore.activations import ACTIVATIONS, Activation
from xorcore.central_differences import gradient_check
from xorcore.config import Config, ConfigError
from xorcore.datasets import DATASETS, Dataset
from xorcore.epoch import Change, Epoch
from xorcore.gradient import loss_and_gradient
from xorcore.history import History
from xorcore.initialisation import INITS
from xorcore.limits import LIMITS
from xorcore.losses import LOSSES, Loss
from xorcore.network import predict
from xorcore.optimizers import OPTIMIZERS, Optimizer
from xorcore.presets import PRESETS
from xorcore.training import Trainer, train
from xorcore.version import __version__

if TYPE_CHECKING:
    from xorcore.classics import CLASSICS
    from xorcore.diagnosis import StudentDataError, diagnose, read_numbers
    from xorcore.many import train_many
    from xorcore.step import step_trace

FOLDER_OF = {
    "CLASSICS": "classics", "StudentDataError": "diagnosis", "diagnose": "diagnosis", "read_numbers": "diagnosis",
    "step_trace": "step", "train_many": "many",
}  # fmt: skip

__all__ = [
    "ACTIVATIONS", "CLASSICS", "DATASETS", "INITS", "LIMITS", "LOSSES", "OPTIMIZERS", "PRESETS",
    "Activation", "Change", "Config", "ConfigError", "Dataset", "Epoch", "History", "Loss", "Optimizer",
    "StudentDataError", "Trainer", "__version__", "diagnose", "gradient_check", "loss_and_gradient", "predict",
    "read_numbers", "step_trace", "train", "train_many",
]


def __getattr__(name: str) -> Any:
    """What stands in a folder is loaded when it is first asked for: most programs need one of them."""
    if name not in FOLDER_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{FOLDER_OF[name]}"), name)
