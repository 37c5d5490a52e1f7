"""What varies between members is checked, and cut into chunks without loss."""

import re

import numpy as np
import pytest

from xorcore import Config, ConfigError, Dataset, train, train_many
from xorcore.many import train_many_steps
from xorcore.many.chunks import chunk_of_all, cut, group_width, halves
from xorcore.many.members import begin
from xorcore.parameters import flatten


def test_pieces_follow_each_other_without_gap_or_overlap():
    whole = chunk_of_all(Config(), range(10_007), None, None, {"learning_rate": np.linspace(0.1, 1, 10_007)})
    chunks = cut(whole, 4)
    assert np.concatenate([chunk.seeds for chunk in chunks]).tolist() == list(range(10_007))
    rates = np.concatenate([chunk.varied["learning_rate"] for chunk in chunks])
    np.testing.assert_array_equal(rates, whole.varied["learning_rate"])
    assert len(chunks[0].seeds) < len(chunks[3].seeds)


ENDED = {"the first": slice(1000), "the last": slice(3000, None), "every other one of the first": slice(0, 2000, 2)}


@pytest.mark.parametrize("ended", ENDED.values(), ids=ENDED)
def test_halves_have_as_many_left_to_train_whoever_has_ended(ended):
    chunk = chunk_of_all(Config(epochs=2), range(4000), None, None, {"learning_rate": np.linspace(0.1, 1, 4000)})
    members = begin(chunk)
    members.done[ended] = True
    (first, one), (second, other) = halves(chunk, members)
    assert np.concatenate([first.seeds, second.seeds]).tolist() == list(range(4000))
    assert np.concatenate([first.varied["learning_rate"], second.varied["learning_rate"]])[3999] == 1
    assert (~one.done).sum() == (~other.done).sum() == 1500
    assert len(one.loss) == len(first.seeds)


@pytest.mark.parametrize("config", [Config(dataset="own"), Config(dataset="moons")])
def test_the_samples_that_are_given_decide_the_layers(config):
    samples = Dataset(np.ones((3, 5)), [[0, 1], [1, 1], [1, 0]])
    assert chunk_of_all(config, 2, None, samples, {}).sizes == (5, 4, 4, 2)
    assert chunk_of_all(Config(dataset="moons"), 2, None, None, {}).sizes == (2, 4, 4, 1)


def test_a_short_chunk_is_not_halved():
    chunk = chunk_of_all(Config(), range(999), None, None, {})
    members = begin(chunk)
    assert halves(chunk, members) == [(chunk, members)]


REFUSED = [
    ({"learning_rate": [0.1, -1]}, "learning_rate must be > 0 and at most 1\u202f000, got -1.0"),
    ({"momentum": [0.1, np.nan]}, "momentum must be at least 0 and at most 1, got nan"),
    ({"seeds": [0, 2**32]},
     "seed must be a whole number, at least 0 and at most 4\u202f294\u202f967\u202f295, got 4294967296"),
    ({"seeds": [0.5]}, "seed must be a whole number, at least 0 and at most 4\u202f294\u202f967\u202f295, got 0.5"),
    ({"seeds": []}, "seed must be at least one number, got none"),
    ({"seeds": range(3), "l2": [0, 1]}, "what varies must have one length, got seeds 3, l2 2"),
    ({"learning_rate": [[0.1, 0.2]]}, "learning_rate must have the shape (S,) or (S, 3 layers), got (1, 2)"),
    ({"momentum": [[0.1, 0.2, 0.3]]}, "momentum must have the shape (S,), got (1, 3)"),
    ({"seeds": 0}, "a number of seeds must be a whole number, 1 to 1\u202f000\u202f000, got 0"),
    ({"seeds": 10.0}, "a number of seeds must be a whole number, 1 to 1\u202f000\u202f000, got 10.0"),
    ({"seeds": True}, "a number of seeds must be a whole number, 1 to 1\u202f000\u202f000, got True"),
    ({"seeds": 10**12}, "a number of seeds must be a whole number, 1 to 1\u202f000\u202f000, got 1000000000000"),
    ({"seeds": "1000"}, "seed must be numbers in a row, got ['1', '0', '0', '0']"),
    ({"seeds": [[0, 1]]}, "seed must be numbers in a row, got [[0, 1]]"),
    ({"learning_rate": "0.1"}, "learning_rate must be numbers, got '0.1'"),
    *(({"record": record}, f"epochs to record must be a list of whole numbers of at least 0, got {record}")
      for record in ([3, -1], 100, [0.5], [True])),
    ({"dtype": int}, "dtype must be np.float32 or np.float64, got int"),
    ({"criterion": "loss below"}, "criterion must be loss or running_loss, got loss below"),
    ({"parameters": [(np.zeros((2, 4)), np.zeros(4))]}, "start weights must fit the layers (2, 4, 4, 1), got (2, 4)"),
]


@pytest.mark.parametrize(("settings", "message"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_cannot_be_used_is_refused_in_a_sentence(settings, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        train_many_steps(Config(), **settings)


@pytest.mark.parametrize("seeds", [4, np.int64(4), range(4), [0, 1, 2, 3], np.arange(4), (n for n in range(4))])
def test_a_number_of_seeds_is_so_many_networks(seeds):
    assert chunk_of_all(Config(), seeds, None, None, {}).seeds.tolist() == [0, 1, 2, 3]


def test_own_data_must_be_given():
    with pytest.raises(ConfigError, match="needs its points"):
        train_many(Config(dataset="own"), range(3))


@pytest.mark.parametrize(("count", "seeds", "lengths"), [
    (1, 5000, [1000, 2000, 2000]), (4, 10_000, [1000, 2000, 2500, 2500, 2000]), (8, 999, [999]), (2, 1001, [1000, 1]),
    (100, 3000, [1000, 1000, 1000]),
])
def test_the_first_pieces_are_short_and_the_others_as_many_as_workers(monkeypatch, count, seeds, lengths):
    whole = chunk_of_all(Config(), seeds, None, None, {})._replace(width=4000)
    assert [len(chunk.seeds) for chunk in cut(whole, count)] == lengths


@pytest.mark.parametrize(("width", "lengths"), [(300, [300, 600, 600]), (500, [500, 1000])])
def test_a_piece_is_at_most_twice_what_is_trained_together(width, lengths):
    whole = chunk_of_all(Config(), 1500, None, None, {})._replace(width=width)
    assert [len(chunk.seeds) for chunk in cut(whole, 1)] == lengths


def test_start_weights_are_cut_with_their_members():
    W, b = np.arange(24.0).reshape(3, 2, 4), np.arange(12.0).reshape(3, 4)
    start = [(W, b), (np.zeros((3, 4, 4)), np.zeros((3, 4))), (np.zeros((3, 4, 1)), np.zeros((3, 1)))]
    whole = chunk_of_all(Config(), 3, start, None, {})
    assert whole.start.shape == (37, 3) and whole.start[:12, 1].tolist() == [*W[1].ravel(), *b[1]]
    (piece,) = cut(whole, 1)
    np.testing.assert_array_equal(piece.start, whole.start)


def test_one_network_s_start_weights_are_every_member_s():
    start = next(train(Config())).parameters
    whole = chunk_of_all(Config(), 2, start, None, {})
    assert whole.start.shape == (37, 2) and whole.start[:, 0].tolist() == whole.start[:, 1].tolist() == list(flatten(start))


@pytest.mark.parametrize(("config", "samples", "dtype", "width"), [
    (Config(), 4, np.float64, 5_000_000 // (8 * (4 * 23 + 37 * 5))), (Config(), 4, np.float32, 5_000_000 // (4 * 277)),
    (Config(), 200, np.float64, 5_000_000 // (8 * (200 * 23 + 37 * 5))), (Config(hidden=(32,) * 6), 2000, np.float64, 8),
    (Config(optimizer="adam"), 4, np.float64, 5_000_000 // (8 * (4 * 23 + 37 * 8))),
    (Config(hidden=()), 4, np.float64, 37_000 // 8), (Config(hidden=()), 4, np.float32, 37_000 // 4),
])
def test_as_many_are_trained_together_as_fit_the_cache(config, samples, dtype, width):
    """Of 4-4-1 a and delta of 9 units, the slopes of 4 and the error, 23 numbers a sample; of the 37 parameters w, the
    gradient, w before and one more, and what the rule remembers."""
    assert group_width(config, (2, *config.hidden, 1), samples, dtype) == width


def test_a_single_value_is_a_setting_of_all_and_a_list_varies():
    whole = chunk_of_all(Config(), 2, None, None, {"learning_rate": 0.5, "momentum": [0.25, 0.75], "l2": None})
    assert whole.config == Config(learning_rate=0.5) and list(whole.varied) == ["momentum"]


@pytest.mark.parametrize(("config", "seeds", "shared"), [
    (Config(), [0, 1], True), (Config(dataset="moons"), [0, 1], False), (Config(dataset="moons"), None, True),
])
def test_samples_are_shared_where_no_seed_draws_its_own(config, seeds, shared):
    assert (chunk_of_all(config, seeds, None, None, {}).dataset is not None) is shared


@pytest.mark.parametrize("parts", [
    [(np.zeros((0, 2, 4)), np.zeros((0, 4)))], [(np.zeros((2, 2, 4)), np.zeros((3, 4)))],
    [(np.zeros((2, 2, 4)), np.zeros(()))],
], ids=["none", "two and three", "a number"])
def test_start_weights_of_several_networks_are_of_one_number_of_them(parts):
    with pytest.raises(ValueError, match=r"^start weights of S networks must be W \(S, fan_in, fan_out\), b "):
        chunk_of_all(Config(), None, parts, None, {})


@pytest.mark.parametrize("dtype", ["float", "x" * 50])
def test_a_dtype_that_is_none_is_shown(dtype):
    with pytest.raises(ValueError, match=f"got {repr(dtype)[:40]}$"):
        chunk_of_all(Config(), None, None, None, {}, dtype=dtype)


def test_epochs_to_record_are_kept_once_and_in_their_order():
    assert chunk_of_all(Config(), None, None, None, {}, record=[7, 0, 7, 3]).record.tolist() == [0, 3, 7]
