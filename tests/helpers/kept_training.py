"""A run with its history, as the store keeps it."""

from app.server.store import Store
from xorcore import Config, History, train
from xorcore.files import saved_run

ADA, BOB = "a" * 43, "b" * 43
CONFIG = Config(dataset="circle", samples=10, test_share=0.2, hidden=(3,), epochs=300)


class Training:
    """A run and its history."""

    def __init__(self, config=CONFIG, epochs=0):
        self.trainer = train(config)
        self.history = History(self.trainer)
        self.go_on(epochs + 1)

    def go_on(self, epochs):
        for _ in range(epochs):
            next(self.trainer)
            self.history.record()
        return self

    def saved(self):
        return saved_run(self.trainer, self.history)


def reopened(opened: Store) -> Store:
    opened.close()
    return Store(opened.folder)
