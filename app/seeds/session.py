"""What this tab remembers of the Seeds page, what the link says of it, and the example that all visitors see first."""

from dataclasses import dataclass, field
from typing import NamedTuple

import streamlit as st

from app.run import session
from app.run.page_link import PageLink
from app.seeds import request as seeds_request
from app.seeds.request import EXAMPLE, Request, Setting
from app.seeds.statistics import compute
from app.server import computation, kept_results
from app.server.computation import Computation
from app.server.shared_computation import shared
from xorcore import Config, Dataset
from xorcore.book import worded

PAGE = "seeds"  # its url_path
MEMORY = "seeds_page"  # the one key of the session state
_EXAMPLE = seeds_request.settings(Request(), EXAMPLE, samples=4)


class Asked(NamedTuple):
    """What the results on the page are of."""

    request: Request
    settings: tuple[Setting, ...]  # that are trained
    dataset: Dataset | None  # own points; None where the settings draw the samples
    computation: Computation


@dataclass
class Memory:
    """Of the Seeds page in this tab."""

    request: Request  # as it is chosen
    asked: Asked | None = None
    refused: list[str] = field(default_factory=list)
    seed: int = 0  # that is picked
    seed_refused: str = ""

    def take(self, **changes) -> None:
        """Part of the request is chosen anew."""
        self.request, self.refused = self.request._replace(**changes), []

    def refuse(self, sentence: str) -> None:
        self.refused = [sentence]


def memory() -> Memory:
    """At first what the link says, or else what was asked last; a link with a number of seeds is computed at once."""
    if MEMORY not in st.session_state:
        _open(PageLink(seeds_request.LINK_KEYS))
    return st.session_state[MEMORY]


def _open(link: PageLink) -> None:
    request, refused = seeds_request.from_link(link.texts)
    opened = st.session_state[MEMORY] = Memory(request, refused=link.refused + refused)
    if not opened.refused and not _take_kept(opened, link):
        start() if "seeds" in link.texts else _check(opened)


def _check(opened: Memory) -> None:
    """Refuse values of the link that cannot be put side by side."""
    if why := _why_not(opened.request):
        opened.refuse(f"{why}.")


def _why_not(request: Request) -> str:
    """Why the settings of the request cannot be put side by side, "" where they can."""
    run = session.current()
    try:
        seeds_request.settings(request, run.present_config, len(run.dataset.inputs))
    except ValueError as error:
        why = worded(error)
        return why[0].upper() + why[1:]
    return ""


def take_values(values: str, typed: bool) -> None:
    """Of the setting that is put side by side. A typed text that cannot be used is refused; entries are picked one by one,
    so that they stay and the sentence too, until they can be.
    """
    here = memory()
    why = _why_not(here.request._replace(values=values))
    if why and typed:
        here.refuse(f"{why}; the values stay {here.request.values}.")
        return
    here.take(values=values)
    if why:
        here.refuse(f"{why}; as they are, nothing can be computed.")


def _take_kept(opened: Memory, link: PageLink) -> bool:
    """What was computed before the tab was loaded again, of the same settings, where the link asks for nothing else."""
    kept = kept_results.kept(session.visitor(), PAGE)
    if kept is None or kept.computation.cancelled or not gives(kept.request, kept):
        return False
    if link.texts and kept.request != opened.request:
        return False
    opened.request, opened.asked = kept.request, kept
    computation.take(kept.computation)
    return True


def write_link() -> None:
    """With the number of seeds once something was computed, so that the link brings the results back."""
    here = memory()
    entries = seeds_request.to_link(here.request)
    if here.asked is None and here.request.seeds == Request().seeds:
        del entries["seeds"]
    st.query_params.from_dict(session.link() | entries)


def shown() -> Asked:
    """What the page shows: what was asked for last, before that the example."""
    return memory().asked or Asked(Request(), _EXAMPLE, None, shared(PAGE, lambda: compute(Request(), _EXAMPLE, None)))


def gives(request: Request, asked: Asked) -> bool:
    """Whether this request would, of the present run, give these very results."""
    run = session.current()
    config, own_points = run.present_config, session.own_points(run.present_config)
    try:
        wanted = seeds_request.settings(request, config, len(run.dataset.inputs))
    except ValueError:
        return False
    same_points = own_points.equals(asked.dataset) if own_points else asked.dataset is None
    return same_points and (request.seeds, wanted) == (asked.request.seeds, asked.settings)


def start() -> None:
    """Begin to compute what is asked for, or refuse it in one sentence."""
    here, run = memory(), session.current()
    config, dataset = run.present_config, session.own_points(run.present_config)
    computation.stop()
    here.refused = []
    try:
        wanted = seeds_request.settings(here.request, config, len(run.dataset.inputs))
        refusal = seeds_request.refusal(here.request, wanted, dataset)
    except ValueError as error:
        refusal = f"{worded(error)}."
    if refusal:
        here.refuse(refusal)
        return
    here.asked = Asked(here.request, wanted, dataset, computation.start(compute(here.request, wanted, dataset)))
    kept_results.keep(session.visitor(), PAGE, here.asked)


def open_run(config: Config, name: str) -> None:
    """This very run of those that are shown, on the Train page. name: of its setting, "" where there is only one."""
    note = f"Seed {config.seed}{f', {name}' if name else ''}, from the Seeds page."
    session.start(config, shown().dataset, note)
    st.switch_page("app/pages/train.py")
