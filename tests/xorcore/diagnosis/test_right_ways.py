"""Right programs whose numbers are not exactly the correct ones are told what they are; nothing else is excused."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.helpers.compared import compared
from tests.helpers.confusion import GROWN, asked, exercise, lab, numbers_of
from tests.helpers.plain_student import student
from tests.helpers.planted import anything
from tests.helpers.second_trial import saved
from xorcore import Config, Dataset, diagnose, loss_and_gradient, read_numbers
from xorcore.diagnosis.right_ways import loose_ways
from xorcore.diagnosis.submission.student_numbers import from_texts
from xorcore.diagnosis.variants.variant import textbook
from xorcore.parameters import flatten, unflatten


@pytest.mark.parametrize(("digits", "said"), [(8, "float32"), (16, "float32"), (4, "matches the correct step")])
@pytest.mark.parametrize("kind", ["gradients", "weights"])
def test_numbers_that_only_float32_can_hold_are_said_to_be_float32(kind, digits, said):
    for seed in range(10):
        config, start, dataset = exercise(np.random.default_rng(seed), anything)
        with np.errstate(all="ignore"):
            result = student(config, start, dataset.inputs, dataset.targets, 1, ["float32"])
        if np.abs(numbers_of(result, kind)).max() < GROWN:
            answer = asked(config, start, dataset, result, kind, 1, digits)
            assert answer.matches and (said in answer.sentence or "matches the correct step" in answer.sentence), seed


def test_a_loss_that_is_off_by_more_than_rounding_is_not_excused_as_float32():
    config, start, dataset = lab()
    loss = student(config, start, dataset.inputs, dataset.targets, 3).loss
    for off in (1e-3, 1e-4, 3e-6):
        answer = diagnose(config, start, dataset, loss=f"{loss * (1 + off):.10g}", steps=3)
        assert not answer.matches and not answer.fits and "float32" not in answer.sentence


def test_a_loss_is_not_excused_by_rounded_intermediate_results():
    config, start, dataset = lab()
    right = student(config, start, dataset.inputs, dataset.targets, 1).loss
    for off in (2e-6, 3e-6, 8e-6):
        answer = diagnose(config, start, dataset, loss=f"{right + off:.6f}")
        assert not answer.matches and "intermediate" not in answer.sentence


@pytest.mark.parametrize("decimals", [4, 6])
@pytest.mark.parametrize("written", [str, repr, lambda part: saved([part], "%.18e")])
def test_what_was_rounded_before_numpy_printed_it_with_an_exponent_stays_rounded(written, decimals):
    config, start, dataset = lab()
    start = [(W, np.array([-2.63778519, -8.77347362e-4, 0.5123][: len(b)])) for W, b in start]
    result = student(config, start, dataset.inputs, dataset.targets, 1)
    text = "\n".join(f"{written(part.round(decimals))}\n" for layer in result.weights for part in layer)
    assert diagnose(config, start, dataset, weights=read_numbers(text, (2, 3, 1))).matches


ALL_WRITTEN = [lambda x: f"{x:.6f}", lambda x: f"{x:.9f}"[:-3], lambda x: f"{x:.7e}", lambda x: f"{x:.4g}", repr]


@pytest.mark.parametrize("written", ALL_WRITTEN)
@pytest.mark.parametrize("kind", ["gradients", "weights"])
def test_each_notation_has_its_own_last_place(kind, written):
    """NumPy prints one array with exponents and another without."""
    for seed in range(8):
        config, start, dataset = exercise(np.random.default_rng(seed), anything)
        with np.errstate(all="ignore"):
            result = student(config, start, dataset.inputs, dataset.targets, 1)
        texts = [f"{x:.8e}" if number % 2 else written(float(x)) for number, layer in enumerate(getattr(result, kind))
                 for part in layer for x in np.ravel(part)]
        arrays = np.repeat(np.arange(len(start)), [W.size + b.size for W, b in start])
        if np.abs(numbers_of(result, kind)).max() < GROWN:
            assert diagnose(config, start, dataset, **{kind: from_texts(texts, arrays)}).matches, (seed, texts)


@pytest.mark.parametrize(("h", "central", "said"), [
    (1e-2, True, "central differences with h about 0.01, which are right to 4 digits here"),
    (1e-2, False, "forward differences with h about 0.01, which are right to 2 digits here"),
    (1e-3, True, "central differences with h about 0.001, "), (1e-3, False, "forward differences with h about 0.001, "),
    (1e-4, False, "forward differences with h about 0.0001, "), (1e-5, True, "central differences with h about 1e−05, "),
    (1e-6, False, "forward differences with h about 1e−06, "), (1e-7, True, "differences with h about 1e−06, "),
    (1e-8, False, "differences with h about 1e−07, "), (1e-9, True, "differences with h about 1e−08, "),
    (1e-1, True, ""), (1e-1, False, ""),
])
def test_right_derivatives_from_differences_are_said_to_be_that(h, central, said):
    config, start, dataset = lab(reduction="mean" if central else "sum")
    flat = flatten(start)

    def loss(w):
        return loss_and_gradient(config, unflatten(w, (2, 3, 1)), dataset)[0]

    up, down = ([loss(flat + sign * h * one) for one in np.eye(len(flat))] for sign in (1, -1 if central else 0))
    gradient = (np.array(up) - down) / (h * (2 if central else 1))
    answer = diagnose(config, start, dataset, gradients=gradient)
    assert answer.matches == bool(said) and said in answer.sentence
    if h == 1e-5:
        gradient[0] += 1e-3 * abs(gradient).max()
        assert not diagnose(config, start, dataset, gradients=gradient).matches


@pytest.mark.parametrize(("w", "said"), [(0.3, "This is the correct step, by forward differences with h about 0.01"),
                                         (0.1, "No known mistake")])
def test_differences_that_are_off_by_more_than_3_percent_are_no_right_way(w, said):
    """The loss is ½ Σ (w x + b)², which bends by 1 along w and by 2 along b."""
    config = Config(dataset="own", hidden=(), output_activation="linear", optimizer="gradient_descent")
    quotients = np.array([w, w / 2, 1.5 * w]) + 0.01 / 2 * np.array([1, 1, 2])
    dataset = Dataset([[1, 0], [0, 1]], [0, 0])
    assert said in diagnose(config, [([[w], [w / 2]], [0])], dataset, gradients=quotients).sentence


@pytest.mark.parametrize("decimals", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", ["gradients", "weights", "loss"])
def test_the_correct_step_from_rounded_start_weights_is_said_to_be_that(kind, decimals):
    config, start, dataset = lab()
    rounded = [(W.round(decimals), b.round(decimals)) for W, b in start]
    result = student(config, rounded, dataset.inputs, dataset.targets, 1)
    answer = diagnose(config, start, dataset, **{kind: getattr(result, kind)})
    assert answer.matches and f"rounded to {decimals} decimal" in answer.sentence


@pytest.mark.parametrize("kind", ["gradients", "weights"])
def test_float32_arrays_of_a_correct_program_match(kind):
    for seed in range(20):
        config, start, dataset = exercise(np.random.default_rng(seed), anything)
        with np.errstate(all="ignore"):
            result = student(config, start, dataset.inputs, dataset.targets, 1, ["float32"])
        if np.abs(numbers_of(result, kind)).max() < GROWN:
            given = [(W.astype(np.float32), b.astype(np.float32)) for W, b in getattr(result, kind)]
            assert diagnose(config, start, dataset, **{kind: given}).matches


@pytest.mark.parametrize("kind", ["gradients", "weights"])
def test_float32_arrays_of_a_mistaken_program_do_not_match(kind):
    config, start, dataset = lab()
    result = student(config, start, dataset.inputs, dataset.targets, 1, ["float32", "half_kept"])
    given = [(W.astype(np.float32), b.astype(np.float32)) for W, b in getattr(result, kind)]
    assert not diagnose(config, start, dataset, **{kind: given}).matches


def loose(off, by_decimals=(), kind="weights", **given):
    """The way of numbers of which one is so far off, where intermediate results of 2, 3, … decimals are by so much."""
    correct = np.array([[1.0, 2, 3, 4]])[:, : 1 if kind == "loss" else 4]
    last = np.arange(correct.shape[1]) == correct.shape[1] - 1
    errors = np.resize(by_decimals or [0.0], 5)

    def known(hands):
        return np.array([correct[0] + errors[hand.decimals - 2] * last for hand in hands])

    candidates = SimpleNamespace(case=SimpleNamespace(kind=kind), right=textbook(Config()), known=known)
    return loose_ways(candidates, compared(correct[0] + off * last, kind=kind, **given), correct)


@pytest.mark.parametrize(("off", "by_decimals", "place", "decimals"), [
    (0.0019, [0], 1e-3, 3), (0.0021, [0], 1e-3, 0),  # two units of the last place by themselves
    (0.0099, [0, 0.004, 1, 1, 1], 1e-3, 3), (0.0101, [0, 0.0039, 0.0041, 1, 1], 1e-3, 4),  # and twice as much as it makes
    (0.01, [0, 0, 0, 0, 1], 1e-3, 6), (0.01, [1, 0, 0, 0, 0], 1e-3, 0),  # of fewer decimals than were given: never
    (0.01, [1], 1e-2, 2), (0.01, [1], 0.1, 2), (0.01, [1], 1e-6, 6), (0.01, [1], 1e-7, 0),
    (0.1199, [1], 1e-3, 3), (0.1201, [1], 1e-3, 0),  # farther than 3 % of the largest is no rounding
])
def test_as_much_is_left_to_rounding_by_hand_as_it_makes(off, by_decimals, place, decimals):
    said = f"as near as intermediate results of {decimals} decimals come" if decimals else ""
    assert loose(off, by_decimals, place=place) == said
    assert not loose(off, by_decimals, place=place, kind="loss")


@pytest.mark.parametrize(("digits", "excused"), [(8, True), (9, False)])
def test_of_nine_digits_none_is_excused_by_rounding_by_hand(digits, excused):
    assert bool(loose(0.0019, place=1e-3, digits=digits)) == excused


@pytest.mark.parametrize(("off", "digits", "excused"), [(2.0**-21, 7, True), (2.0**-19, 7, False), (2.0**-21, 6, False)])
def test_one_loss_in_float32_may_be_off_by_a_millionth(off, digits, excused):
    assert loose(off, kind="loss", place=0, digits=digits) == "to as many digits as float32 holds" * excused
