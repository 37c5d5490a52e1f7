import numpy as np
import pytest

from xorcore import Config, diagnose, loss_and_gradient, train


def exercise(**settings):
    trainer = train(Config(hidden=(3,), **settings))
    start = next(trainer).parameters
    return trainer.config, start, trainer.dataset, loss_and_gradient(trainer.config, start, trainer.dataset)[1]


@pytest.mark.parametrize(("k", "said"), [(-0.05, "is −0.05 = −l times"), (-0.0125, "is −0.0125 = −l/n times"),
                                         (1.37, "is 1.37 times"), (-2, "is −2 times")])
def test_an_array_that_is_a_multiple_of_the_right_one_is_said_to_be(k, said):
    *given, gradients = exercise()
    gradients[0] = (k * gradients[0][0], gradients[0][1])
    (way,) = diagnose(*given, gradients=gradients).ways
    assert way.startswith("the gradient of W1") and said in way


def test_a_layer_has_one_factor_also_where_its_bias_is_one_number():
    *given, gradients = exercise()
    gradients[1] = tuple(0.3 * part for part in gradients[1])
    assert diagnose(*given, gradients=gradients).ways == ("the gradient of W2 and b2 is 0.3 times the right one",)


def test_one_number_says_nothing_of_a_factor():
    *given, gradients = exercise()
    gradients[1] = (gradients[1][0], 0.3 * gradients[1][1])
    assert not diagnose(*given, gradients=gradients).fits


def test_what_is_no_multiple_is_not_said_to_be():
    *given, gradients = exercise()
    gradients[0] = (gradients[0][0] + np.array([[0, 1e-6, 0], [0, 0, 0]]), gradients[0][1])
    assert not diagnose(*given, gradients=gradients).fits
