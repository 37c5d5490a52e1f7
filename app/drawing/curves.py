"""Loss over epochs, one line a run; a run keeps its colour and its dashes in all charts."""

from collections.abc import Sequence

import numpy as np

from app.drawing.message import pack, single
from app.drawing.palette import DASHES, RUNS

Curve = tuple[np.ndarray, np.ndarray]  # epochs and losses


def curves_message(labels: Sequence[str], curves: Sequence[Curve], words: str, logarithmic: bool, until: int = 0,
                   asks: bool = False) -> bytes:
    """What is drawn. Labels may be more than curves. The axis ends at the last epoch; until: where it ends at least.

    asks: to be told when it is drawn.
    """
    drawn = list(zip(labels, curves, RUNS, DASHES.values(), strict=False))
    header = {"labels": [label for label, *_ in drawn], "colours": [colour for _, _, colour, _ in drawn],
              "dashes": [dash for *_, dash in drawn], "legend": len(labels) > 1, "logarithmic": logarithmic, "until": until,
              "words": words, "asks": asks}
    sections = {}
    for i, (_, (epochs, losses), *_) in enumerate(drawn):
        sections |= {f"epochs {i}": epochs.astype(np.float64), f"losses {i}": single(losses)}
    return pack(header, sections)
