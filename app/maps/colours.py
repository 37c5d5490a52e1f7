"""The colours of a map: blue is solved or small, orange is not, grey has diverged. The darker, the farther from an end.

A colour is an index (uint8) into PALETTE: 0 dark blue, over pale blue, to 126; 127 pale orange to 253 dark orange.
"""

import numpy as np

from xorcore.many import equalised

DIVERGED, UNKNOWN = 254, 255
PALEST_BLUE, PALEST_ORANGE, DARKEST_ORANGE = 126, 127, 253
UNSOLVED = 170  # a middle orange
_STOPS = {0: (8, 48, 107), 70: (26, 111, 196), 126: (222, 236, 249),
          127: (253, 232, 212), 190: (217, 115, 13), 253: (102, 44, 0), 254: (118, 118, 118), 255: (0, 0, 0)}
PALETTE = np.stack([np.interp(np.arange(256), list(_STOPS), channel) for channel in zip(*_STOPS.values(), strict=True)],
                   axis=1).round().astype(np.uint8)  # (256, 3) red, green, blue

SOLVED_STATE, ENDED_STATE, DIVERGED_STATE = 1, 2, 3


def colours_of_epochs(values: np.ndarray, states: np.ndarray) -> np.ndarray:
    """Solved cells from pale (soon) to dark blue (late), in equal ratios of epochs; the others orange."""
    colours = np.full(values.shape, UNKNOWN, np.uint8)
    colours[states == ENDED_STATE] = UNSOLVED
    colours[states == DIVERGED_STATE] = DIVERGED
    solved = states == SOLVED_STATE
    colours[solved] = np.rint(PALEST_BLUE * (1 - _log_position(np.maximum(values[solved], 1))))
    return colours


def colours_of_loss(values: np.ndarray, states: np.ndarray) -> np.ndarray:
    """From dark blue (the smallest loss) to dark orange (the largest), in equal ratios; diverged cells grey."""
    colours = np.full(values.shape, UNKNOWN, np.uint8)
    colours[states == DIVERGED_STATE] = DIVERGED
    ended = states == ENDED_STATE
    colours[ended] = np.rint(DARKEST_ORANGE * _log_position(np.maximum(values[ended], np.finfo(float).tiny)))
    return colours


def colours_of_trainability(values: np.ndarray, states: np.ndarray) -> np.ndarray:
    """Sohl-Dickstein's: ranks on each side, converged cells blue, the others orange, the edge between them dark."""
    colours = np.full(values.shape, UNKNOWN, np.uint8)
    known = states > 0
    ranks = equalised(values[known])
    colours[known] = np.where(ranks < 0, np.rint(PALEST_BLUE * (1 + ranks)),
                              np.rint(PALEST_ORANGE + PALEST_BLUE * np.clip(ranks, 0, 1)))
    return colours


COLOURS = {"epochs": colours_of_epochs, "loss": colours_of_loss, "sohl_dickstein": colours_of_trainability}


def _log_position(values: np.ndarray) -> np.ndarray:
    """Where each value lies between the smallest (0) and the largest (1), in equal ratios."""
    if not values.size:
        return values
    logs = np.log(values)
    return (logs - logs.min()) / (np.ptp(logs) or 1)


def css(index: int) -> str:
    return "rgb({}, {}, {})".format(*PALETTE[index])


def ramp(first: int, last: int) -> str:
    """A CSS gradient from one colour of the palette to another."""
    return f"linear-gradient(to right, {', '.join(css(int(i)) for i in np.linspace(first, last, 7))})"
