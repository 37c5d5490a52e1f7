import json

import numpy as np
import pytest

from app.server.commands import KINDS
from app.server.run import new_run
from app.train.live_view.frame import frame, scene
from tests.helpers.decoding import decode, messages_of
from xorcore import ACTIVATIONS, Config, Dataset, loss_and_gradient, predict
from xorcore.book import true_minus
from xorcore.parameters import flatten

MOST_BYTES = 30_000
LARGEST = Config(dataset="moons", samples=2000, hidden=(32,) * 6, epochs=2000, test_share=0.3)


def trained(config, epochs):
    run = new_run(config)
    run.train_for(1e6, epochs)
    return run


@pytest.fixture(scope="module")
def lab():
    return trained(Config(), 500)


def test_all_numbers_of_a_frame_belong_to_the_shown_epoch(lab):
    lab.show(321)
    epoch = lab.history.epoch_at(321)
    header, sections = decode(frame(lab, "gradient"))
    lab.show(500)
    assert (header["epoch"], header["last"], header["loss"]) == (321, 500, epoch.loss)
    loss, gradient = loss_and_gradient(lab.config, epoch.parameters, lab.dataset)
    assert loss == pytest.approx(epoch.loss, rel=1e-15)
    assert np.array_equal(sections["weights"], epoch.vector.astype(np.float32))
    assert np.array_equal(sections["shown"], flatten(gradient).astype(np.float32))


def test_the_change_is_the_difference_to_the_epoch_before(lab):
    _, sections = decode(frame(lab, "change"))
    change = lab.last.vector - lab.history.epoch_at(499).vector
    assert np.array_equal(sections["shown"], change.astype(np.float32))


def test_nothing_has_changed_at_epoch_0():
    assert not decode(frame(new_run(Config()), "change"))[1]["shown"].any()


@pytest.mark.parametrize("output", ACTIVATIONS)
def test_the_surface_is_what_the_network_answers(output):
    run = trained(Config(output_activation=output), 3)
    header, sections = decode(frame(run))
    side, low, high = (header["surface"][name] for name in ("side", "low", "high"))
    x1, x2 = np.meshgrid(np.linspace(*run.plane[:2], side), np.linspace(*run.plane[2:], side))
    answers = predict(run.config, run.last.parameters, np.stack([x1.ravel(), x2.ravel()], axis=1)).ravel()
    shown = low + sections["surface"] / 255 * (high - low)
    assert np.abs(shown - answers).max() <= (high - low) / 255 / 2 + 1e-5


def test_there_is_a_thumbnail_for_every_neuron(lab):
    header, sections = decode(frame(lab))
    assert sections["thumbnails"].size == 9 * header["thumbnail_side"] ** 2


@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_a_hidden_thumbnail_is_its_neuron_on_the_range_of_the_activation_or_on_its_own_largest(hidden):
    run = trained(Config(hidden_activation=hidden, hidden=(3,)), 3)
    header, sections = decode(frame(run))
    side, activation, (W, b) = header["thumbnail_side"], ACTIVATIONS[hidden], run.last.parameters[0]
    shown = sections["thumbnails"].reshape(-1, side, side)[:3] / 255
    x1, x2 = np.meshgrid(np.linspace(*run.plane[:2], 100)[2::5], np.linspace(*run.plane[2:], 100)[2::5])
    values = activation(np.stack([x1, x2], axis=-1) @ W + b).transpose(2, 0, 1)
    largest = np.abs(values).max(axis=(1, 2), keepdims=True)
    low, high = (activation.low, activation.high) if np.isfinite(activation.high) else (-largest, largest)
    assert np.abs(low + shown * (high - low) - values).max() <= np.max(high - low) / 255 / 2 + 1e-4


def test_the_output_thumbnail_is_the_surface_on_the_scale_of_0_to_1(lab):
    header, sections = decode(frame(lab))
    side = header["thumbnail_side"]
    last = sections["thumbnails"].reshape(-1, side, side)[-1] / 255
    x1 = np.linspace(*lab.plane[:2], 100)[2::5]
    x2 = np.full(20, np.linspace(*lab.plane[2:], 100)[2])
    answers = predict(lab.config, lab.last.parameters, np.stack([x1, x2], axis=1))
    assert np.abs(last[0] - answers.ravel()).max() < 0.5 / 255 + 1e-5


BIPOLAR = Dataset([[-1, -1], [-1, 1], [1, -1], [1, 1]], [-1, 1, 1, -1])


def test_the_pictures_of_bipolar_targets_have_their_scale():
    run = new_run(Config(dataset="own", output_activation="tanh"), BIPOLAR)
    assert decode(scene(run))[0]["scale"] == [-1, 1]
    header, sections = decode(frame(run))
    side = header["thumbnail_side"]
    last = 2 * sections["thumbnails"].reshape(-1, side, side)[-1] / 255 - 1
    x1, x2 = np.linspace(*run.plane[:2], 100)[2::5], np.full(20, np.linspace(*run.plane[2:], 100)[2])
    answers = predict(run.config, run.last.parameters, np.stack([x1, x2], axis=1))
    assert np.abs(last[0] - answers.ravel()).max() < 1 / 255 + 1e-5


def test_the_scale_of_zero_and_one_is_that(lab):
    assert decode(scene(lab))[0]["scale"] == [0, 1]


def test_losses_of_a_window_are_those_of_the_history(lab):
    header, sections = decode(frame(lab, window=(100, 200)))
    assert header["window"] == [100, 200]
    assert np.array_equal(sections["loss_epochs"], np.arange(100, 201))
    assert np.array_equal(sections["losses"], lab.history.losses[100:201].astype(np.float32))


@pytest.mark.parametrize("window", [(400, 100), (9000, 9999), (-5, 9999), (7, 7)])
def test_a_window_outside_the_run_shows_what_there_is(lab, window):
    assert decode(frame(lab, window=window))[0]["window"] == [0, 500]


def test_a_test_set_brings_its_own_curve():
    run = trained(Config(dataset="moons", test_share=0.3, hidden=(3,), epochs=50), 50)
    _, sections = decode(frame(run))
    assert np.array_equal(sections["test_losses"], run.history.test_losses.astype(np.float32))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("config", [Config(), LARGEST, Config(hidden=()), Config(hidden=(16, 16), epochs=10**6)],
                         ids=["lab", "largest", "no hidden layer", "two layers of 16"])
def test_a_frame_is_at_most_30_kB(config, kind):
    run = trained(config, 2)
    assert len(frame(run, kind)) <= MOST_BYTES


def test_a_long_run_keeps_the_frame_small(lab):
    run = trained(Config(epochs=3000), 3000)
    assert len(frame(run)) <= MOST_BYTES


def test_many_weights_are_rounded_by_less_than_half_a_percent_of_the_largest():
    run = trained(LARGEST, 1)
    _, sections = decode(frame(run))
    assert np.abs(sections["weights"] - run.last.vector).max() <= np.abs(run.last.vector).max() / 127 / 2 * 1.0001


def test_messages_travel_one_behind_the_other(lab):
    messages = [scene(lab), *(frame(lab, kind) for kind in KINDS)]
    assert messages_of(b"".join(messages)) == messages


def test_what_stands_above_the_pictures_is_of_the_same_epoch(lab):
    lab.show(321)
    header, sections = decode(frame(lab))
    epoch = lab.history.epoch_at(321)
    lab.show(500)
    assert [value for _, value, _ in header["figures"][:2]] == ["321", true_minus(f"{epoch.loss:#.4g}")]
    assert "Looking back at epoch 321" in header["status"]
    answers = predict(lab.config, epoch.parameters, lab.dataset.inputs)[:, 0]
    assert np.array_equal(sections["answers"], answers.astype(np.float32))


def test_the_answers_at_many_samples_are_left_to_the_table():
    assert not decode(frame(new_run(Config(dataset="moons", samples=9))))[1]["answers"].size


def test_changes_made_while_training_are_named():
    run = trained(Config(), 10)
    run.change(learning_rate=0.25)
    assert decode(frame(run))[0]["changes"] == [[10, "Learning rate 0.25"]]


def test_a_scene_holds_training_samples_and_then_test_samples():
    run = new_run(Config(dataset="circle", samples=40, test_share=0.25))
    header, sections = decode(scene(run))
    assert header["run"] == run.number
    assert tuple(header["plane"]) == run.plane
    assert np.array_equal(sections["test"], [0] * 30 + [1] * 10)
    assert np.array_equal(sections["x"][:30], run.dataset.inputs[:, 0].astype(np.float32))
    assert np.array_equal(sections["target"][30:], run.dataset.test_targets[:, 0])


FAR_BEYOND = [(2, 32, 32, 32, 32, 32, 32, 1), (2, 4, 4, 1), (2, 1)]


def refuse_constant(name):
    raise AssertionError(f"{name} is not JSON")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sizes", FAR_BEYOND)
@pytest.mark.parametrize("output", ACTIVATIONS)
def test_every_number_that_a_run_can_reach_arrives(sizes, output, kind):
    """Start weights of a million through linear layers: up to 1e46, which float32 does not hold. Warnings are errors."""
    rng = np.random.default_rng(0)
    start = [(rng.choice([-1e6, 1e6], size=shape), np.zeros(shape[1])) for shape in zip(sizes, sizes[1:], strict=False)]
    run = new_run(Config(hidden=sizes[1:-1], hidden_activation="linear", output_activation=output), parameters=start)
    for _ in range(2):
        message = frame(run, kind)
        assert len(message) <= MOST_BYTES
        json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")], parse_constant=refuse_constant)
        header, sections = decode(message)
        assert header["loss"] == run.shown.loss
        assert all(np.isfinite(values).all() for values in sections.values())
        largest = {"weights": run.shown.vector, "gradient": flatten(loss_and_gradient(run.config, run.shown.parameters,
                                                                                    run.dataset)[1])}.get(kind)
        if largest is not None:
            assert np.abs(sections["shown"]).max() == pytest.approx(np.abs(largest).max(), rel=1e-6)
        answers = predict(run.config, run.shown.parameters, [[run.plane[0], run.plane[2]], [run.plane[1], run.plane[3]]])
        assert header["surface"]["low"] <= answers.min() + 1e-4 * abs(answers.min())
        run.train_for(1e6, 1)


def test_losses_that_float32_does_not_hold_arrive():
    run = new_run(Config(epochs=700))
    run.history._losses._array[:1], run.history._losses._count = 1e300, 1
    for loss in np.geomspace(1e300, 1e-300, 700):
        run.history._losses.append(loss)
    sections = decode(frame(run, window=(0, 700)))[1]
    assert sections["losses"].max() == 1e300


def test_the_change_of_the_last_epoch_is_not_trained_again(monkeypatch):
    run = trained(LARGEST, 2)
    before = run.history.epoch_at(1).vector
    monkeypatch.setattr(type(run.history), "trainer_at", None)
    _, sections = decode(frame(run, "change"))
    change = run.last.vector - before
    assert np.abs(sections["shown"] - change).max() <= np.abs(change).max() / 127
