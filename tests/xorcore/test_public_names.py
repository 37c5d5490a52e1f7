"""What is public: a student's names at the top level, the book's others in `book`, and the names that each folder lists."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import xorcore

FOLDERS = [module.name for module in pkgutil.iter_modules(xorcore.__path__) if module.ispkg]
LISTS = ["xorcore", "xorcore.book", *(f"xorcore.{folder}" for folder in FOLDERS)]


def test_a_students_names_are_these():
    assert xorcore.__all__ == [
        "ACTIVATIONS", "CLASSICS", "DATASETS", "INITS", "LIMITS", "LOSSES", "OPTIMIZERS", "PRESETS",
        "Activation", "Change", "Config", "ConfigError", "Dataset", "Epoch", "History", "Loss", "Optimizer",
        "StudentDataError", "Trainer", "__version__", "diagnose", "gradient_check", "loss_and_gradient", "predict",
        "read_numbers", "step_trace", "train", "train_many",
    ]  # fmt: skip


@pytest.mark.parametrize("module", LISTS)
def test_every_public_name_exists_and_hides_no_module(module):
    public = import_module(module)
    assert all(hasattr(public, name) for name in public.__all__)
    assert not set(public.__all__) & {each.name for each in pkgutil.iter_modules(getattr(public, "__path__", []))}


def test_no_name_is_public_in_two_places():
    names = [name for module in LISTS[1:] for name in import_module(module).__all__]
    assert len(names) == len(set(names))
    assert set(names) & set(xorcore.__all__) == {
        "CLASSICS", "StudentDataError", "diagnose", "read_numbers", "step_trace", "train_many"}


def test_a_folder_is_loaded_when_it_is_first_asked_for():
    lines = "import sys, xorcore; before = set(sys.modules); xorcore.diagnose; print({'xorcore.diagnosis'} - before)"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'xorcore.diagnosis'}"


def test_what_is_not_public_is_no_attribute():
    with pytest.raises(AttributeError, match="module 'xorcore' has no attribute 'train_fast'"):
        print(xorcore.train_fast)
