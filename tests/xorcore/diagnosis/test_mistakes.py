import numpy as np
import pytest

from tests.helpers.planted import LOSS_ONLY, PLANTED, is_named
from xorcore import OPTIMIZERS, Config
from xorcore.diagnosis.mistakes import RIGHT, Case, mistakes_for
from xorcore.diagnosis.step_variants import Variant, textbook

CASES = [
    Case(Config(hidden=hidden, optimizer=optimizer, loss=loss, reduction=reduction, l2=0.1, batch_size=size,
                train_biases=biases), (2, *hidden, outputs), 4, kind)
    for optimizer in OPTIMIZERS for loss in ("half_squared_error", "cross_entropy") for reduction in ("sum", "mean")
    for hidden, outputs in (((), 1), ((4,), 2), ((3, 3), 1)) for size in (0, 1) for biases in (True, False)
    for kind in ("gradients", "weights", "loss")
]


def test_every_mistake_changes_the_right_step():
    for case in CASES:
        right = textbook(case.config)
        for mistake in mistakes_for(case):
            assert mistake.made_in(right) != right, (case, mistake)


def test_no_mistake_is_listed_twice():
    for case in CASES:
        mistakes = mistakes_for(case)
        assert len({mistake.fields for mistake in mistakes}) == len({m.sentence for m in mistakes}) == len(mistakes)


def test_every_kind_says_what_is_right_and_none_is_left_over():
    assert {mistake.key for case in CASES for mistake in mistakes_for(case)} == RIGHT.keys()


def test_fields_are_those_of_the_step():
    assert {name for case in CASES for m in mistakes_for(case) for name, _ in m.fields} <= set(Variant._fields)


@pytest.mark.parametrize("name", PLANTED | LOSS_ONLY)
def test_every_planted_mistake_is_known_where_it_can_be_made(name):
    needs = (PLANTED | LOSS_ONLY)[name][-1]
    kind = "loss" if name in LOSS_ONLY else "weights"
    cases = [case for case in CASES if case.kind == kind and needs(case.config, case.sizes, case.samples)]
    assert cases
    for case in cases:
        known = mistakes_for(case)
        linear_rate = name == "rate_twice" or case.config.optimizer not in ("rmsprop", "adam")
        assert any(is_named(name, mistake) for mistake in known) or not linear_rate, case


def test_sentences_are_short_and_without_a_full_stop():
    for case in CASES:
        for mistake in mistakes_for(case):
            assert len(mistake.sentence) < 90 and not mistake.sentence.endswith(".")
            assert mistake.sentence[0] == mistake.sentence[0].lower()


def test_float32_is_a_mistake_that_changes_only_the_arithmetic():
    (mistake,) = (m for m in mistakes_for(CASES[0]) if m.key == "float32")
    assert mistake.fields == (("dtype", np.float32),)
