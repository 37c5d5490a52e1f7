"""diagnose takes gradients and weights in every form, and says which of several readings is right."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.helpers import published
from xorcore import Config, Dataset, diagnose, loss_and_gradient, read_numbers, train
from xorcore.parameters import flatten, unflatten

MAZUR = (published.MAZUR_CONFIG, published.MAZUR_START, published.MAZUR_DATA)
(dW1, db1), (dW2, db2) = loss_and_gradient(*MAZUR)[1]

FORMS = {
    "layers": [(dW1, db1), (dW2, db2)], "a list of arrays": [dW1, db1, dW2, db2], "all W, then all b": [dW1, dW2, db1, db2],
    "a tuple": (dW1, db1, dW2, db2), "names": {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2},
    "names of gradients": {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2},
    "lists by name": {"W": [dW1, dW2], "b": [db1, db2]},
    "b of shape (1, n)": [dW1, db1[None], dW2, db2[None]], "b of shape (n, 1)": [dW1, db1[:, None], dW2, db2[:, None]],
    "Python lists": [dW1.tolist(), db1.tolist(), dW2.tolist(), db2.tolist()],
    "a dict of Python lists": {"W1": dW1.tolist(), "b1": db1.tolist(), "W2": dW2.tolist(), "b2": db2.tolist()},
    "a flat vector": flatten([(dW1, db1), (dW2, db2)]),
    "W.T": [dW1.T, db1, dW2.T, db2], "W.T by name": {"W1": dW1.T, "b1": db1, "W2": dW2.T, "b2": db2},
    "biases as the last row": [np.vstack([dW1, db1]), np.vstack([dW2, db2])],
    "biases as the first column": [np.column_stack([db1, dW1.T]), np.column_stack([db2, dW2.T])],
    "torch's names": {"0.weight": dW1.T, "0.bias": db1, "2.weight": dW2.T, "2.bias": db2},
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_right_gradients_match_in_every_form(form):
    assert diagnose(*MAZUR, gradients=form).matches


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_right_gradients_match_in_every_form_as_python_prints_them(form):
    with np.printoptions(precision=17):
        numbers = read_numbers(repr(form), (2, 2, 2))
    assert diagnose(*MAZUR, gradients=numbers).matches


def test_the_answer_says_which_reading_is_right():
    answer = diagnose(*MAZUR, gradients=[dW1.T, db1, dW2.T, db2])
    assert answer.reading == "W as (units, inputs)"
    assert answer.sentence.endswith("this is the answer for: W as (units, inputs).")


def test_biases_that_are_not_trained_need_not_be_given():
    config = Config(hidden=(2,), train_biases=False)
    trainer = train(config)
    start = next(trainer).parameters
    after = next(trainer).parameters
    gradients = loss_and_gradient(config, start, trainer.dataset)[1]
    assert diagnose(config, start, trainer.dataset, gradients=[W for W, _ in gradients]).matches
    assert diagnose(config, start, trainer.dataset, weights=[W for W, _ in after]).matches


CASES = Path(__file__).parents[3] / "data" / "worked_examples"


def worked(name, sizes):
    """Start weights, data and what was published, from one of the files."""
    text = (CASES / f"{name}.json").read_text(encoding="utf-8")
    case = json.loads(text)
    return case, unflatten(read_numbers(text, sizes).values, sizes)


def test_han_and_kambers_weights_are_read_and_match_as_printed():
    """Printed to three digits and worked out with rounded numbers on the way: off by one in the last place at most."""
    case, start = worked("w2_han_kamber", (3, 2, 1))
    config = Config(hidden=(2,), optimizer="gradient_descent", learning_rate=case["learning_rate"])
    data = Dataset(np.array([case["input"]], float), np.array([[case["target"]]], float))
    trainer = train(config, start, data)
    next(trainer)
    published_after = read_numbers(json.dumps(case["published"]), (3, 2, 1)).values
    np.testing.assert_allclose(next(trainer).vector, published_after, rtol=0, atol=1.5e-3)


def test_penn_states_weights_without_biases_match():
    case, start = worked("w9_penn_state_xor", (2, 2, 1))
    config = Config(hidden=(2,), optimizer="gradient_descent", learning_rate=case["learning_rate"], batch_size=1,
                    train_biases=False)
    data = Dataset(np.array(case["inputs"], float), np.array(case["targets"], float)[:, None])
    numbers = read_numbers(json.dumps(case["computed"]), (2, 2, 1), untrained=flatten(start))
    assert diagnose(config, start, data, weights=numbers).matches


@pytest.mark.parametrize(("name", "sizes"), [("w4_matthews_xor", (2, 2, 1)), ("w6_brownlee", (2, 2, 2))])
def test_a_worked_example_loads_with_its_weights(name, sizes):
    case, start = worked(name, sizes)
    for number, (W, b) in enumerate(start, 1):
        np.testing.assert_array_equal(W, case[f"W{number}"])
        np.testing.assert_array_equal(b, case[f"b{number}"])
