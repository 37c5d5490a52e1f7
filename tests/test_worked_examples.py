import numpy as np
import pytest

from tests import published
from xorcore import loss_and_gradient, train
from xorcore.worked_examples import MAZUR, WORKED_EXAMPLES


@pytest.mark.parametrize("name", WORKED_EXAMPLES)
def test_every_example_names_its_source_and_can_be_trained(name):
    example = WORKED_EXAMPLES[name]
    assert name.split()[0] in example.source
    trainer = train(example.config, example.parameters, example.dataset)
    next(trainer)
    assert next(trainer).loss < trainer.dataset.targets.size


def test_mazurs_error_before_the_step_is_the_published_one():
    loss, _ = loss_and_gradient(MAZUR.config, MAZUR.parameters, MAZUR.dataset)
    assert loss == pytest.approx(0.298371109, abs=5e-10)


def test_the_1988_start_is_that_of_the_published_trace():
    example = WORKED_EXAMPLES["McClelland & Rumelhart 1988"]
    for (W, b), (published_W, published_b) in zip(example.parameters, published.PDP_START, strict=True):
        assert np.array_equal(W, published_W)
        assert np.array_equal(b, published_b)
