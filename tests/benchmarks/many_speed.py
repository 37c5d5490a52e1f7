"""Time many networks at once against one after another, JAX and PyTorch, side by side in one run.

    python tests/benchmarks/many_speed.py

Prints CPU nanoseconds per network and epoch of the lab's (4, 4) on one thread, starts included; what the starts cost;
what many samples, a second thread, leaving when solved, and float32 bring; the seconds of 65 536 networks; and the memory.
JAX and PyTorch are timed only where they are installed: the same networks and update rule, vectorised over members as
their users do it.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import statistics
import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from xorcore import Config, train, train_many
from xorcore.classics.map_presets import CONFIG_OF_1988, START_OF_1988, XOR  # noqa: E402
from xorcore.many import Axis, train_map
from xorcore.many.executors import workers  # noqa: E402

ROUNDS = 3
S = 10_000
EPOCHS = 500
LAB = Config()
LEAVING = Config(optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=3000)
STOP = 0.02
ONE_THREAD, ALL_THREADS = ThreadPoolExecutor(1), ThreadPoolExecutor(os.cpu_count())


def one_after_another(config):
    def run(members, epochs):
        for seed in range(members):
            for _ in train(replace(config, seed=seed, epochs=epochs)):
                pass

    return run


def many(config, dtype=np.float64):
    def run(members, epochs):
        train_many(replace(config, epochs=epochs), range(members), dtype=dtype, executor=ONE_THREAD)

    return run


def random_parts(members):
    flat = np.random.default_rng(0).normal(size=(members, 37))
    shapes, parts, start = ((2, 4), (4,), (4, 4), (4,), (4, 1), (1,)), [], 0
    for shape in shapes:
        parts.append(flat[:, start : start + np.prod(shape)].reshape(-1, *shape))
        start += np.prod(shape)
    return parts


def jax_vmap_scan(dtype):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    x, y = jnp.asarray(XOR.inputs, dtype), jnp.asarray(XOR.targets, dtype)

    def loss(parts):
        a = x
        for W, b in zip(parts[::2], parts[1::2], strict=True):
            a = jax.nn.sigmoid(a @ W + b)
        return 0.5 * ((a - y) ** 2).sum()

    def step(carry, _):
        parts, previous = carry
        value, g = jax.value_and_grad(loss)(parts)
        parts = [p - (0.05 * new + 0.5 * old).astype(dtype) for p, new, old in zip(parts, g, previous, strict=True)]
        return (parts, g), value

    compiled = {}

    def run(members, epochs):
        parts = [jnp.asarray(part, dtype) for part in random_parts(members)]
        if (members, epochs) not in compiled:
            one = lambda parts: jax.lax.scan(step, (parts, [0 * p for p in parts]), length=epochs)  # noqa: E731
            compiled[members, epochs] = jax.jit(jax.vmap(one)).lower(parts).compile()
        jax.block_until_ready(compiled[members, epochs](parts))

    run(S, EPOCHS)  # compile
    return run


def torch_batched(dtype):
    import torch

    torch.set_num_threads(1)
    kind = {np.float64: torch.float64, np.float32: torch.float32}[dtype]

    def run(members, epochs):
        x, y = torch.tensor(XOR.inputs, dtype=kind), torch.tensor(XOR.targets, dtype=kind)
        parts = [torch.tensor(part, dtype=kind, requires_grad=True) for part in random_parts(members)]
        previous = [torch.zeros_like(part) for part in parts]
        for _ in range(epochs):
            a = x.expand(members, *x.shape)
            for W, b in zip(parts[::2], parts[1::2], strict=True):
                a = torch.sigmoid(torch.baddbmm(b[:, None], a, W))
            loss = 0.5 * ((a - y) ** 2).sum()
            gradients = torch.autograd.grad(loss, parts)
            with torch.no_grad():
                for part, new, old in zip(parts, gradients, previous, strict=True):
                    part -= 0.05 * new + 0.5 * old
            previous = gradients

    return run


def cpu_nanoseconds(run, members, epochs):
    start = time.process_time()
    run(members, epochs)
    return 1e9 * (time.process_time() - start) / members / epochs


def seconds(function, *arguments, **settings):
    start = time.perf_counter()
    result = function(*arguments, **settings)
    return time.perf_counter() - start, result


def ratio_of_medians(first, second):
    return statistics.median(a / b for a, b in zip(first, second, strict=True))


def compare_engines():
    contestants = {"one after another": (one_after_another(LAB), 20, EPOCHS), "many, float64": (many(LAB), S, EPOCHS),
                   "many, float32": (many(LAB, np.float32), S, EPOCHS)}
    for name, make in {"JAX vmap + scan": jax_vmap_scan, "PyTorch batched": torch_batched}.items():
        for dtype in (np.float64, np.float32):
            try:
                contestants[f"{name}, {dtype.__name__}"] = (make(dtype), S, EPOCHS)
            except ImportError:
                continue
    times = {name: [] for name in contestants}
    for _ in range(ROUNDS):  # in turn, so that a change of the machine's speed meets all of them
        for name, arguments in contestants.items():
            times[name].append(cpu_nanoseconds(*arguments))
    for name, measured in times.items():
        print(f"{name:26s} {statistics.median(measured):8.0f} ns, "
              f"{ratio_of_medians(measured, times['many, float64']):6.2f} times many in float64")
    print(f"{'':26s} float32 is {ratio_of_medians(times['many, float64'], times['many, float32']):.2f} times faster")


def starts():
    """What drawing the starts costs, with one epoch of training."""
    for init in ("normal", "zeros"):
        config = replace(LAB, init=init, epochs=1)
        cost = cpu_nanoseconds(lambda members, _, config=config: train_many(config, range(members)), S, 1)
        print(f"{S} starts, {init}, and their first epoch: {cost / 1000:.1f} us of CPU for each")


def many_samples():
    """Where a run of its own has hardly any overhead."""
    for samples, members in ((200, 200), (1000, 40), (2000, 20)):
        config = replace(LAB, dataset="moons", samples=samples)
        alone, together = [], []
        for _ in range(ROUNDS):
            alone.append(cpu_nanoseconds(one_after_another(config), 1, 200))
            together.append(cpu_nanoseconds(many(config), members, 200))
        print(f"moons, {samples} samples: {statistics.median(together) / 1000:.0f} us per network and epoch, "
              f"{ratio_of_medians(alone, together):.2f} times faster than one after another")


def two_threads():
    config, wall = replace(LAB, epochs=300), {1: [], 2: []}
    for _ in range(ROUNDS):
        for threads, measured in wall.items():
            with ThreadPoolExecutor(threads) as executor:
                measured.append(seconds(train_many, config, range(S), executor=executor)[0])
    print(f"two threads: {ratio_of_medians(wall[1], wall[2]):.2f} times the throughput of one")


def leaving():
    stopping = replace(LEAVING, stop_at_loss=STOP)
    fast, outcome = seconds(train_many, stopping, range(S), executor=ONE_THREAD)
    slow, _ = seconds(train_many, LEAVING, range(S), executor=ONE_THREAD)
    to_the_end = train_many(stopping, range(S), trainability=True)  # nobody leaves, the first crossing is noted
    same = (outcome.epochs == to_the_end.epochs).all()
    print(f"{S} seeds, at most 3000 epochs: {fast:.1f} s where the solved leave, {slow:.1f} s to the end of all "
          f"({slow / fast:.1f} times); {(outcome.epochs >= 0).mean():.1%} solved; same outcome: {same}")


def map_of_a_start():
    config = replace(CONFIG_OF_1988, epochs=500, stop_at_loss=None)
    n = 65_536
    for dtype, executor in product((np.float64, np.float32), (ONE_THREAD, ALL_THREADS)):
        wall = min(seconds(train_many, config, parameters=START_OF_1988, dataset=XOR, dtype=dtype, executor=executor,
                           learning_rate=np.geomspace(0.01, 1, n), momentum=np.linspace(0, 0.9, n))[0] for _ in range(3))
        print(f"{n} networks 2-2-1, 500 epochs, {dtype.__name__}, {workers(executor)} threads: {wall:.2f} s")
    config = replace(config, epochs=400, stop_at_loss=STOP)
    axes = Axis("learning_rate", 0.01, 100), Axis("momentum", 0, 0.99)
    start, first = time.perf_counter(), None
    for final in train_map(config, *axes, 128, START_OF_1988, XOR):
        if first is None and final.done[0, 0]:
            first = time.perf_counter() - start
    whole = time.perf_counter() - start
    rates, momenta = (grid.ravel() for grid in np.meshgrid(axes[0].values(128), axes[1].values(128)))
    engine, _ = seconds(train_many, config, parameters=START_OF_1988, dataset=XOR, learning_rate=rates, momentum=momenta)
    print(f"map of 128 x 128 cells, 400 epochs: first picture after {first:.2f} s, complete after {whole:.2f} s, "
          f"{whole / engine:.2f} times the engine's own {engine:.2f} s")


def memory():
    for members, epochs in ((100_000, 5), (100_000, 50)):
        tracemalloc.start()
        train_many(replace(LAB, epochs=epochs), range(members))
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        print(f"{members} members (4, 4), {epochs} epochs: {peak:.0f} MB more at the peak")
        tracemalloc.stop()


def main():
    two_threads()  # by the clock, so before JAX and PyTorch are loaded: their idle threads keep processors busy
    leaving()
    map_of_a_start()
    compare_engines()
    starts()
    many_samples()
    memory()


if __name__ == "__main__":
    main()
