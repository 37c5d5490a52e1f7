"""The map of this browser tab: what is chosen, and the map that is shown."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import streamlit as st

from app.maps.axes import check_distinct, in_words, whole_axis
from app.maps.picture import MapPicture
from app.maps.request import (
    ENDS,
    LINK_KEYS,
    MapChoices,
    MappedNetwork,
    first_choices,
    from_link,
    network_of,
    request,
    to_link,
)
from app.maps.work import MapRequest, TooLong
from app.run import session
from app.run.page_link import PageLink
from app.server import computation, kept_results
from app.server.computation import Computation
from app.server.shared_computation import shared
from app.widgets.number_field import number_text
from xorcore.book import worded
from xorcore.classics import MAP_PRESETS
from xorcore.many import Axis

PAGE = "maps"  # its url_path, and where the tab keeps what it remembers of it
EXAMPLE = next(iter(MAP_PRESETS))
FIRST_SECONDS = 3.0  # at most to wait for a first picture, or the refusal


class Window(NamedTuple):
    """A map, and what was chosen for it."""

    choices: MapChoices
    request: MapRequest
    computation: Computation
    is_example: bool = False  # of all visitors, so that none of them cancels it

    @property
    def picture(self) -> MapPicture | None:
        """The latest; None before the first."""
        return self.computation.newest


@dataclass
class MapsState:
    """What this tab remembers of the page."""

    choices: MapChoices
    shown: Window | None = None  # the map on the screen; None only while the page opens
    before: Window | None = None  # the one that it took the place of
    windows: list[Window] = field(default_factory=list)  # those that were zoomed into it
    cell: tuple[int, int] | None = None  # the picked one: row, column
    refusals: dict[str, str] = field(default_factory=dict)  # one sentence each, by the field that it speaks of
    opened: bool = False  # whether a cell is to be shown on the Train page


def state() -> MapsState:
    """Of this tab; at first what the link says, or what the visitor saw last, or the example that all visitors share."""
    if PAGE not in st.session_state:
        run = session.current()
        st.session_state[PAGE] = MapsState(first_choices(EXAMPLE, run.present_config))
        _open(st.session_state[PAGE], PageLink(LINK_KEYS))
    return st.session_state[PAGE]


def choices() -> MapChoices:
    """What is chosen. The run may be another by now, without what an axis varied: it then varies something else."""
    maps, axes = state(), network().axes
    for side, other in (("x", "y"), ("y", "x")):
        name, taken = (getattr(maps.choices, each).name for each in (side, other))
        if name not in axes:
            axis = whole_axis(next(each for each in axes if each != taken))
            maps.choices = replace(maps.choices, **{side: axis})
            maps.refusals[side] = (f"The run on the Train page has no {in_words(name)} for an axis by now; {side} is "
                                   f"{in_words(axis.name)}.")
    return maps.choices


def _open(maps: MapsState, link: PageLink) -> None:
    run, kept = session.current(), kept_results.kept(session.visitor(), PAGE)
    asked, refused = bool(link.texts or link.refused), {}
    if asked:
        maps.choices, refused = from_link(link.texts, run.present_config, run.dataset)
    if kept and not kept.computation.cancelled and (not link.texts or kept.choices == maps.choices):
        _take(kept)
    elif asked and maps.choices != first_choices(EXAMPLE, run.present_config):
        compute()
    maps.shown = maps.shown or _example()
    refused |= {"link": " ".join(link.refused)} if link.refused else {}
    maps.refusals = refused | maps.refusals


def _example() -> Window:
    """The first map, trained once for all visitors."""
    run = session.current()
    chosen = first_choices(EXAMPLE, run.present_config)
    asked = request(chosen, network_of(chosen, run.present_config, run.dataset))
    computation = shared(PAGE, asked.pictures)
    computation.wait_for_first(FIRST_SECONDS)
    return Window(chosen, asked, computation, is_example=True)


def _take(kept: Window) -> None:
    """What was computed before the tab was loaded again."""
    state().shown, state().choices = kept, kept.choices
    computation.take(kept.computation)


def write_link() -> None:
    """The address says what is chosen."""
    page = to_link(choices(), session.current().present_config)
    st.query_params.from_dict(session.link() | page)


def choose(**changed) -> None:
    """Change what is chosen; nothing is computed yet."""
    maps = state()
    maps.choices, maps.refusals = replace(maps.choices, **changed), {}


def refuse(where: str, sentence: str) -> None:
    """Something was refused; the map and what is chosen stay. where: the field that the sentence speaks of."""
    state().refusals = {where: sentence}


def choose_network(name: str) -> None:
    choose(**vars(first_choices(name, session.current().present_config, state().choices.cells)))


def choose_axis(side: str, axis: Axis, typed: str) -> None:
    """Let an axis go so far; where that is of no use it stays. typed: the end that was typed, "low" or "high"."""
    kept = getattr(getattr(state().choices, side), typed)
    try:
        check_distinct(axis, state().choices.cells)
    except ValueError as error:
        refuse(side, f"{error}; “{ENDS[typed]}” stays {number_text(kept)}.")
    else:
        choose(**{side: axis})


def network() -> MappedNetwork:
    """The network of what is chosen."""
    run = session.current()
    return network_of(state().choices, run.present_config, run.dataset)


def shown() -> Window:
    """The map on the screen."""
    return state().shown


def is_as_chosen() -> bool:
    """Whether the map that is shown is the one that Compute would give."""
    asked, chosen = shown().request, state().choices
    try:
        wanted = request(chosen, network())
    except ValueError:
        return False
    return wanted[:5] == asked[:5] and wanted.dataset.equals(asked.dataset)


def compute() -> None:
    """Compute the map that is chosen; where it is refused, the present one stays."""
    maps = state()
    try:
        asked = request(maps.choices, network())
    except ValueError as error:
        refuse("compute", f"{worded(error)}.")
        return
    if begin(maps.choices, asked):
        maps.windows = []


def take_back() -> None:
    """Where the map on the screen was refused later than at once, that before it stays."""
    maps = state()
    if isinstance(maps.shown.computation.error, TooLong):
        refuse("compute", f"{maps.shown.computation.error}.")
        maps.shown = maps.before or _example()
        session.page_is_behind()


def pick(row: int, column: int) -> None:
    """Look at one cell."""
    cells = shown().request.cells
    state().cell = (row, column) if 0 <= row < cells and 0 <= column < cells else None


def begin(chosen: MapChoices, asked: MapRequest, where: str = "compute") -> bool:
    """Begin to compute; whether it was begun. where: at which field a refusal stands."""
    maps = state()
    try:
        begun = computation.start(asked.pictures())
        begun.wait_for_first(FIRST_SECONDS)
        if isinstance(begun.error, TooLong):
            raise begun.error
    except ValueError as error:
        refuse(where, f"{worded(error)}.")
        return False
    maps.before, maps.shown = maps.shown, Window(chosen, asked, begun)
    kept_results.keep(session.visitor(), PAGE, maps.shown)
    maps.choices, maps.cell, maps.refusals = chosen, None, {}
    return True
