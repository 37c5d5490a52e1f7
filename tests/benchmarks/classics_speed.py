"""Measure every classic's check: `python tests/benchmarks/classics_speed.py [names]`.

Prints its verdict, its seconds, and the longest time between two of its results, which is how long a Cancel waits.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from xorcore import CLASSICS
from xorcore.classics import check_classic


def measure(name: str) -> float:
    start = last = time.perf_counter()
    longest, cpu = 0.0, time.process_time()
    for check in check_classic(CLASSICS[name]):
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(f"{name:22}{seconds:6.1f} s{cpu:8.1f} s of CPU   at most {longest:.2f} s between two results   {check.verdict}",
          flush=True)
    return seconds


if __name__ == "__main__":
    total = sum(map(measure, sys.argv[1:] or CLASSICS))
    print(f"{'all':22}{total:6.1f} s")
