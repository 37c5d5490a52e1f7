"""What can be done with the run that a live view looks at: play, go to an epoch, start again, change a setting.

Called by the view's own buttons, which answer without a run of the page, and by the page's settings.
"""

import time
from dataclasses import replace

from app.run.own_points import why_not_reached
from app.server import live_runs
from app.server.commands import Command
from app.server.run import Run, new_run
from app.server.viewer import Viewer, all_viewers
from app.words.names import setting_name
from app.words.numbers import count, exact
from xorcore import LIMITS, Config, ConfigError, Dataset
from xorcore.book import CHANGEABLE, LABELS, OWN_DATA, Parameters

IN_PLACE = (*CHANGEABLE, "epochs", "stop_at_loss")  # settings that do not start again
DRAWS_WEIGHTS = ("hidden", "init", "init_scale", "seed")  # settings that draw start weights, in place of given ones
TOO_MANY = (f"You have {live_runs.MOST_PLAYING} runs playing, as many as one visitor may; "
            "this one stays where it is. Pause another first.")


def act(viewer: Viewer, command: Command) -> None:
    """Do what a button of the live view asks for."""
    doing = ACTIONS[command.do]
    if command.do in WITH_VALUE:
        doing(viewer, command.value)
    else:
        doing(viewer)


def play(viewer: Viewer) -> None:
    live = viewer.live
    if live.run.ended or live.playing:
        return viewer.changed()
    if live_runs.playing_of(viewer.live.visitor) >= live_runs.MOST_PLAYING:
        return viewer.changed(TOO_MANY)
    live.pace.begin(time.monotonic())
    live.run.playing, live.run.shown = True, live.run.last
    _tell_others(viewer, "")
    return viewer.changed()


def go_on(viewer: Viewer) -> None:
    """After the last epoch: as many again, as far as epochs are allowed."""
    run = viewer.live.run
    if run.ended == "finished":
        run.end_at(run.config.epochs + more_epochs(run), run.config.stop_at_loss)
        play(viewer)


def more_epochs(run: Run) -> int:
    """How many `go_on` would train."""
    return min(run.config.epochs, int(LIMITS["epochs"].high) - run.config.epochs) if run.ended == "finished" else 0


def pause(viewer: Viewer) -> None:
    if viewer.live.playing:
        _tell_others(viewer, "Paused in another tab.")
    viewer.live.run.playing = False
    viewer.changed()


def _others(viewer: Viewer) -> list[Viewer]:
    """The visitor's other tabs that look at the same run."""
    return [other for other in all_viewers() if other is not viewer and other.live is viewer.live and other.looks]


def _tell_others(viewer: Viewer, note: str) -> None:
    for other in _others(viewer):
        other.changed(note)


def step(viewer: Viewer) -> None:
    """Show the next epoch: trained now, or, where a past one is on the screen, taken from the history."""
    pause(viewer)
    run = viewer.live.run
    if run.shown.number < run.last.number:
        run.show(run.shown.number + 1)
    elif not run.ended:
        run.train_for(0, most_epochs=1)


def show(viewer: Viewer, epoch: int) -> None:
    """Go to this epoch on the timeline; a playing run pauses."""
    pause(viewer)
    viewer.live.run.show(epoch)


def reset(viewer: Viewer) -> None:
    """The same start again, with the present settings."""
    run = viewer.live.run
    start(viewer, run.present_config, own_points(run, run.present_config), parameters=run.parameters)


def new_seed(viewer: Viewer) -> None:
    """Other random numbers, otherwise the same."""
    run = viewer.live.run
    config = replace(run.present_config, seed=(run.config.seed + 1) % 2**32)
    start(viewer, config, own_points(run, config), f"New run: seed {config.seed}.")


def set_speed(viewer: Viewer, speed: str) -> None:
    viewer.live.pace.begin(time.monotonic(), speed)
    viewer.changed(viewer.note)


def set_kind(viewer: Viewer, kind: str) -> None:
    """What the heatmaps show."""
    viewer.kind = kind
    viewer.changed(viewer.note)


def set_window(viewer: Viewer, window: tuple[int, int] | None) -> None:
    """The epochs that the loss is zoomed to."""
    viewer.window = window
    viewer.changed(viewer.note)


def start(viewer: Viewer, config: Config, dataset: Dataset | None = None, note: str = "",
          parameters: Parameters | None = None) -> None:
    """Look at a new run at epoch 0. dataset: own points, needed where the Config's dataset is "own"; parameters: start
    weights in place of the Config's random ones. Raises ValueError, and changes nothing, where they do not fit."""
    run, before = new_run(config, dataset, parameters=parameters), viewer.live
    if not _others(viewer):
        before.run.playing = False
    live = live_runs.open_run(run, before.visitor)
    live.pace.begin(time.monotonic(), before.pace.speed)
    viewer.look_at(live)
    viewer.changed(note)


def change(viewer: Viewer, field: str, value) -> None:
    """Set one setting: in place where training can go on, else by a new run. Raises ConfigError and changes nothing."""
    run = viewer.live.run
    config = replace(run.present_config, **{field: value})
    if config == run.present_config:
        return
    if field == "output_activation" and config.dataset == OWN_DATA and (beyond := why_not_reached(run.dataset, value)):
        raise ConfigError(field, f"must reach the own points: {beyond}")
    if field in ("epochs", "stop_at_loss"):
        run.end_at(config.epochs, config.stop_at_loss)
        viewer.changed()
    elif field in IN_PLACE and run.last.number > 0:
        run.change(**{field: value})
        viewer.changed(f"{LABELS[field]} {exact(value)} from epoch {count(run.last.number)} on.")
    else:
        parameters = None if field in DRAWS_WEIGHTS else run.parameters
        start(viewer, config, own_points(run, config), f"New run: {setting_name(field)} changed.", parameters)


def own_points(run: Run, config: Config) -> Dataset | None:
    """The points for a Config with own data: those of the run, whatever they came from; None for other data."""
    return Dataset(run.dataset.inputs, run.dataset.targets) if config.dataset == OWN_DATA else None


ACTIONS = {"play": play, "go_on": go_on, "pause": pause, "step": step, "reset": reset, "new_seed": new_seed, "show": show,
           "speed": set_speed, "kind": set_kind, "window": set_window}
WITH_VALUE = ("show", "speed", "kind", "window")
