"""The values that are compared, as they are held, said and made settings of."""

import pytest

from app.compare.settings import FIELDS, configs, held_by_widget, label, texts_of, without_effect
from xorcore import OPTIMIZERS, Config
from xorcore.book import choices


@pytest.mark.parametrize("field", FIELDS)
def test_values_are_the_settings_of_their_runs_and_nothing_else_differs(field):
    texts = FIELDS[field].split(",")
    found = configs(Config(seed=3), field, texts)
    present = vars(Config(seed=3))
    assert [{**vars(config), field: None} for config in found] == [{**present, field: None}] * len(texts)
    assert [str(getattr(config, field)) for config in found] == [str(type(present[field])(text)) for text in texts]


@pytest.mark.parametrize(("texts", "why"), [
    (["0,5, 0,9"], "can be read in two ways"), (["0.5"], "needs 2 to 6 values, got 1"),
    (list("1234567"), "needs 2 to 6 values, got 7"), (["0.5", "0.50"], "all be different"),
])
def test_values_of_no_use_are_refused(texts, why):
    with pytest.raises(ValueError, match=why):
        configs(Config(), "learning_rate", texts)


@pytest.mark.parametrize("texts", [["0", "0.5"], ["0,5", "0,9"], ["1e-3", "1"]])
def test_what_the_widget_holds_gives_the_values_back(texts):
    assert texts_of("momentum", held_by_widget("momentum", texts)) == texts


@pytest.mark.parametrize("field", [field for field in FIELDS if field in choices()])
def test_entries_are_picked_and_unknown_ones_are_not(field):
    known = list(choices()[field])
    assert texts_of(field, held_by_widget(field, [known[1], "unknown", known[0]])) == [known[1], known[0]]


def test_a_widget_holds_no_more_entries_than_are_compared():
    assert len(held_by_widget("optimizer", [*OPTIMIZERS, *OPTIMIZERS])) == 6


@pytest.mark.parametrize(("field", "value", "words"), [
    ("learning_rate", 0.05, "learning rate 0.05"), ("l2", 1e-4, "L2 0.0001"), ("batch_size", 0, "all samples"),
    ("batch_size", 2, "batches of 2"), ("reduction", "mean", "mean"), ("optimizer", "momentum", "momentum (heavy ball)"),
])
def test_a_value_is_named_by_what_it_is(field, value, words):
    assert label(field, value) == words


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_momentum_that_the_rule_does_not_use_is_said_to_have_no_effect(optimizer):
    said = without_effect(Config(optimizer=optimizer), "momentum")
    assert bool(said) != OPTIMIZERS[optimizer].uses_momentum
    assert without_effect(Config(optimizer=optimizer), "learning_rate") == ""


@pytest.mark.parametrize(("hidden", "said"), [((), True), ((2,), False)])
def test_an_activation_of_no_layer_is_said_to_have_no_effect(hidden, said):
    assert bool(without_effect(Config(hidden=hidden), "hidden_activation")) == said
    assert without_effect(Config(hidden=hidden), "l2") == ""
