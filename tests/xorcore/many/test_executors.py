"""The chunks of many networks can leave this machine: a Dask cluster gives the same bits, also when a worker is lost."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from xorcore import Config, train_many
from xorcore.many import Axis, train_many_steps, train_map
from xorcore.many.executors import SCHEDULER, default_executor, slice_seconds, workers

ROOT = Path(__file__).parents[3]


def test_threads_are_the_default(monkeypatch):
    monkeypatch.delenv(SCHEDULER, raising=False)
    with default_executor() as executor:
        assert isinstance(executor, ThreadPoolExecutor)
        assert workers(executor) == os.cpu_count()


def test_slices_of_threads_are_shorter_than_what_travels():
    elsewhere = Executor()
    with ThreadPoolExecutor(3) as threads:
        assert slice_seconds(threads) < 0.2 < slice_seconds(elsewhere) < 1
        assert (workers(threads), workers(elsewhere)) == (3, 8)


def test_processes_give_the_same_bits():
    """A slice can be sent away and come back: nothing in it belongs to this process."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    config = Config(epochs=200, stop_at_loss=0.4, batch_size=3, sample_order="shuffled")
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        away = train_many(config, range(600), executor=executor)
    here = train_many(config, range(600))
    assert (away.loss.tobytes(), away.epochs.tobytes()) == (here.loss.tobytes(), here.epochs.tobytes())


@contextmanager
def process(*arguments):
    """A process of Dask that ends with the block."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    running = subprocess.Popen([sys.executable, "-m", *arguments], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


class Cluster(NamedTuple):
    """A scheduler on the loopback: its address, and how a worker of it is started."""

    address: str
    worker: tuple[str, ...]


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory):
    """Of a cluster of their own."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    options = ("--scheduler-file", str(file))
    worker = ("distributed.cli.dask_worker", *options, "--nthreads", "1", "--no-nanny", "--no-dashboard",
              "--local-directory", str(folder))
    scheduler = ("distributed.cli.dask_scheduler", *options, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with process(*scheduler), process(*worker), process(*worker):
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        cluster = Cluster(json.loads(file.read_text())["address"], worker)
        wait_for(cluster, 2)
        yield cluster


def wait_for(cluster, workers):
    import distributed

    with distributed.Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)


@pytest.mark.filterwarnings("ignore")  # of Dask and its dependencies
def test_a_map_on_a_cluster_that_loses_a_worker_is_complete_and_bit_equal(two_workers, monkeypatch):
    arguments = (Config(hidden=(2,), optimizer="momentum", epochs=3000), Axis("learning_rate", 0.1, 10),
                 Axis("momentum", 0, 0.9), 64)  # fmt: skip
    monkeypatch.setenv(SCHEDULER, two_workers.address)
    killed_at = None
    with process(*two_workers.worker) as third:
        wait_for(two_workers, 3)
        for away in train_map(*arguments):
            if killed_at is None and away.outcome.progress > 0.1:
                third.kill()
                killed_at = away.outcome.progress
    monkeypatch.delenv(SCHEDULER)
    *_, here = train_map(*arguments)
    assert killed_at < 0.9
    assert away.done.all()
    assert away.loss.tobytes() == here.loss.tobytes()


@pytest.mark.filterwarnings("ignore")
def test_closing_the_iterator_ends_the_work_on_a_cluster(two_workers, monkeypatch):
    monkeypatch.setenv(SCHEDULER, two_workers.address)
    steps = train_many_steps(Config(epochs=1_000_000), range(2000))
    next(steps)
    steps.close()
    outcome = train_many(Config(epochs=1), range(4))  # the workers are free again
    assert np.isfinite(outcome.loss).all()


class OneSliceOnly(Executor):
    """Does the first piece of work at once and none of the others."""

    _max_workers = 2

    def __init__(self):
        self.futures = []

    def submit(self, work, *arguments):
        future = Future()
        if not self.futures:
            future.set_result(work(*arguments))
        self.futures.append(future)
        return future


def test_closing_the_iterator_cancels_what_has_not_begun():
    executor = OneSliceOnly()
    steps = train_many_steps(Config(epochs=1_000_000), range(3000), executor=executor)
    next(steps)
    steps.close()
    first, *others = executor.futures
    assert first.done() and others and all(future.cancelled() for future in others)
