"""The map of this browser tab: what is chosen, the map that is shown, and the windows that were zoomed into."""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from app.maps.axes import usable, whole_axis, zoomed
from app.maps.choices import LINK_KEYS, MapChoices, Network, first_choices, from_link, network_of, request
from app.maps.picture import MapPicture
from app.maps.request import MapRequest, TooLong
from app.run import own_points, session
from app.run.page_link import PageLink
from app.server import computation, kept_results
from app.server.computation import Computation
from xorcore import Config, Dataset, train
from xorcore.classics.map_presets import MAP_PRESETS
from xorcore.config import OWN_DATA, worded
from xorcore.many.maps import LAYER_RATE, SETTINGS, weight_place
from xorcore.parameters import Parameters, sizes_of

PAGE = "maps"  # its url_path
MOST_WINDOWS = 30
FIRST_SECONDS = 3.0  # at most to wait for a first picture, or the refusal


class Window(NamedTuple):
    """A map, and what was chosen for it."""

    choices: MapChoices
    request: MapRequest
    computation: Computation

    @property
    def picture(self) -> MapPicture | None:
        """The latest; None before the first."""
        return self.computation.newest


def choices() -> MapChoices:
    """What is chosen; at first what the link says, which is then computed."""
    state = st.session_state
    if "map_choices" not in state:
        _open()
    sizes, chosen = network().sizes, state.map_choices
    for side, instead in (("x", "learning_rate"), ("y", "init_scale")):  # the run may have another shape by now
        if not usable(getattr(chosen, side).name, sizes):
            state.map_choices = replace(state.map_choices, **{side: whole_axis(instead)})
    return state.map_choices


def _open() -> None:
    state, run = st.session_state, session.current()
    link = PageLink(LINK_KEYS)
    state.map_shown, state.map_windows, state.map_cell, state.map_refusals = None, [], None, []
    state.map_choices = first_choices(next(iter(MAP_PRESETS)), run.present_config)
    refused, kept = [], kept_results.kept(session.visitor(), PAGE)
    if link.texts or link.refused:
        state.map_choices, refused = from_link(link.texts, run.present_config, run.dataset)
    if kept and not kept.computation.cancelled and (not link.texts or kept.choices == state.map_choices):
        _take(kept)
    elif link.texts or link.refused:
        compute()
    state.map_refusals = link.refused + refused + state.map_refusals


def _take(kept: Window) -> None:
    """What was computed before the tab was loaded again."""
    st.session_state.map_shown, st.session_state.map_choices = kept, kept.choices
    computation.take(kept.computation)


def choose(**changed) -> None:
    """Change what is chosen; nothing is computed yet."""
    st.session_state.map_choices = replace(st.session_state.map_choices, **changed)
    st.session_state.map_refusals = []


def refuse(sentence: str) -> None:
    """Something was refused; the map and what is chosen stay."""
    st.session_state.map_refusals = [sentence]


def choose_network(name: str) -> None:
    state = st.session_state
    state.map_choices = first_choices(name, session.current().present_config, state.map_choices.cells)


def network() -> Network:
    """The network of what is chosen."""
    run = session.current()
    return network_of(st.session_state.map_choices, run.present_config, run.dataset)


def shown() -> Window | None:
    """None before the first map."""
    return st.session_state.map_shown


def is_as_chosen() -> bool:
    """Whether the map that is shown is the one that Compute would give."""
    asked, chosen = shown().request, st.session_state.map_choices
    try:
        wanted = request(chosen, network())
    except ValueError:
        return False
    return wanted[:5] == asked[:5] and wanted.dataset is asked.dataset


def compute() -> None:
    """Compute the map that is chosen; where it is refused, the present one stays."""
    state = st.session_state
    try:
        asked = request(state.map_choices, network())
    except ValueError as error:
        refuse(f"{worded(error)}.")
        return
    if _start(state.map_choices, asked):
        state.map_windows = []


def zoom(places: tuple[float, float, float, float]) -> None:
    """Compute the part of the shown map between these places anew: x from, x to, y from, y to."""
    state, left = st.session_state, shown()
    asked = left.request
    session.page_is_behind()
    try:
        x, y = zoomed(asked.x, asked.cells, *places[:2]), zoomed(asked.y, asked.cells, *places[2:])
    except ValueError as error:
        refuse(f"{worded(error)}.")
        return
    if _start(replace(left.choices, x=x, y=y), asked._replace(x=x, y=y)):
        state.map_windows = [*state.map_windows, left][-MOST_WINDOWS:]


def back() -> None:
    """The window before the last zoom; computed anew only if it was left before it was complete."""
    state = st.session_state
    if not state.map_windows:
        return
    computation.stop()
    state.map_shown = state.map_windows.pop()
    state.map_choices, state.map_cell, state.map_refusals = state.map_shown.choices, None, []
    session.page_is_behind()
    if shown().picture is None or not shown().picture.complete:
        _start(state.map_choices, shown().request)


def pick(row: int, column: int) -> None:
    """Look at one cell."""
    cells = shown().request.cells
    st.session_state.map_cell = (row, column) if 0 <= row < cells and 0 <= column < cells else None


def cell_settings(picture: MapPicture, row: int, column: int) -> dict[str, float]:
    """The value of both axes at a cell, by name."""
    return {axis.name: float(axis.values(picture.cells)[index]) for axis, index in ((picture.x, column), (picture.y, row))}


def why_not_on_train() -> str:
    """Why the Train page cannot start the cells of the map that is shown, in one sentence; "" where it can."""
    asked = shown().request
    if any(LAYER_RATE.fullmatch(axis.name) for axis in (asked.x, asked.y)):
        return "The Train page has one learning rate for all layers, and cannot start this cell."
    dataset = asked.dataset if asked.config.dataset == OWN_DATA else None
    return own_points.why_not_on_train(dataset, asked.config.output_activation)


def cell_run(row: int, column: int) -> tuple[Config, Parameters | None, Dataset | None]:
    """Config, start weights and samples that train a cell; None for those that are the Config's own."""
    asked, settings = shown().request, cell_settings(shown().picture, row, column)
    config = replace(asked.config, **{name: value for name, value in settings.items() if name in SETTINGS})
    dataset = Dataset(asked.dataset.inputs, asked.dataset.targets) if config.dataset == OWN_DATA else None
    weights = {name: value for name, value in settings.items() if name not in SETTINGS}
    if not weights:
        return config, asked.parameters, dataset
    start = next(train(config, asked.parameters, asked.dataset))
    for name, value in weights.items():
        start.flat[weight_place(name, sizes_of(start.parameters))] = value
    return config, start.parameters, dataset


def _start(chosen: MapChoices, asked: MapRequest) -> bool:
    """Begin to compute; whether it was begun."""
    state = st.session_state
    try:
        begun = computation.start(asked.pictures())
        begun.wait_for_first(FIRST_SECONDS)
        if isinstance(begun.error, TooLong):
            raise begun.error
    except ValueError as error:
        refuse(f"{worded(error)}.")
        return False
    state.map_shown = Window(chosen, asked, begun)
    kept_results.keep(session.visitor(), PAGE, state.map_shown)
    state.map_choices, state.map_cell, state.map_refusals = chosen, None, []
    return True
