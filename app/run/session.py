"""The current run of this browser tab, and everything that can be done with it.

All training goes through `advance`; how often and how long each visitor's run may train is decided in `fair_share`.
"""

import time
from dataclasses import replace

import streamlit as st

from app.maps.choices import LINK_KEYS as MAP_KEYS
from app.run.link import read_link
from app.run.own_points import why_not_reached
from app.run.run import Run, new_run
from app.server import fair_share
from app.words.numbers import count
from xorcore import Config, ConfigError, Dataset
from xorcore.config import OWN_DATA
from xorcore.parameters import Parameters

# Of a link, those that say what a page shows: One step, Compare, Seeds, Classics, Maps.
PAGE_KEYS = ("epoch", "subject", "view", "stage", "compare", "values", "scale", "seeds", "solved_at", "limit", "vary",
             "classic", "setup", *MAP_KEYS)
IN_PLACE = ("learning_rate", "momentum", "epochs", "stop_at_loss")  # settings that do not start again
REPLAY_SECONDS = 0.3  # within which Streamlit may call a click's callback again; nobody clicks that fast on purpose
DRAWS_WEIGHTS = ("hidden", "init", "init_scale", "seed")  # settings that draw start weights, in place of given ones


def current() -> Run:
    """The run of this tab; at first the one that the link describes, the lab report's where it describes none."""
    if "run" not in st.session_state:
        settings = set(st.query_params) - set(PAGE_KEYS)
        wanted, refused = read_link({key: st.query_params.get_all(key) for key in settings})
        st.session_state.run = new_run(*wanted)
        accept()
        refuse(*refused)
    return st.session_state.run


def accept(note: str = "") -> None:
    """Something was done: its note, if any, takes the place of the earlier note and of earlier refusals."""
    st.session_state.note = note
    st.session_state.refusals = []


def refuse(*sentences: str) -> None:
    """Something was refused; the run stays as it is."""
    st.session_state.refusals = list(sentences)


def start(config: Config, dataset: Dataset | None = None, note: str = "", parameters: Parameters | None = None) -> None:
    """Replace the run by a new one at epoch 0. dataset: own points, needed where the Config's dataset is "own";
    parameters: start weights in place of the Config's random ones."""
    run = new_run(config, dataset, parameters=parameters)
    pause()
    st.session_state.run = run
    accept(note)
    page_is_behind()


def page_is_behind() -> None:
    """More has changed than the part of the page that is drawn next: the whole is to be drawn anew."""
    st.session_state.page_is_behind = True


def page_is_drawn() -> bool:
    """The whole is being drawn, or will be at once. Returns whether it was behind."""
    return st.session_state.pop("page_is_behind", False)


def catch_up() -> None:
    """Inside a part of the page: draw the whole anew where it is behind."""
    if page_is_drawn():
        st.rerun()


def own_points(config: Config) -> Dataset | None:
    """The points for a Config with own data: those of the present run, whatever they came from; None for other data."""
    data = current().dataset
    return Dataset(data.inputs, data.targets) if config.dataset == OWN_DATA else None


def change(field: str, value) -> None:
    """Set one setting: in place where training can go on, else by a new run. Raises ConfigError and changes nothing."""
    run, name = current(), field.replace("_", " ")
    config = replace(run.present_config, **{field: value})
    if config == run.present_config:
        return
    if field == "output_activation" and config.dataset == OWN_DATA and (beyond := why_not_reached(run.dataset, value)):
        raise ConfigError(field, f"must reach the own points: {beyond}")
    if field in ("epochs", "stop_at_loss"):
        run.end_at(config.epochs, config.stop_at_loss)
        accept()
    elif field in IN_PLACE and run.last.number > 0:
        run.change(**{field: value})
        accept(f"{name.capitalize()} {value:g} from epoch {count(run.last.number)} on.")
    else:
        start(config, own_points(config), f"New run: {name} changed.", None if field in DRAWS_WEIGHTS else run.parameters)


def play() -> None:
    run = current()
    if not (run.ended or _called_again()):
        run.playing, run.shown = True, run.last
        accept()


def _called_again() -> bool:
    """Whether a click has just ended the playing: this is then the same click, overtaken by a tick and called once more."""
    return time.monotonic() - st.session_state.get("paused_at", float("-inf")) < REPLAY_SECONDS


def pause() -> None:
    run = current()
    if run.playing:
        st.session_state.paused_at = time.monotonic()
    run.playing = False
    fair_share.stop(run.number)


def step() -> None:
    """Show the next epoch: trained now, or, where a past one is on the screen, taken from the history."""
    if _called_again():
        return
    pause()
    run = current()
    if run.shown.number < run.last.number:
        run.show(run.shown.number + 1)
    elif not run.ended:
        run.train_for(0, most_epochs=1)
    accept()


def reset() -> None:
    """The same start again, with the present settings."""
    run = current()
    start(run.present_config, own_points(run.present_config), parameters=run.parameters)


def new_seed() -> None:
    """Other random numbers, otherwise the same."""
    if _called_again():
        return
    config = current().present_config
    config = replace(config, seed=(config.seed + 1) % 2**32)
    start(config, own_points(config), f"New run: seed {config.seed}.")


def show(epoch: int) -> None:
    """Go to this epoch on the timeline; a playing run pauses."""
    pause()
    current().show(epoch)


def share(run: Run) -> fair_share.Share | None:
    """How often this run is drawn and trained, None while it does not play."""
    return fair_share.share(run.number) if run.playing else None


def advance(run: Run, most_epochs: float) -> None:
    """One frame of a playing run: train for its share of time, at most so many epochs."""
    run.train_for(fair_share.share(run.number).milliseconds, most_epochs)
    if run.ended:
        pause()
