"""Outcomes: the same bits however the members are cut and wherever they are trained; partial ones lead to the whole."""

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from xorcore import Config, train, train_many
from xorcore.many import train_many_steps
from xorcore.many.chunks import chunk_of_all, cut
from xorcore.many.training import train_in_chunks


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("settings", [
    {}, {"hidden": (3,), "hidden_activation": "tanh"}, {"dataset": "noisy_xor", "samples": 7},
    {"dataset": "moons", "samples": 400}, {"hidden": (3, 1), "dataset": "circle", "samples": 700, "batch_size": 350},
    {"loss": "cross_entropy", "l2": 0.01, "optimizer": "adam", "batch_size": 3, "sample_order": "shuffled"},
], ids=str)  # fmt: skip
def test_a_member_has_the_same_bits_whoever_is_with_it(settings, dtype):
    config = Config(epochs=40, **settings)
    whole = train_many(config, range(60), dtype=dtype)
    for begin, end in [(0, 1), (7, 8), (3, 5), (10, 27), (1, 60)]:
        part = train_many(config, range(begin, end), dtype=dtype)
        assert part.loss.tobytes() == whole.loss[begin:end].tobytes()
        for (W, b), (V, c) in zip(part.parameters, whole.parameters, strict=True):
            assert W.tobytes() == V[begin:end].tobytes()
            assert b.tobytes() == c[begin:end].tobytes()


def outcome_bytes(outcome):
    return [array.tobytes() for array in (outcome.epochs, outcome.loss, outcome.losses, outcome.trained, outcome.diverged)]


def test_a_chunk_that_is_halved_on_its_way_goes_on_to_the_same_bits(monkeypatch):
    config = Config(optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=60, stop_at_loss=0.4, dataset="noisy_xor",
                    samples=6, batch_size=2, sample_order="shuffled")  # fmt: skip
    chunk = chunk_of_all(config, range(40), None, None, {"l2": np.linspace(0, 0.01, 40)}, record=range(0, 60, 7))
    monkeypatch.setattr("xorcore.many.chunks.SHORTEST_CHUNK", 4)
    monkeypatch.setattr("xorcore.many.training.slice_seconds", lambda executor: 0)
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(8) as many:
        (*_, whole), (*_, halved) = train_in_chunks(chunk, one), train_in_chunks(chunk, many)
    assert len(whole.chunks) == len(cut(chunk, 1))
    assert len(halved.chunks) > len(cut(chunk, 8))
    assert outcome_bytes(halved) == outcome_bytes(whole)


def test_ended_members_are_trained_no_further():
    config = Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=500, stop_at_loss=0.02)
    outcome = train_many(config, range(50))
    solved = outcome.epochs >= 0
    assert solved.any()
    assert (outcome.trained[solved] == outcome.epochs[solved]).all()
    assert (outcome.loss[solved] < 0.02).all()
    assert (outcome.trained[~solved] == 500).all()


def test_an_ended_member_keeps_its_last_loss_in_the_record():
    config = Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=500, stop_at_loss=0.02)
    outcome = train_many(config, range(20), record=[0, 500, 3, 3])
    assert outcome.losses.shape == (3, 20)
    assert outcome.losses[2].tobytes() == outcome.loss.tobytes()
    assert outcome.losses[1].tolist() == pytest.approx([list(train(replace(config, seed=s)))[3].loss for s in range(20)])


def test_partial_outcomes_lead_to_the_complete_one_and_never_change():
    steps = train_many_steps(Config(epochs=2000, hidden=(2,)), range(1200))
    kept = [(outcome, outcome.loss.tobytes(), outcome.progress) for outcome in steps]
    progress = [share for *_, share in kept]
    assert progress == sorted(progress) and progress[0] < 1 == progress[-1]
    assert all(outcome.loss.tobytes() == loss for outcome, loss, _ in kept)
    first = kept[0][0]
    assert np.array_equal(np.isnan(first.loss), first.trained == 0)
    assert np.isnan(first.parameters[0][0][np.isnan(first.loss)]).all()


def test_closing_the_iterator_ends_the_work():
    with ThreadPoolExecutor(1) as threads:
        steps = train_many_steps(Config(epochs=1_000_000), range(2000), executor=threads)
        next(steps)
        steps.close()
        assert threads.submit(int).result(timeout=5) == 0  # the thread is free long before a million epochs


def test_any_executor_gives_the_same_bits():
    config = Config(epochs=100, stop_at_loss=0.4)
    with ThreadPoolExecutor(1) as threads:
        one = train_many(config, range(700), executor=threads)
    assert outcome_bytes(one) == outcome_bytes(train_many(config, range(700)))


def test_an_outcome_holds_no_live_buffers():
    outcome = train_many(Config(epochs=5), range(4))
    before = outcome.loss
    outcome.loss[:] = 0
    outcome.parameters[0][0][:] = 0
    assert outcome.loss.tobytes() == before.tobytes()
    assert outcome.parameters[0][0].any()


class AtOnce(Executor):
    """Two workers, whose slices take as long as they need and end before they are waited for."""

    _max_workers = 2

    def __init__(self):
        self.handed = 0

    def submit(self, advance, chunk, members, seconds):
        self.handed += 1
        future = Future()
        future.set_result(advance(chunk, members, np.inf))
        return future


def test_two_slices_are_handed_out_for_each_worker():
    executor = AtOnce()
    steps = train_many_steps(Config(epochs=1), 20_000, executor=executor)
    first = next(steps)
    assert executor.handed == 4 < len(first.chunks)
    assert first.done.sum() == sum(len(chunk.seeds) for chunk in first.chunks[:4])
    *_, last = steps
    assert last.done.all() and executor.handed == len(last.chunks)
