from functools import cache

import numpy as np
import pytest

from tests.helpers.agreed import AGREED, assert_agreed
from tests.helpers.planted import LOSS_ONLY, PLANTED, is_named
from xorcore import OPTIMIZERS, Config, Dataset
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.mistakes.catalogue import mistakes_for, rounded_starts
from xorcore.diagnosis.mistakes.mistake import RIGHT, Case
from xorcore.diagnosis.variants.variant import Variant, textbook
from xorcore.parameters import layout

CASES = [
    Case(Config(hidden=hidden, optimizer=optimizer, loss=loss, reduction=reduction, l2=0.1, batch_size=size,
                train_biases=biases), (2, *hidden, outputs), 4, kind)
    for optimizer in OPTIMIZERS for loss in ("half_squared_error", "cross_entropy") for reduction in ("sum", "mean")
    for hidden, outputs in (((), 1), ((4,), 2), ((3, 3), 1)) for size in (0, 1) for biases in (True, False)
    for kind in ("gradients", "weights", "loss")
][::5]  # every fifth: no choice has five options, so that each option meets every other one
known_in = cache(mistakes_for)


def test_the_common_mistakes_come_first():
    for case in CASES:
        common = [mistake.common for mistake in known_in(case)]
        assert common == sorted(common, reverse=True)


def test_every_mistake_changes_the_right_step():
    for case in CASES:
        right = textbook(case.config)
        for mistake in known_in(case):
            assert mistake.made_in(right) != right, (case, mistake)


def test_no_mistake_is_listed_twice():
    for case in CASES:
        mistakes = known_in(case)
        assert len({mistake.fields for mistake in mistakes}) == len({m.sentence for m in mistakes}) == len(mistakes)


def test_every_kind_says_what_is_right_and_none_is_left_over():
    amid_a_run = CASES[1]._replace(remembers=True)
    made = [mistake for case in (*CASES, amid_a_run) for mistake in known_in(case)] + rounded_starts()
    assert {mistake.key for mistake in made} == RIGHT.keys()


def test_fields_are_those_of_the_step():
    assert {name for case in CASES for m in known_in(case) for name, _ in m.fields} <= set(Variant._fields)


@pytest.mark.parametrize("name", PLANTED | LOSS_ONLY)
def test_every_planted_mistake_is_known_where_it_can_be_made(name):
    needs = (PLANTED | LOSS_ONLY)[name][-1]
    kind = "loss" if name in LOSS_ONLY else "weights"
    cases = [case for case in CASES if case.kind == kind and needs(case.config, case.sizes, case.samples)]
    assert cases
    for case in cases:
        assert any(is_named(name, mistake) for mistake in known_in(case)), case


def test_sentences_are_short_and_without_a_full_stop():
    for case in CASES:
        for mistake in known_in(case):
            assert len(mistake.sentence) < 100 and not mistake.sentence.endswith(".")
            assert mistake.sentence[0] in "abcdefghijklmnopqrstuvwxyzβεAN"


@pytest.mark.parametrize("number", range(0, len(CASES), 12))
def test_a_mistake_gives_the_same_numbers_alone_and_among_hundreds(number):
    case, rng = CASES[number], np.random.default_rng(number)
    parameters = [rng.normal(size=shape) for *_, (i, o) in layout(case.sizes) for shape in ((i, o), (o,))]
    data = Dataset(rng.uniform(-1, 1, (4, 2)), rng.uniform(0, 1, (4, case.sizes[-1])))
    candidates = Candidates(case, np.concatenate([part.ravel() for part in parameters]), data, 2)
    variants = [mistake.made_in(candidates.right) for mistake in (*mistakes_for(case), *rounded_starts())]
    together = candidates.numbers(variants)
    for variant, numbers in list(zip(variants, together, strict=True))[number % 5 :: 5]:
        np.testing.assert_allclose(candidates.numbers([variant])[0], numbers, rtol=1e-9, atol=1e-12)


def test_start_weights_are_rounded_to_1_to_8_decimals_or_digits():
    sentences = {made.sentence: dict(made.fields) for made in rounded_starts()}
    assert len(sentences) == 16
    for unit in ("decimal", "digit"):
        assert sentences[f"the start weights were rounded to 1 {unit}"] == {f"start_{unit}s": 1}
        assert all(sentences[f"the start weights were rounded to {count} {unit}s"] == {f"start_{unit}s": count}
                   for count in range(2, 9))


READ = {
    "gradients of batches, previous gradient": Case(
        Config(hidden=(3, 3), hidden_activation="tanh", optimizer="previous_gradient", l2=0.1, reduction="mean",
               batch_size=2, learning_rate=0.05), (2, 3, 3, 1), 4, "gradients"),
    "gradients, ReLU and cross-entropy, six samples by twos": Case(
        Config(hidden=(3,), hidden_activation="relu", loss="cross_entropy", optimizer="gradient_descent", batch_size=2),
        (3, 3, 2), 6, "gradients"),
    "weights, momentum, one by one": Case(
        Config(hidden=(4, 2), optimizer="momentum", momentum=0.75, batch_size=1), (2, 4, 2, 1), 3, "weights",
        remembers=True),
    "weights, Adam, no hidden layer, fixed biases": Case(
        Config(hidden=(), optimizer="adam", output_activation="linear", train_biases=False), (2, 1), 4, "weights"),
    "weights, RMSprop, shuffled": Case(
        Config(hidden=(2,), optimizer="rmsprop", batch_size=5, hidden_activation="linear"), (2, 2, 1), 7, "weights",
        orders=((3, 1, 0, 2, 4, 6, 5),)),
    "loss, Nesterov, three outputs": Case(
        Config(hidden=(3,), optimizer="nesterov", momentum=0.75, l2=0.1), (2, 3, 3), 21, "loss"),
    "mean loss, cross-entropy, printed sign": Case(
        Config(hidden=(3,), optimizer="as_printed", momentum=0.75, loss="cross_entropy", reduction="mean", batch_size=20),
        (2, 3, 1), 22, "loss"),
}


def as_line(mistake):
    fields = ", ".join(f"{name}={sorted(value) if name == 'transposed' else value}" for name, value in mistake.fields)
    return f"{mistake.key}{'' if mistake.common else ', rare'}: {mistake.sentence} [{fields}]"


@pytest.mark.parametrize("name", READ)
def test_the_mistakes_of_a_case_are_those_that_were_agreed_on(name):
    assert_agreed([as_line(mistake) for mistake in mistakes_for(READ[name])], AGREED / "mistakes" / f"{name}.txt")
