"""Where the work of many networks is done: threads of this process, or a Dask cluster where one machine is not enough.

Dask is asked for by the environment variable XORCORE_SCHEDULER (the address of its scheduler) and imported only then.
"""

import importlib
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

SCHEDULER = "XORCORE_SCHEDULER"


@contextmanager
def default_executor() -> Iterator[Executor]:
    """A thread per processor: NumPy lets go of the interpreter lock inside its loops. Or Dask, where asked for.

    Raises ImportError where Dask is asked for and not installed, OSError where its scheduler does not answer.
    """
    address = os.environ.get(SCHEDULER)
    if not address:
        with ThreadPoolExecutor(os.cpu_count()) as executor:
            yield executor
        return
    distributed = importlib.import_module("distributed")
    with distributed.Client(address, set_as_default=False) as client, client.get_executor() as executor:
        yield executor


def workers(executor: Executor) -> int:
    """How many slices it trains at once; 8 where it does not say."""
    return getattr(executor, "_max_workers", 8)  # concurrent.futures has no public name for it


def slice_seconds(executor: Executor) -> float:
    """How long a slice should take: little where it can be cancelled in between, more where it has to travel."""
    return 0.1 if isinstance(executor, ThreadPoolExecutor) else 0.5
