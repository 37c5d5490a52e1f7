import numpy as np
import pytest

from app.classics_session import why_not_on_train
from app.run import new_run
from xorcore import Config, Dataset
from xorcore.classics import CLASSICS, Setup

OWN = Config(dataset="own", hidden=(2,))
SETUPS = [pytest.param(setup, id=f"{name}: {title}") for name, classic in CLASSICS.items()
          for title, setup in classic.setups.items()]


@pytest.mark.parametrize(("dataset", "words"), [
    (Dataset([[0, 1]], [[0, 1]]), "2 inputs and 2 outputs"),
    (Dataset(np.eye(16), np.ones((16, 1))), "16 inputs and 1 output."),
    (Dataset([[1, 1], [1, -1]], [-1, 1]), "the target must be between 0 and 1, got -1"),
    (Dataset([[1, 1]], [1]), "At least 2 points"),
])
def test_what_train_cannot_show_is_refused_in_one_sentence(dataset, words):
    sentence = why_not_on_train(Setup(OWN, None, dataset))
    assert words in sentence
    assert sentence.startswith("The Train page")


@pytest.mark.parametrize("dataset", [None, Dataset([[0, 0], [0, 1]], [0.1, 0.9])])
def test_two_inputs_and_one_output_can_be_shown(dataset):
    assert why_not_on_train(Setup(OWN if dataset else Config(), None, dataset)) == ""


@pytest.mark.parametrize("setup", SETUPS)
def test_every_setup_that_is_not_refused_makes_a_run(setup):
    if not why_not_on_train(setup):
        run = new_run(setup.config, setup.dataset, parameters=setup.parameters)
        assert run.dataset.inputs.shape[1] == 2
