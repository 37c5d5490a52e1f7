"""What every visitor sees first is computed once in this process, when the first of them comes, and kept for all.

The table is shared by all sessions, on purpose. No visitor can cancel what is in it.
"""

import threading
from collections.abc import Callable, Iterator

from app.server.computation import Computation

_computations: dict[str, Computation] = {}
_lock = threading.Lock()


def shared(name: str, results: Callable[[], Iterator]) -> Computation:
    """The computation of this name: begun now if it was not, or did not come to its end."""
    with _lock:
        found = _computations.get(name)
        if found is None or found.cancelled or found.error:
            found = _computations[name] = Computation(results())
        return found
