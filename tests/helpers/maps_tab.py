"""What a tab of the Maps page has where no page is drawn and nothing is computed."""

from types import SimpleNamespace

from app.maps.request import THIS_RUN, first_choices
from xorcore import Config, train

CONFIG = Config()
DATASET = train(CONFIG).dataset
CHOSEN = first_choices(THIS_RUN, CONFIG, cells=32)


class Work:
    """A computation that has given this picture, or failed."""

    def __init__(self, complete=True, error=None):
        self.newest = SimpleNamespace(complete=complete)
        self.error, self.waited = error, []

    def wait_for_first(self, seconds):
        self.waited.append(seconds)
