"""What was computed for a visitor on a page, kept in memory while the server runs: a refresh throws nothing away.

The table is shared by all sessions of the process, on purpose; what was asked for the longest time ago goes first.
"""

import threading
from collections import OrderedDict
from typing import Any

MOST = 60  # results of all visitors together; some have megabytes

_results: "OrderedDict[tuple[str, str], Any]" = OrderedDict()
_lock = threading.Lock()


def keep(visitor: str, page: str, result: Any) -> None:
    """In place of the visitor's earlier result of this page."""
    with _lock:
        _results[visitor, page] = result
        _results.move_to_end((visitor, page))
        while len(_results) > MOST:
            _results.popitem(last=False)


def kept(visitor: str, page: str) -> Any:
    """The visitor's last result of this page, None where there is none."""
    with _lock:
        return _results.get((visitor, page))
