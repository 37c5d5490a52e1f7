"""A frame is one message to the browser: all that the live view shows of one epoch. A scene is what a run keeps still.

The header of each says what it "is", so that both can travel as one message (see `app.drawing.message`).
"""

import numpy as np

from app.drawing.message import pack, single
from app.drawing.thinning import thinned
from app.server.run import Run
from app.train.endings import next_step
from app.train.metrics import figures, quality_of, sentence
from app.words.numbers import exact
from xorcore import ACTIVATIONS, Epoch, loss_and_gradient
from xorcore.book import LABELS, flatten, unit_name

LOSS_POINTS = 600
PARAMETERS = ("weights", "shown")  # the sections that may be rounded
MOST_ANSWERS = 8  # that are shown with the pictures; more are in the table only


def scene(run: Run) -> bytes:
    """The samples and the plane of a run, and what its units are called."""
    data = run.dataset
    points = np.concatenate([data.inputs, data.test_inputs]).astype(np.float32)
    targets = np.concatenate([data.targets, data.test_targets]).astype(np.float32)
    test = np.arange(len(points)) >= len(data.inputs)
    sections = {"x": points[:, 0], "y": points[:, 1], "target": targets[:, 0], "test": test.astype(np.uint8)}
    header = {"is": "scene", "run": run.number, "plane": run.plane, "scale": data.scale,
              "units": _unit_names(run.trainer.sizes)}
    return pack(header, sections)


def _unit_names(sizes: tuple[int, ...]) -> list[list[str]]:
    return [[unit_name(sizes, layer, unit) for unit in range(size)] for layer, size in enumerate(sizes)]


def frame(run: Run, kind: str = "weights", window: tuple[int, int] | None = None, **of_the_view) -> bytes:
    """Everything about the shown epoch of a run: at most 30 kB.

    kind: which values the heatmaps show, one of KINDS. window: the epochs that the loss curve is zoomed to, None for all.
    of_the_view: what else the view that draws it is told.
    """
    epoch, quality = run.shown, quality_of(run)
    output, thumbnails = run.surface(epoch.vector)
    low, high = float(output.min()), float(output.max())
    first, last = _clipped(window, run.last.number)
    header = {
        **of_the_view, "is": "frame", "figures": figures(run, quality), "status": sentence(run), "zoom": window,
        "run": run.number, "epoch": epoch.number, "last": run.last.number, "epochs": run.config.epochs,
        "playing": run.playing, "ended": run.ended, "next": next_step(run), "loss": epoch.loss, "sizes": run.trainer.sizes,
        "surface": {"side": len(output), "low": low, "high": high},
        "thumbnail_side": thumbnails[0].shape[-1], "window": [first, last], "first_loss": float(run.history.losses[0]),
        "stop_at_loss": run.config.stop_at_loss, "kind": kind,
        "changes": [[c.epoch, f"{LABELS[c.field]} {exact(c.value)}"] for c in run.trainer.changes],
    }
    sections = {
        "surface": _as_bytes(output, low, high),
        "thumbnails": _thumbnails(run, thumbnails),
        **_curves(run, first, last),
        "weights": epoch.vector,
        "shown": _values(run, epoch, kind),
        "answers": _answers(quality.answers),
    }
    return pack(header, sections, PARAMETERS)


def _values(run: Run, epoch: Epoch, kind: str) -> np.ndarray:
    """What the heatmaps show: the weights, dL/dW of the shown loss at them, or what the last epoch changed."""
    if kind == "gradient":
        return flatten(loss_and_gradient(run.config_at(epoch.number), epoch.parameters, run.dataset)[1])
    return epoch.vector - run.vector_before_shown() if kind == "change" else epoch.vector


def _answers(answers: np.ndarray) -> np.ndarray:
    """At each training sample; none where they are many."""
    return single(answers[:, 0] if len(answers) <= MOST_ANSWERS else answers[:0, 0])


def _clipped(window: tuple[int, int] | None, last: int) -> tuple[int, int]:
    if window is None:
        return 0, last
    first, end = max(0, window[0]), min(last, window[1])
    return (first, end) if first < end else (0, last)


def _curves(run: Run, first: int, last: int) -> dict[str, np.ndarray]:
    test_losses = run.history.test_losses
    most = LOSS_POINTS // 2 if len(test_losses) else LOSS_POINTS
    epochs, losses = thinned(run.history.losses, first, last, most)
    curves = {"loss_epochs": epochs, "losses": losses}
    if len(test_losses):
        curves["test_epochs"], curves["test_losses"] = thinned(test_losses, first, last, most)
    return {name: single(values) for name, values in curves.items()}


def _as_bytes(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """uint8 with 0 at `low` and 255 at `high`; what lies outside is clipped."""
    span = high - low or 1
    return np.rint((np.clip(values, low, high) - low) * (255 / span)).astype(np.uint8)


def _thumbnails(run: Run, layers: list[np.ndarray]) -> np.ndarray:
    """Each neuron on the range of its activation, an unbounded one on plus or minus its largest; the output on the scale of
    the targets."""
    hidden = ACTIVATIONS[run.config.hidden_activation]
    if np.isfinite(hidden.high):
        pictures = [_as_bytes(layer, hidden.low, hidden.high) for layer in layers[:-1]]
    else:
        neurons = [neuron for layer in layers[:-1] for neuron in layer]
        largest = [float(np.abs(neuron).max()) for neuron in neurons]
        pictures = [_as_bytes(neuron, -limit, limit) for neuron, limit in zip(neurons, largest, strict=True)]
    output = _as_bytes(layers[-1][0], *run.dataset.scale)
    return np.concatenate([picture.ravel() for picture in (*pictures, output)])
