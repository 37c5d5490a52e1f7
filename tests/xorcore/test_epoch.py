"""What training gives of an epoch, and which settings can change on the way."""

import numpy as np
import pytest

from xorcore import Config
from xorcore.epoch import CHANGEABLE, Epoch, TrainingState


def test_an_epochs_parameters_are_views_of_its_vector():
    epoch = Epoch(3, 0.5, np.nan, np.nan, np.arange(9.0), (2, 2, 1))
    (W1, b1), (W2, b2) = epoch.parameters
    assert W1.tolist() == [[0, 1], [2, 3]] and b1.tolist() == [4, 5] and W2.tolist() == [[6], [7]] and b2.tolist() == [8]
    assert all(np.shares_memory(part, epoch.vector) for part in (W1, b1, W2, b2))
    assert epoch.diverged == ""


def test_what_can_change_while_training_are_three_settings():
    assert CHANGEABLE == ("learning_rate", "momentum", "l2")
    assert all(type(getattr(Config(), name)) is float for name in CHANGEABLE)


def test_a_state_is_itself_alone_and_stays_as_it_was_kept():
    states = [TrainingState(0, np.zeros(2), (), {}, (), 0.5, np.nan, "") for _ in range(2)]
    assert states[0] != states[1]
    with pytest.raises(AttributeError):
        states[0].epoch = 1
    assert not hasattr(states[0], "__dict__")
