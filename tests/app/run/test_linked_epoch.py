"""How long it takes to come to the epoch of a link."""

import pytest

from app.run.linked_epoch import seconds_to
from app.server.run import new_run
from xorcore import Config


@pytest.mark.parametrize(("trained", "epoch", "seconds"), [(1, 501, 50), (400, 500, 10), (400, 400, 0), (400, 20, 0)])
def test_only_what_is_not_trained_yet_takes_time(trained, epoch, seconds):
    run = new_run(Config(epochs=1000))
    run.train_for(1e9, trained)
    run.predicted_seconds = 100
    assert seconds_to(run, epoch) == pytest.approx(seconds)
