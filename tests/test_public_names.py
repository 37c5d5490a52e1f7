import xorcore


def test_public_names_are_these():
    assert xorcore.__all__ == [
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


def test_every_public_name_exists():
    assert all(hasattr(xorcore, name) for name in xorcore.__all__)
