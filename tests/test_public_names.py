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
        "Diagnosis",
        "Epoch",
        "Explanation",
        "GradientCheck",
        "History",
        "Loss",
        "Optimizer",
        "StepTrace",
        "StudentDataError",
        "StudentNumbers",
        "Trainer",
        "TrainingState",
        "batches_after",
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
        "predict",
        "predicted_seconds",
        "read_numbers",
        "step_trace",
        "train",
    ]


def test_every_public_name_exists():
    assert all(hasattr(xorcore, name) for name in xorcore.__all__)
