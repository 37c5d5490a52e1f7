"""A Config survives its link, and what a link gets wrong is refused field by field."""

import random
from dataclasses import replace

import pytest

from xorcore import LIMITS, LOSSES, Config, ConfigError
from xorcore.config import FIELDS, LABELS, MAX_LAYERS, MAX_UNITS, choices, number_of, stays, worded


def random_config(rng: random.Random) -> Config:
    settings = {name: rng.choice(allowed) for name, allowed in choices().items()}
    settings["output_activation"] = LOSSES[settings["loss"]].output_activation or settings["output_activation"]
    for name, limits in LIMITS.items():
        if limits.whole:
            settings[name] = rng.randint(limits.low, limits.high)
        else:
            settings[name] = rng.choice([limits.high * (1 - rng.random()), limits.high, 10 ** -rng.uniform(1, 300)])
    settings["stop_at_loss"] = rng.choice([None, settings["stop_at_loss"]])
    settings["hidden"] = [rng.randint(1, MAX_UNITS) for _ in range(rng.randint(0, MAX_LAYERS))]
    settings["train_biases"] = rng.random() < 0.5
    return Config(**settings)


@pytest.mark.parametrize("seed", range(200))
def test_link_gives_the_same_config_back(seed):
    config = random_config(random.Random(seed))
    link = config.to_link()
    assert all(isinstance(part, str) for entry in link.items() for part in entry)
    assert Config.from_link(link) == (config, [])


@pytest.mark.parametrize("name", FIELDS)
def test_link_carries_every_field_alone(name):
    """Each field changed by itself, so that none of them can hide behind another."""
    rng, config = random.Random(0), Config()
    while getattr(config, name) == FIELDS[name].default:
        value = getattr(random_config(rng), name)
        config = replace(Config(), **{name: value})
    assert set(config.to_link()) == {name}
    assert Config.from_link(config.to_link()) == (config, [])


def test_link_of_the_lab_is_empty():
    assert Config().to_link() == {}
    assert Config.from_link({}) == (Config(), [])


def test_link_is_short():
    assert max(len(text) for seed in range(50) for text in random_config(random.Random(seed)).to_link().values()) <= 40


def test_link_takes_a_list_of_one():
    assert Config.from_link({"epochs": ["7"]}) == (Config(epochs=7), [])


def test_link_order_does_not_matter():
    link = {"loss": "cross_entropy", "output_activation": "sigmoid", "seed": "3", "hidden": "2"}
    backwards = dict(reversed(link.items()))
    assert Config.from_link(link) == Config.from_link(backwards)


BAD_LINKS = [
    ("learning_rate", text) for text in ("nan", "inf", "-inf", "-1", "0", "1e400", "abc", "", "1,000", "1_0", "\u0665")
] + [
    ("epochs", text) for text in ("1e12", "-3", "1.5", "9" * 5000, "0", "", "abc", "30.000", "1_0")
] + [
    ("hidden", text) for text in ("0", "8,,8", ",".join(["4"] * 1000), "33", "4,x", "4.5", "2-4-1", "9" * 5000, ",")
] + [
    ("seed", "-1"), ("samples", "3"), ("noise", "nan"), ("test_share", "1"), ("momentum", "2"), ("batch_size", "-1"),
    ("l2", "1e999"), ("stop_at_loss", "0"), ("init_scale", "0"), ("dataset", "XOR"), ("optimizer", "sgd"),
    ("train_biases", "maybe"), ("train_biases", ""), ("loss", "\n"), ("reduction", "🦄"), ("init", "x" * 10_000),
    ("epochs", ["5", "6"]), ("hidden", ["4", "4"]), ("learning_rate", ["0.1", "0.1", "0.1"]), ("dataset", ["xor", "xor"]),
    ("epochs", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), BAD_LINKS, ids=lambda part: str(part)[:24])
def test_link_is_refused_field_by_field_and_keeps_the_default(name, text):
    good = {"momentum": "0.25"} if name != "momentum" else {"noise": "0.25"}
    config, refused = Config.from_link({name: text, **good})
    assert config == Config(**{field: float(value) for field, value in good.items()})
    [sentence] = refused
    kept = {"hidden": "4, 4", "stop_at_loss": "none", "train_biases": "yes"}.get(name, str(FIELDS[name].default))
    assert sentence.startswith(f"“{LABELS[name]}” ") and sentence.endswith(f"; it stays {kept}.")
    assert sentence.replace("\u202f", " ").isprintable() and len(sentence) < 250


@pytest.mark.parametrize("key", ["learningrate", "🦄", "", "x" * 5000, "a\nb", "__class__", "from_link", "\u202e"])
def test_link_entries_without_a_setting_are_named_and_ignored(key):
    config, refused = Config.from_link({key: "1", "seed": "2"})
    assert config == Config(seed=2)
    [sentence] = refused
    assert sentence.startswith("There is no setting called ") and sentence.endswith(", so it is ignored.")
    assert sentence.replace("\u202f", " ").isprintable() and len(sentence) < 250


def test_every_bad_entry_has_its_own_sentence():
    config, refused = Config.from_link({"seed": "x", "epochs": "5", "momentum": "9", "what": "1"})
    assert config == Config(epochs=5)
    assert [sentence.split()[0] for sentence in refused] == ["“Momentum”", "“Seed”", "There"]


def test_link_refuses_the_loss_that_its_output_does_not_fit():
    config, refused = Config.from_link({"loss": "cross_entropy", "output_activation": "tanh"})
    assert config == Config(output_activation="tanh")
    assert refused == ["“Loss” cross_entropy needs the output activation sigmoid, got tanh; it stays half_squared_error."]


@pytest.mark.parametrize(("name", "text", "value"), [
    ("learning_rate", "0,5", 0.5), ("noise", " 1e-3 ", 0.001), ("epochs", "1e3", 1000),
    *[("hidden", text, (4, 3)) for text in (
        "4,3", "4, 3", "4 3", "4;3", "4; 3", "[4, 3]", "(4,3)", "[4 3]", "4\t3", "4.0,3")],
    ("hidden", "(4,)", (4,)), ("hidden", "[]", ()), ("hidden", "()", ()),
    ("stop_at_loss", "None", None), ("stop_at_loss", " none ", None), ("stop_at_loss", "0,5", 0.5),
    ("hidden", "[12,7]", (12, 7)),
    *[("train_biases", text, True) for text in ("yes", "Yes", "true", "True", "TRUE", "1", "on")],
    *[("train_biases", text, False) for text in ("no", "No", "false", "False", "0", "off", " no ")],
])
def test_what_people_write_is_taken(name, text, value):
    config, refused = Config.from_link({name: text})
    assert (getattr(config, name), refused) == (value, [])


def test_the_refusal_of_yes_or_no_says_yes_or_no():
    assert Config.from_link({"train_biases": "perhaps"})[1] == [
        "“Train biases” must be yes or no, got “perhaps”; it stays yes."]


def test_a_setting_that_another_one_forbids_is_the_one_that_stays():
    error = refused_change(Config(loss="cross_entropy"), output_activation="tanh")
    assert stays(error, "output_activation", Config(loss="cross_entropy")) == (
        "“Loss” cross_entropy needs the output activation sigmoid, got tanh; “Output activation” stays sigmoid.")


def refused_change(config, **settings):
    with pytest.raises(ConfigError) as refusal:
        replace(config, **settings)
    return refusal.value


@pytest.mark.parametrize("text", ["", "none", " none ", "None"])
def test_link_writes_no_hidden_layer_as_none_or_nothing(text):
    assert Config.from_link({"hidden": text}) == (Config(hidden=()), [])


@pytest.mark.parametrize(("settings", "link"), [
    ({"train_biases": False}, {"train_biases": "no"}), ({"hidden": ()}, {"hidden": "none"}),
    ({"hidden": (5,)}, {"hidden": "5"}),
    ({"hidden": (5, 3)}, {"hidden": "5,3"}), ({"stop_at_loss": 0.1}, {"stop_at_loss": "0.1"}), ({"seed": 7}, {"seed": "7"}),
    ({"learning_rate": 2}, {"learning_rate": "2.0"}), ({"dataset": "moons"}, {"dataset": "moons"}),
])
def test_a_link_says_values_as_people_write_them(settings, link):
    assert Config(**settings).to_link() == link


@pytest.mark.parametrize(("given", "sentence"), [
    (["5", "6"], "“Epochs” is given 2 times; it stays 30000."), ([], "“Epochs” is given 0 times; it stays 30000."),
    ("x" * 41, "“Epochs” must be a whole number, at least 1 and at most 1\u202f000\u202f000: “xxxxxxxxxxxxxxxxxxxx…” is "
     "not a number; it stays 30000."),
])
def test_a_refusal_says_what_came_and_what_stays(given, sentence):
    assert Config.from_link({"epochs": given})[1] == [sentence]


@pytest.mark.parametrize(("key", "shown"), [("x" * 40, "x" * 40), ("x" * 41, "x" * 30 + "… (41 characters)"), (" ", "' '")])
def test_a_long_name_is_cut(key, shown):
    assert Config.from_link({key: "1"})[1] == [f"There is no setting called {shown}, so it is ignored."]


def test_what_is_no_setting_is_refused_by_name():
    with pytest.raises(ValueError, match="^a setting must be one of samples, noise, .*, got rate$"):
        number_of("rate", "1")
    with pytest.raises(ValueError, match="^a setting must be one of dataset, samples, .*, got rate$"):
        stays(ConfigError("seed", "must be 1"), "rate", Config())


def test_another_error_is_worded_as_it_is():
    assert worded(ValueError("no samples")) == "no samples"
    assert worded(ConfigError("l2", "must be 1")) == "“L2” must be 1"
    assert worded(ConfigError("cells", "must be 1")) == "“cells” must be 1"


def test_an_empty_value_is_named_so():
    """"got a layer of " would end in nothing."""
    for link in ({"hidden": "8,,8"}, {"epochs": ""}, {"": "1"}):
        [sentence] = Config.from_link(link)[1]
        assert "  " not in sentence and " ;" not in sentence and " ," not in sentence
