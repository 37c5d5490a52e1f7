"""Every printed formula, worked out again from its printed numbers, gives its printed result to the digits shown."""

import math
import re

import numpy as np
import pytest

from tests.helpers import published
from tests.xorcore.step.test_trace import random_config
from xorcore import ACTIVATIONS, OPTIMIZERS, Config, step_trace, train
from xorcore.step import explain_a, explain_bias, explain_delta, explain_loss, explain_update, explain_weight, explain_z
from xorcore.step.arithmetic import evaluate_all

DIGITS = [17, 6]


def worked_out(numbers):
    """Python's own reading of the printed text, independent of the core's."""
    python = numbers.replace("−", "-").replace("·", "*").replace("²", "**2").replace("½", "0.5").replace("√", "sqrt")
    names = {"exp": math.exp, "ln": math.log, "sqrt": math.sqrt, "tanh": math.tanh, "max": max}
    assert re.fullmatch(r"[0-9e+\-*/(). ,]*", re.sub("exp|ln|sqrt|tanh|max", "", python.replace("e^", "exp"))), numbers
    return eval(python.replace("e^", "exp"), {"__builtins__": {}}, names)


def shown_digits(result):
    """A number, and half a unit of its last printed digit."""
    text = result.replace("−", "-")
    mantissa, _, exponent = text.partition("e")
    decimals = len(mantissa.partition(".")[2])
    return float(text), 0.5 * 10.0 ** (int(exponent or 0) - decimals)


def explanations(seed, digits):
    """All kinds of explanation for parts picked at random in a random step, some steps into the run."""
    config, rng = random_config(seed), np.random.default_rng(seed)
    trainer = train(config)
    for _ in range(3):
        next(trainer)
    state = trainer.state()
    trace = step_trace(config, trainer.epoch.parameters, trainer.dataset, state.memory)
    for _ in range(3):
        layer = int(rng.integers(len(trace.layers)))
        i, j = (int(rng.integers(size)) for size in trace.layers[layer].W.shape)
        sample = int(rng.integers(len(trace.rows)))
        yield explain_z(trace, layer, j, sample, digits), trace.layers[layer].z[sample, j]
        yield explain_a(trace, layer, j, sample, digits), trace.layers[layer].a[sample, j]
        yield explain_delta(trace, layer, j, sample, digits), trace.layers[layer].delta[sample, j]
        yield explain_loss(trace, sample, digits), trace.sample_losses[sample]
        yield explain_loss(trace, None, digits), trace.loss
        part = trace.layers[layer].x[sample, i] * trace.layers[layer].delta[sample, j]
        yield explain_weight(trace, layer, i, j, sample, digits), part
        yield explain_weight(trace, layer, i, j, None, digits), trace.layers[layer].dW[i, j]
        yield explain_bias(trace, layer, j, sample, digits), trace.layers[layer].delta[sample, j]
        yield explain_bias(trace, layer, j, None, digits), trace.layers[layer].db[j]
        for row, new in ((i, trace.layers[layer].new_W[i, j]), (None, trace.layers[layer].new_b[j])):
            lines = explain_update(trace, layer, row, j, digits)
            yield from ((line, line.value) for line in lines[:-1])
            yield lines[-1], new


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_printed_numbers_give_the_printed_result(seed, digits):
    for explanation, value in explanations(seed, digits):
        result, half = shown_digits(explanation.result)
        assert explanation.value == value
        assert abs(worked_out(explanation.numbers) - result) <= half * (1 + 1e-9) + 1e-15 * abs(result), explanation
        assert abs(value - result) <= half * (1 + 1e-9) + 1e-15 * abs(result), explanation


def test_full_precision_shows_nearly_all_digits():
    agreeing = [abs(worked_out(e.numbers) - v) <= 1e-12 * abs(v) and len(e.result.replace("−", "").replace("0.", "")) >= 9
                for seed in range(0, 200, 20) for e, v in explanations(seed, 17) if abs(v) > 1e-3 and v != round(v, 4)]
    assert np.mean(agreeing) > 0.95


def mazur():
    return step_trace(published.MAZUR_CONFIG, published.MAZUR_START, published.MAZUR_DATA)


def test_a_hidden_weight_has_the_formula_of_the_report():
    square = [[0.1, 0.2], [0.3, 0.4]], [0.0, 0.0]
    trace = step_trace(Config(hidden=(2, 2)), [square, square, ([[0.9], [1.0]], [0.0])], published.PDP_DATA)
    explanation = explain_weight(trace, 1, 1, 0, sample=3)
    assert explanation.symbol == "∂L/∂w"
    assert explanation.formula == "aᵢ · a·(1 − a) · Σ wₖ ∂L/∂zₖ"
    assert explanation.name == "w from h1.2 to h2.1, sample 4"


def test_a_sample_is_called_by_its_place_in_the_data_set_wherever_it_is_in_the_batch():
    square = [[0.1, 0.2], [0.3, 0.4]], [0.0, 0.0]
    trace = step_trace(Config(hidden=(2,)), [square, ([[0.9], [1.0]], [0.0])], published.PDP_DATA, rows=[3, 1])
    for place, name in enumerate(("sample 4", "sample 2")):
        explained = [explain(trace, 0, 0, place) for explain in (explain_z, explain_a, explain_delta, explain_bias)]
        explained += [explain_weight(trace, 0, 1, 0, place), explain_loss(trace, place)]
        assert [each.name.split(", ")[-1] for each in explained] == [name] * 6
    assert explain_loss(trace).name == "sum over 2 samples"
    alone = step_trace(Config(hidden=(2,)), [square, ([[0.9], [1.0]], [0.0])], published.PDP_DATA, rows=[2])
    assert explain_loss(alone).name == explain_bias(alone, 0, 0).name.split(", ")[-1] == "sample 3"


def test_mazur_is_explained_as_in_the_article():
    """The article: dE/dw5 = 0.74136507 * 0.186815602 * 0.593269992 = 0.082167041; w5 = 0.35891648."""
    trace = mazur()
    gradient = explain_weight(trace, 1, 0, 0)
    assert gradient.formula == "aᵢ · a·(1 − a) · (a − y)"
    assert gradient.numbers.startswith("0.5932699921071872 · 0.7513650695523157·(1 − 0.7513650695523157) · (0.75136506")
    assert gradient.result.startswith("0.0821670405642")
    *_, new = explain_update(trace, 1, 0, 0)
    assert (new.symbol, new.formula) == ("wₜ₊₁", "wₜ + Δw")
    assert new.result.startswith("0.3589164797178")
    assert explain_z(trace, 0, 0, 0).numbers == "(0.15·0.05 + 0.2·0.1) + 0.35"
    assert "not trained" in explain_bias(trace, 0, 0).note


def test_a_long_sum_says_what_its_last_number_stands_for():
    trainer = train(Config(dataset="circle", samples=50))
    trace = step_trace(trainer.config, next(trainer).parameters, trainer.dataset)
    explanation = explain_weight(trace, 0, 0, 0)
    assert explanation.numbers.count(" + ") == 11
    assert explanation.note == "The last number of the sum stands for its other 39 terms."
    assert "λ·w" in explain_weight(step_trace(Config(l2=0.1), trainer.epoch.parameters, trainer.dataset), 0, 0, 0, 1).note


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_printed_formulas_of_an_activation_are_its_functions(name):
    activation, z = ACTIVATIONS[name], np.linspace(-3, 3, 12)
    a = activation(z)
    np.testing.assert_allclose(evaluate_all(activation.formula, {"z": z}), a, rtol=1e-15)
    slope = activation.slope_formula.strip("[]")
    np.testing.assert_allclose(evaluate_all(slope, {"a": a}) * np.ones(12), activation.slope(a), rtol=1e-15)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_an_update_ends_with_the_new_weight(optimizer):
    trainer = train(Config(optimizer=optimizer))
    trace = step_trace(trainer.config, next(trainer).parameters, trainer.dataset)
    symbols = [line.symbol for line in explain_update(trace, 0, 1, 2)]
    assert symbols[-2:] == ["Δw", "wₜ₊₁"]
    assert [line.symbol for line in explain_update(trace, 0, None, 2)][-2:] == ["Δb", "bₜ₊₁"]
