"""A curve of a million epochs is drawn with a few hundred points that keep its lowest and highest values."""

import numpy as np


def thinned(values: np.ndarray, first: int, last: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Epochs and values of at most `most` points of `values[first : last + 1]`, both ends included.

    The range is cut into equal buckets and of each the smallest and the largest value are kept, so no spike is lost.
    """
    window = values[first : last + 1]
    if len(window) <= most:
        return np.arange(first, first + len(window)), window
    buckets = (most - 2) // 2
    size = -(-(len(window) - 2) // buckets)
    inner = window[1:-1]
    whole = len(inner) // size * size
    table = inner[:whole].reshape(-1, size)
    starts = 1 + size * np.arange(len(table))
    kept = [starts + table.argmin(axis=1), starts + table.argmax(axis=1)]
    if whole < len(inner):
        rest = inner[whole:]
        kept.append(1 + whole + np.array([rest.argmin(), rest.argmax()]))
    places = np.sort(np.concatenate([[0, len(window) - 1], *kept]))
    places = places[np.diff(places, prepend=-1) > 0]
    return first + places, window[places]
