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


SQUARE = [[0.5, 0.25], [-0.5, 1]], [0.0, 0.125]


def whole(settings, sample, **batch):
    """Each explanation of a step of one hidden layer, as it is read, to three digits."""
    config = Config(hidden=(2,), optimizer="gradient_descent", learning_rate=0.5, **settings)
    trace = step_trace(config, [SQUARE, ([[1], [-2]], [0.5])], published.PDP_DATA, **batch)
    explained = [explain(trace, layer, unit, sample, 3) for explain in (explain_z, explain_a, explain_delta)
                 for layer, unit in ((0, 1), (1, 0))]
    for of in (sample, None):
        explained += [explain_loss(trace, of, 3)]
        explained += [explain_weight(trace, layer, i, j, of, 3) for layer, i, j in ((0, 0, 1), (1, 1, 0))]
        explained += [explain_bias(trace, layer, j, of, 3) for layer, j in ((0, 1), (1, 0))]
    explained += [*explain_update(trace, 0, 0, 1, 3), *explain_update(trace, 1, None, 0, 3)]
    return [line for each in explained for line in (f"{each.name}: {each.symbol} = {each.formula}",
                                                    f"= {each.numbers} = {each.result}", each.note) if line]


MEAN = [
    "h1.2, sample 2: z = Σ wᵢ xᵢ + b",
    "= (0.25·0 + 1·1) + 0.125 = 1.12",
    "output, sample 2: z = Σ wᵢ aᵢ + b",
    "= (1·(−0.462) + (−2)·0.809) + 0.5 = −1.58",
    "h1.2, sample 2: a = tanh(z)",
    "= tanh(1.12) = 0.81",
    "output, sample 2: a = z",
    "= (−1.58) = −1.58",
    "h1.2, sample 2: ∂L/∂z = (1 − a²) · Σ wₖ ∂L/∂zₖ",
    "= (1 − 0.809²) · ((−2)·(−0.645)) = 0.45",
    "output, sample 2: ∂L/∂z = 1 · (a − y) · 1/n",
    "= 1 · ((−1.58) − 1) · 1/4 = −0.645",
    "sample 2: L = ½·Σ (a − y)²",
    "= ½·(((−1.58) − 1)²) = 3.33",
    "w from x1 to h1.2, sample 2: ∂L/∂w = xᵢ · (1 − a²) · Σ wₖ ∂L/∂zₖ",
    "= 0 · (1 − 0.809²) · ((−2)·(−0.645)) = 0",
    "The L2 term λ·w is added once for the whole batch.",
    "w from h1.2 to output, sample 2: ∂L/∂w = aᵢ · 1 · (a − y) · 1/n",
    "= 0.809 · 1 · ((−1.58) − 1) · 1/4 = −0.522",
    "The L2 term λ·w is added once for the whole batch.",
    "b of h1.2, sample 2: ∂L/∂b = (1 − a²) · Σ wₖ ∂L/∂zₖ",
    "= (1 − 0.809²) · ((−2)·(−0.645)) = 0.45",
    "b of output, sample 2: ∂L/∂b = 1 · (a − y) · 1/n",
    "= 1 · ((−1.58) − 1) · 1/4 = −0.645",
    "mean over 4 samples: L = Σ Lₛ · 1/n + ½·λ·Σ w²",
    "= (0.0316 + 3.33 + 0.285 + 0.793) · 1/4 + ½·0.5·6.56 = 2.75",
    "w from x1 to h1.2, mean over 4 samples: ∂L/∂w = Σ xᵢ · ∂L/∂z + λ·w",
    "= (0·(−0.124) + 0·0.445 + 1·0.329 + 1·0.142) + 0.5·0.25 = 0.596",
    "w from h1.2 to output, mean over 4 samples: ∂L/∂w = Σ aᵢ · ∂L/∂z + λ·w",
    "= (0.124·0.0628 + 0.809·(−0.645) + 0.358·(−0.189) + 0.88·(−0.315)) + 0.5·(−2) = −1.86",
    "b of h1.2, mean over 4 samples: ∂L/∂b = Σ ∂L/∂z",
    "= ((−0.124) + 0.445 + 0.329 + 0.142) = 0.79",
    "b of output, mean over 4 samples: ∂L/∂b = Σ ∂L/∂z",
    "= (0.0628 + (−0.645) + (−0.189) + (−0.315)) = −1.09",
    "w from x1 to h1.2: Δw = −l·gₜ",
    "= −0.5·0.596 = −0.298",
    "w from x1 to h1.2: wₜ₊₁ = wₜ + Δw",
    "= 0.25 + (−0.298) = −0.048",
    "b of output: Δb = −l·gₜ",
    "= −0.5·(−1.09) = 0.5",
    "b of output: bₜ₊₁ = bₜ + Δb",
    "= 0.5 + 0.543 = 1.04",
]
GRADIENTS_OF_ONE = [  # of a batch of one sample: of that sample, and of the batch
    "w from x1 to h1.2, sample 3: ∂L/∂w = xᵢ · [a > 0] · Σ wₖ ∂L/∂zₖ",
    "= 1 · 1 · ((−2)·(−0.438)) = 0.876",
    "w from h1.2 to output, sample 3: ∂L/∂w = aᵢ · (a − y)",
    "= 0.375 · (0.562 − 1) = −0.164",
    "b of h1.2, sample 3: ∂L/∂b = [a > 0] · Σ wₖ ∂L/∂zₖ",
    "= 1 · ((−2)·(−0.438)) = 0.876",
    "Biases are not trained: the update does not use it.",
    "b of output, sample 3: ∂L/∂b = (a − y)",
    "= (0.562 − 1) = −0.438",
    "Biases are not trained: the update does not use it.",
]
OF_ONE = [
    "h1.2, sample 3: z = Σ wᵢ xᵢ + b",
    "= (0.25·1 + 1·0) + 0.125 = 0.375",
    "output, sample 3: z = Σ wᵢ aᵢ + b",
    "= (1·0.5 + (−2)·0.375) + 0.5 = 0.25",
    "h1.2, sample 3: a = max(0, z)",
    "= max(0, 0.375) = 0.375",
    "output, sample 3: a = 1/(1 + e^(−z))",
    "= 1/(1 + e^(−0.25)) = 0.562",
    "h1.2, sample 3: ∂L/∂z = [a > 0] · Σ wₖ ∂L/∂zₖ",
    "= 1 · ((−2)·(−0.438)) = 0.876",
    "output, sample 3: ∂L/∂z = (a − y)",
    "= (0.562 − 1) = −0.438",
    "sample 3: L = Σ [ln(1 + e^z) − y·z]",
    "= ((ln(1 + e^(0.25)) − 1·0.25)) = 0.576",
    *GRADIENTS_OF_ONE,
    "sample 3: L = Σ Lₛ",
    "= (0.576) = 0.576",
    *GRADIENTS_OF_ONE,
    "w from x1 to h1.2: Δw = −l·gₜ",
    "= −0.5·0.876 = −0.438",
    "w from x1 to h1.2: wₜ₊₁ = wₜ + Δw",
    "= 0.25 + (−0.438) = −0.188",
    "b of output: Δb = −l·gₜ",
    "= −0.5·0 = 0",
    "Biases are not trained: the update takes g = 0.",
    "b of output: bₜ₊₁ = bₜ + Δb",
    "= 0.5 + 0 = 0.5",
    "Biases are not trained: the update takes g = 0.",
]


@pytest.mark.parametrize(("settings", "sample", "batch", "read"), [
    ({"l2": 0.5, "reduction": "mean", "hidden_activation": "tanh", "output_activation": "linear"}, 1, {}, MEAN),
    ({"train_biases": False, "hidden_activation": "relu", "loss": "cross_entropy"}, 0, {"rows": [2]}, OF_ONE),
])
def test_a_step_is_read_as_a_report_writes_it(settings, sample, batch, read):
    assert whole(settings, sample, **batch) == read


@pytest.mark.parametrize(("units", "note"), [
    (12, ""), (13, "The last number of the sum stands for its other 2 terms."),
])
def test_twelve_terms_are_written_out(units, note):
    W = np.arange(1.0, units + 1).reshape(-1, 1)
    start = [(np.zeros((2, units)), np.zeros(units)), (W, [0.0])]
    explanation = explain_z(step_trace(Config(hidden=(units,)), start, published.PDP_DATA), 1, 0, 0)
    terms = [f"{k}.0·0.5" for k in range(1, 12)] + ["12.0·0.5" if units == 12 else "12.5"]
    assert (explanation.numbers, explanation.note) == (f"({' + '.join(terms)}) + 0.0", note)
