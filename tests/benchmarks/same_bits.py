"""Whether two versions of the core give the same numbers: every bit of 300 random runs.

    python tests/benchmarks/same_bits.py TREE OTHER_TREE [runs]

Each tree runs in a process of its own. Compared are every epoch of `train` and its state, `train_many` over a few seeds
in both number types, one step taken apart with its explanations, the gradient, and maps.
"""

import hashlib
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import numpy as np

RUNS = 300
ACTIVATIONS = ["sigmoid", "tanh", "relu", "linear"]
RULES = ["previous_gradient", "momentum", "as_printed", "gradient_descent", "nesterov", "rmsprop", "adam"]
DATASETS = ["xor", "xor_line", "linear", "noisy_xor", "circle", "gauss", "moons", "spiral"]
EXPLAINED = ["explain_z", "explain_a", "explain_delta"]


def named(name: str):
    """What has this name in the core, wherever it stands."""
    core = importlib.import_module("xorcore")
    if hasattr(core, name):
        return getattr(core, name)
    for module in pkgutil.walk_packages(core.__path__, "xorcore."):
        found = getattr(importlib.import_module(module.name), name, None)
        if found is not None:
            return found
    raise ImportError(f"the core has no {name}")


def settings_of(run: int) -> dict:
    """The settings of this run: all rules, activations, losses, batches, L2 and frozen biases come up."""
    rng = np.random.default_rng([2024, run])
    loss = rng.choice(["half_squared_error", "cross_entropy"])
    return {
        "dataset": str(rng.choice(DATASETS)), "samples": int(rng.integers(4, 60)),
        "test_share": float(rng.choice([0, 0.3])),
        "hidden": tuple(rng.integers(1, 7, rng.integers(0, 4)).tolist()), "hidden_activation": str(rng.choice(ACTIVATIONS)),
        "output_activation": "sigmoid" if loss == "cross_entropy" else str(rng.choice(ACTIVATIONS)), "loss": str(loss),
        "reduction": str(rng.choice(["sum", "mean"])), "l2": float(rng.choice([0, 0, 0.01])), "optimizer": RULES[run % 7],
        "learning_rate": float(rng.choice([0.01, 0.05, 0.5, 5])), "momentum": float(rng.choice([0, 0.5, 0.9])),
        "epochs": int(rng.integers(30, 201)), "batch_size": int(rng.choice([0, 0, 1, 3, 16])),
        "sample_order": str(rng.choice(["fixed", "shuffled"])), "stop_at_loss": rng.choice([None, 0.1]), "seed": run,
        "init": str(rng.choice(["normal", "uniform", "xavier", "he"])), "train_biases": bool(rng.random() > 0.2),
    }


class Digest:
    """A hash of all that it is fed."""

    def __init__(self):
        self.hash = hashlib.sha256()

    def add(self, *parts) -> None:
        for part in parts:
            if isinstance(part, (tuple, list)):
                self.add(*part)
            elif isinstance(part, dict):
                self.add(*part.values())
            else:
                array = np.asarray(part)
                if array.dtype.kind == "f":
                    array = np.where(np.isnan(array), np.nan, array).astype(array.dtype)  # the sign of nan means nothing
                self.hash.update(array.tobytes() if array.dtype.kind in "biuf" else str(part).encode())


def vector_of(epoch) -> np.ndarray:
    return getattr(epoch, "vector", None) if hasattr(epoch, "vector") else epoch.flat


def digest_of_training(config) -> tuple[str, object]:
    digest, trainer = Digest(), named("train")(config)
    for epoch in trainer:
        digest.add(epoch.number, epoch.loss, epoch.running_loss, epoch.test_loss, vector_of(epoch), epoch.diverged)
        digest.add(epoch.parameters)
    digest.add(trainer.state().memory, trainer.ended)
    return digest.hash.hexdigest(), trainer


def digest_of_many(config) -> str:
    digest = Digest()
    for settings in ({}, {"dtype": np.float32}, {"trainability": True}, {"criterion": "running_loss"}):
        rates = np.linspace(0.01, 0.3, 5)
        outcome = named("train_many")(config, range(5), learning_rate=rates, record=[0, 7, 20], **settings)
        digest.add(outcome.epochs, outcome.loss, outcome.diverged, outcome.trained, outcome.losses)
        digest.add(outcome.parameters)
    return digest.hash.hexdigest()


def digest_of_step(config, trainer) -> str:
    digest, epoch, state = Digest(), trainer.epoch, trainer.state()
    trace = named("step_trace")(config, epoch.parameters, trainer.dataset, state.memory)
    for layer in trace.layers:
        digest.add([value for _, value in sorted(vars(layer).items())])
    digest.add(trace.sample_losses, trace.data_loss, trace.l2_loss, trace.loss, trace.gradient, trace.change)
    digest.add(trace.new_memory, sorted(trace.update.values.items()), list(trace.update.terms.values()))
    for explain in EXPLAINED:
        digest.add([(e.numbers, e.result) for e in [named(explain)(trace, 0, 0, 0)]])
    explained = [named("explain_loss")(trace), named("explain_loss")(trace, 0), named("explain_weight")(trace, 0, 0, 0),
                 named("explain_bias")(trace, 0, 0), *named("explain_update")(trace, 0, 0, 0)]
    digest.add([(e.numbers, e.result) for e in explained])
    return digest.hash.hexdigest()


def digest_of_check(config, trainer) -> str:
    digest, arguments = Digest(), (config, trainer.epoch.parameters, trainer.dataset)
    check = named("gradient_check")(*arguments)
    loss, gradient = named("loss_and_gradient")(*arguments)
    digest.add(check.analytic, loss, gradient)
    digest.add(named("predict")(config, trainer.epoch.parameters, trainer.dataset.inputs))
    return digest.hash.hexdigest()


def digest_of_map(config) -> str:
    digest, Axis = Digest(), named("Axis")
    for last in named("train_map")(config, Axis("learning_rate", 0.01, 2), Axis("l2", 0, 0.02), cells=3):
        pass
    digest.add(last.epochs, last.loss, last.diverged)
    return digest.hash.hexdigest()


def print_digests(runs: int) -> None:
    np.seterr(all="ignore")
    for run in range(runs):
        config = named("Config")(**settings_of(run))
        training, trainer = digest_of_training(config)
        digests = {"train": training, "train_many": digest_of_many(config), "step": digest_of_step(config, trainer),
                   "check": digest_of_check(config, trainer)}
        if run % 10 == 0:
            digests["map"] = digest_of_map(config)
        print(run, *(f"{name}={digest[:16]}" for name, digest in digests.items()), flush=True)


def lines_of(tree: str, runs: int) -> list[str]:
    """The digests of a tree's own core."""
    command = [sys.executable, __file__, "--print", str(runs)]
    variables = {"PYTHONPATH": str(Path(tree).resolve()), "OPENBLAS_NUM_THREADS": "1"}  # more of them wait for each other
    process = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    return process.stdout.splitlines()


def main() -> None:
    if sys.argv[1] == "--print":
        print_digests(int(sys.argv[2]))
        return
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else RUNS
    pairs = list(zip(lines_of(sys.argv[1], runs), lines_of(sys.argv[2], runs), strict=True))
    for one, other in pairs:
        if one != other:
            different = [a.split("=")[0] for a, b in zip(one.split(), other.split(), strict=True) if a != b]
            print(f"run {one.split()[0]} differs in {', '.join(different)}: {settings_of(int(one.split()[0]))}")
    print(f"{sum(one == other for one, other in pairs)} of {runs} runs have the same bits")


if __name__ == "__main__":
    main()
