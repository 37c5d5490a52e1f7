"""Runs that are soon trained, and their files."""

from xorcore import Change, Config, History, train
from xorcore.files import saved_run, write_run

CHANGES = (Change(3, "momentum", 0.2), Change(20, "learning_rate", 0.3), Change(55, "learning_rate", 0.1))


def small(**settings) -> Config:
    usual = {"dataset": "circle", "samples": 10, "test_share": 0.2, "hidden": (3,), "epochs": 60, "l2": 0.01}
    return Config(**usual | settings)


def trained(config, epochs, **start):
    trainer = train(config, **start)
    history = History(trainer)
    for epoch in trainer:
        history.record()
        if epoch.number == epochs:
            break
    return trainer, history


def to_the_end(trainer, history):
    for _ in trainer:
        history.record()
    return trainer, history


def file_of(config=None, epochs=40, **start) -> bytes:
    return write_run(saved_run(*trained(config or small(), epochs, **start)))
