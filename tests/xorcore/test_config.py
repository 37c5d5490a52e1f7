"""Config admits exactly what its limits and choices say, names rule and value of what it refuses."""

from dataclasses import FrozenInstanceError, asdict, fields
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from xorcore import ACTIVATIONS, DATASETS, INITS, LIMITS, LOSSES, OPTIMIZERS, Config, ConfigError
from xorcore.config import FIELDS, LABELS, MAX_LAYERS, MAX_UNITS, choices

EDGES = [(name, edge) for name, limits in LIMITS.items() for edge in (limits.low, limits.high)]
WHOLE = [name for name, limits in LIMITS.items() if limits.whole]
REAL = [name for name, limits in LIMITS.items() if not limits.whole]


def refusal(**settings) -> str:
    """What Config says about these settings; fails where it takes them."""
    with pytest.raises(ConfigError) as caught:
        Config(**settings)
    sentence = str(caught.value)
    assert caught.value.field in settings
    assert "\n" not in sentence and len(sentence) < 250
    return sentence


def beyond(value, direction):
    return value + direction if isinstance(value, int) else float(np.nextafter(value, direction * np.inf))


def test_default_is_the_lab_report():
    assert asdict(Config()) == {
        "dataset": "xor", "samples": 200, "noise": 0.1, "test_share": 0.0,
        "hidden": (4, 4), "hidden_activation": "sigmoid", "output_activation": "sigmoid",
        "loss": "half_squared_error", "reduction": "sum", "l2": 0.0,
        "optimizer": "previous_gradient", "learning_rate": 0.05, "momentum": 0.5, "epochs": 30_000,
        "batch_size": 0, "sample_order": "fixed", "stop_at_loss": None,
        "init": "normal", "init_scale": 1.0, "train_biases": True, "seed": 0,
    }  # fmt: skip


def test_every_field_is_checked_by_a_limit_a_choice_or_its_own_rule():
    assert {*LIMITS, *choices(), "hidden", "train_biases"} == set(FIELDS)


def test_choices_are_the_registries():
    registries = {
        "hidden_activation": ACTIVATIONS, "output_activation": ACTIVATIONS, "loss": LOSSES, "optimizer": OPTIMIZERS,
        "init": INITS,
    }  # fmt: skip
    for name, registry in registries.items():
        assert choices()[name] == tuple(registry)
    assert choices()["dataset"] == (*DATASETS, "own")


def test_config_is_frozen_hashable_and_equal_by_value():
    with pytest.raises(FrozenInstanceError):
        Config().seed = 1
    assert Config(hidden=[8, 8]) == Config(hidden=(8, 8))
    assert len({Config(seed=1), Config(seed=1), Config(seed=2)}) == 2


# Numbers


@pytest.mark.parametrize(("name", "edge"), EDGES)
def test_limits_themselves_are_admitted_unless_open(name, edge):
    if LIMITS[name].open_low and edge == LIMITS[name].low:
        assert "must be > 0" in refusal(**{name: edge})
        edge = beyond(float(edge), 1)
    assert getattr(Config(**{name: edge}), name) == edge


@pytest.mark.parametrize(("name", "edge"), EDGES)
def test_the_next_number_beyond_a_limit_is_refused(name, edge):
    step = beyond(edge if LIMITS[name].whole else float(edge), 1 if edge == LIMITS[name].high else -1)
    assert refusal(**{name: step}).startswith(f"{name} must be ")


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize(
    "value",
    [
        float("nan"), float("inf"), float("-inf"), True, False, np.True_, "1", "abc", "", b"1", [1], (1,), {}, 1j, object,
        10**400, -(10**400), 10**5000, np.array([1]), np.array([1.0, 2.0]), np.nan, Decimal("NaN"), Decimal("sNaN"),
    ],
    ids=lambda value: "huge" if type(value) is int else repr(value),
)  # fmt: skip
def test_what_is_no_number_in_range_is_refused(name, value):
    assert refusal(**{name: value}).startswith(f"{name} must be ")


@pytest.mark.parametrize("name", [name for name in LIMITS if name != "stop_at_loss"])
def test_none_is_refused(name):
    assert refusal(**{name: None}).endswith("got None")


def test_stop_at_loss_may_be_none():
    assert Config(stop_at_loss=None).stop_at_loss is None


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("value", [4.0, 4.5, "4", Fraction(4)])
def test_a_whole_number_must_be_one(name, value):
    assert "a whole number" in refusal(**{name: value})


@pytest.mark.parametrize("name", WHOLE)
def test_numpy_integers_become_plain_ones(name):
    assert type(getattr(Config(**{name: np.int64(4)}), name)) is int


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("value", [np.float32(0.5), np.float64(0.5), Fraction(1, 2)])
def test_other_real_numbers_become_plain_floats(name, value):
    kept = getattr(Config(**{name: value}), name)
    assert kept == 0.5 and type(kept) is float


@pytest.mark.parametrize("name", ["l2", "momentum", "noise", "test_share"])
def test_minus_zero_is_zero(name):
    assert str(getattr(Config(**{name: -0.0}), name)) == "0.0"


def test_a_rate_too_small_for_a_float_is_not_above_zero():
    refusal(learning_rate=Fraction(1, 10**400))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"learning_rate": "0.1"}, "learning_rate must be > 0 and at most 1\u202f000, got the text “0.1”"),
        ({"hidden": "4, 4"}, "hidden must be at most 6 layers of 1 to 32 units, got the text “4, 4”"),
        ({"learning_rate": -1}, "learning_rate must be > 0 and at most 1\u202f000, got -1"),
        ({"momentum": 1.5}, "momentum must be at least 0 and at most 1, got 1.5"),
        ({"samples": 3}, "samples must be a whole number, at least 4 and at most 2\u202f000, got 3"),
        ({"seed": 2**32},
         "seed must be a whole number, at least 0 and at most 4\u202f294\u202f967\u202f295, got 4294967296"),
        ({"init": "ones"}, "init must be one of normal, uniform, xavier, he, zeros, got ones"),
        ({"train_biases": 1}, "train_biases must be True or False, got 1"),
        ({"hidden": (4, 33)}, "hidden must be at most 6 layers of 1 to 32 units, got a layer of 33"),
        ({"hidden": (1,) * 7}, "hidden must be at most 6 layers of 1 to 32 units, got 7 layers"),
    ],
)
def test_sentence_says_the_rule_and_what_came(settings, sentence):
    assert refusal(**settings) == sentence


@pytest.mark.parametrize(
    "value", ["x" * 10_000, "a\nb\u202ec\x00", 10**5000, "🦄" * 100], ids=["long", "control", "digits", "emoji"]
)
def test_sentence_stays_one_short_line_whatever_came(value):
    for name in FIELDS:
        sentence = refusal(**{name: value})
        assert sentence.replace("\u202f", " ").isprintable()


# Choices and shape


@pytest.mark.parametrize(("name", "choice"), [(name, choice) for name, allowed in choices().items() for choice in allowed])
def test_every_choice_is_admitted(name, choice):
    assert getattr(Config(**{name: choice}), name) == choice


@pytest.mark.parametrize("name", choices())
@pytest.mark.parametrize("value", ["", "Sigmoid", " xor", None, 0, True, ["xor"], b"xor"])
def test_no_other_choice_is_admitted(name, value):
    assert refusal(**{name: value}).startswith(f"{name} must be one of ")


@pytest.mark.parametrize("value", [None, 0, 1, "yes", "True", np.int64(1)])
def test_train_biases_must_be_a_bool(value):
    assert refusal(train_biases=value).startswith("train_biases must be True or False")


def test_a_bool_of_numpy_becomes_a_plain_one():
    assert Config(train_biases=np.False_).train_biases is False


def test_every_field_has_a_label_of_its_own():
    assert LABELS.keys() == FIELDS.keys()
    assert len(set(LABELS.values())) == len(FIELDS)
    assert (LABELS["dataset"], LABELS["samples"], LABELS["hidden"]) == ("Data set", "Samples", "Hidden layers")


@pytest.mark.parametrize("hidden", [(), (1,), (MAX_UNITS,) * MAX_LAYERS, [3, 2], (np.int64(5),), np.array([3, 2])])
def test_hidden_within_its_limits_is_admitted_as_a_tuple_of_int(hidden):
    kept = Config(hidden=hidden).hidden
    assert kept == tuple(hidden) and type(kept) is tuple and all(type(units) is int for units in kept)


@pytest.mark.parametrize(
    "hidden",
    [(0,), (-1,), (MAX_UNITS + 1,), (1,) * (MAX_LAYERS + 1), (2.0,), (True,), ("4",), (None,), ((4,),), 4, "4,4", None],
)
def test_hidden_beyond_its_limits_is_refused(hidden):
    assert refusal(hidden=hidden).startswith("hidden must be at most 6 layers of 1 to 32 units, got ")


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("output", ACTIVATIONS)
def test_a_loss_takes_only_the_outputs_it_is_defined_for(loss, output):
    if LOSSES[loss].output_activation in (None, output):
        assert Config(loss=loss, output_activation=output).loss == loss
    else:
        assert refusal(loss=loss, output_activation=output) == (
            f"loss {loss} needs the output activation {LOSSES[loss].output_activation}, got {output}"
        )


def test_cross_entropy_is_for_sigmoid_outputs_only():
    assert LOSSES["cross_entropy"].output_activation == "sigmoid"


def test_fields_are_those_of_the_dataclass():
    assert list(FIELDS) == [field.name for field in fields(Config)]


@pytest.mark.parametrize(("name", "text"), [("learning_rate", "1000.0000000001"), ("momentum", "1.00000000000001"),
                                            ("stop_at_loss", "1000.000000000123"), ("seed", "4294967296")])
def test_a_refusal_shows_the_very_number_that_was_typed(name, text):
    with pytest.raises(ValueError, match=f"got {text}$"):
        LIMITS[name].read(text)
