import pytest

from app.run.link import left_out, read_link, unlike, write_link
from app.run.own_points import read_points
from app.server.run import new_run
from xorcore import Change, Config


def entries(link):
    return {key: [value] for key, value in link.items()}


def brought_back(run):
    wanted, refused = read_link(entries(write_link(run)))
    assert refused == []
    return wanted


def test_the_lab_needs_no_link():
    assert write_link(new_run(Config())) == {}


def test_a_link_brings_every_setting_back():
    config = Config(dataset="moons", samples=50, noise=0.2, test_share=0.25, hidden=(3,), hidden_activation="tanh",
                    loss="cross_entropy", reduction="mean", l2=0.001, optimizer="adam", learning_rate=1 / 3, momentum=0.1,
                    epochs=77, batch_size=7, sample_order="shuffled", stop_at_loss=1e-5, init="he", init_scale=0.7,
                    train_biases=False, seed=9)
    assert brought_back(new_run(config)).config == config


def test_a_link_brings_changes_back_and_the_run_with_them():
    run = new_run(Config(epochs=100))
    run.train_for(1e6, 40)
    run.change(learning_rate=0.7 / 3, momentum=1 / 7)
    run.train_for(1e6, 1000)
    again = new_run(*brought_back(run))
    assert write_link(again) == write_link(run)
    again.train_for(1e6, 1000)
    assert again.last.number == 100
    assert again.last.vector.tobytes() == run.last.vector.tobytes()


def test_a_link_brings_own_points_back():
    dataset = read_points("0,0,0\n0.123456789012345,1,1\n1,0,1").dataset
    wanted = brought_back(new_run(Config(dataset="own"), dataset))
    assert wanted.dataset.inputs.tolist() == dataset.inputs.tolist()
    assert wanted.dataset.targets.tolist() == dataset.targets.tolist()


def test_too_many_own_points_are_left_out_of_a_link():
    many = read_points("\n".join(f"{i},{i / 7},{i % 2}" for i in range(500))).dataset
    assert "points" not in write_link(new_run(Config(dataset="own"), many))


@pytest.mark.parametrize(("link", "reason"), [
    ({"points": "1,2", "dataset": "own"}, "1 has 2 columns"),
    ({"dataset": "own"}, "no points"),
    ({"points": "0,0,0;1,1,1"}, "The points of the link are not used: its data set is xor, not own"),
    ({"changes": "10:momentum:1,000"}, "can mean 1000 or 1.000"),
    ({"changes": "10:momentum:0.1:7"}, "expected epoch:learning_rate:value"),
    ({"changes": "x"}, "expected epoch:learning_rate:value"),
    ({"changes": "10:epochs:5"}, "expected epoch:learning_rate:value"),
    ({"changes": "10:momentum:nan"}, "“Momentum” must be"),
    ({"changes": "10:learning_rate:abc"}, "“abc” is not a number"),
    ({"changes": "9" * 5000 + ":learning_rate:1"}, "expected epoch"),
    ({"changes": ";".join(["1:momentum:0.1"] * 1000)}, "at most 100"),
    ({"seed": "-1"}, "“Seed” must be"),
    ({"\N{PARTY POPPER}": "1"}, "no setting called"),
])
def test_what_a_link_gets_wrong_is_refused_and_the_rest_kept(link, reason):
    wanted, refused = read_link(entries({"epochs": "123", **link}))
    assert any(reason in sentence for sentence in refused)
    assert all("\n" not in sentence and len(sentence) < 250 for sentence in refused)
    assert wanted.config == Config(epochs=123)
    assert wanted.dataset is None
    assert wanted.changes == ()


def test_points_without_their_dataset_are_not_used():
    assert read_link({"points": ["0,0,0;1,1,1"]})[0].dataset is None


def test_changes_come_back_as_changes():
    wanted, _ = read_link({"changes": ["10:learning_rate:0.5;20:momentum:0.9"]})
    assert wanted.changes == (Change(10, "learning_rate", 0.5), Change(20, "momentum", 0.9))


def given_weights(run):
    return [(W + 1 / 3, b - 1 / 7) for W, b in run.last.parameters]


def test_a_link_brings_given_start_weights_back_to_the_bit():
    parameters = given_weights(new_run(Config()))
    run = new_run(Config(), parameters=parameters)
    again = new_run(*brought_back(run))
    assert again.last.vector.tobytes() == run.last.vector.tobytes()
    assert again.parameters is not None


def test_start_weights_that_are_too_many_are_left_out_and_said():
    start = new_run(Config(hidden=(32, 32)))
    run = new_run(start.config, parameters=given_weights(start))
    assert "weights" not in write_link(run)
    assert left_out(run) == ["start weights"]
    assert left_out(start) == []


@pytest.mark.parametrize(("weights", "reason"), [
    ("1,2", "37 weights and biases, got 2"),
    (",".join(["nan"] * 37), "“nan” is not a number: only finite"),
    (",".join(["1e400"] * 37), "“1e400” is beyond the largest"),
    (",".join(["1.1e7"] * 37), "must be between -1\u202f000\u202f000 and 1\u202f000\u202f000, got “1.1e7”"),
    (",".join(["-1.1e7"] * 37), "must be between -1\u202f000\u202f000 and 1\u202f000\u202f000, got “-1.1e7”"),
    (",".join(["x"] * 37), "“x” is not a number"),
    ("1" * 5000, "got 1"),
    (",".join(["9" * 5000] * 37), "has 5\u202f000 characters"),
])
def test_start_weights_of_a_link_that_cannot_be_used_are_refused_in_one_sentence(weights, reason):
    wanted, refused = read_link({"weights": [weights]})
    assert len(refused) == 1
    assert reason in refused[0]
    assert len(refused[0]) < 250
    assert wanted.parameters is None


@pytest.mark.parametrize("key", ["points", "weights", "changes", "seed"])
def test_what_is_given_twice_is_refused_in_one_sentence(key):
    _, refused = read_link({key: ["1", "2"]})
    assert len(refused) == 1
    assert "is given 2 times" in refused[0]


BIPOLAR = {"dataset": ["own"], "points": ["1,1,-1;1,-1,1;-1,1,1;-1,-1,-1"]}


def test_bipolar_points_come_back_where_the_output_reaches_them():
    wanted, refused = read_link({**BIPOLAR, "output_activation": ["tanh"]})
    assert (wanted.dataset.targets.ravel().tolist(), refused) == ([-1, 1, 1, -1], [])


def test_a_link_says_what_became_of_points():
    wanted, refused = read_link(BIPOLAR)
    assert wanted.dataset.targets.ravel().tolist() == [0, 1, 1, 0]
    (sentence,) = refused
    assert "-1 became 0 and 1 became 1" in sentence


STAYS = "which stays as it is; without “run” the link makes a new one."


@pytest.mark.parametrize(("link", "words"), [
    ({}, None), ({"seed": ["5"]}, None), ({"train_biases": ["True"]}, None), ({"changes": ["1:momentum:0.1"]}, None),
    ({"seed": ["6"]}, "“seed” of the link is not"), ({"seed": ["x"]}, "“seed” of the link is not"),
    ({"seed": ["6"], "epochs": ["7"]}, "“seed”, “epochs” of the link are not"),
    ({"weights": ["1,2"]}, "“weights” of the link is not"), ({"seed": ["5", "5"]}, "“seed” of the link is not"),
])
def test_a_link_that_names_a_run_and_says_other_settings_is_told(link, words):
    said = unlike(new_run(Config(seed=5)), link)
    assert said == ([f"{words} as in the kept run that it names, {STAYS}"] if words else [])


def test_own_points_stand_on_one_line_of_a_link():
    run = new_run(Config(dataset="own"), read_points("0,0,0\n1,0,1").dataset)
    assert write_link(run)["points"].count(";") == 1 and "\n" not in write_link(run)["points"]
    assert unlike(run, {key: [text] for key, text in write_link(run).items()}) == []


def test_own_points_that_are_too_long_take_their_data_set_along():
    many = read_points("\n".join(f"{i},{i / 7},{i % 2}" for i in range(500))).dataset
    run = new_run(Config(dataset="own", seed=3), many)
    assert (write_link(run), left_out(run)) == ({"seed": "3"}, ["own points"])
