"""What the Classics page is asked for: which card is open, and which of its setups is looked at. Its link says the same."""

from collections.abc import Mapping
from typing import NamedTuple

from xorcore import CLASSICS
from xorcore.book import shown


class Opened(NamedTuple):
    """The card that is open, and the setup on it; both empty for the gallery."""

    classic: str = ""
    setup: str = ""


def first_setup(classic: str) -> str:
    return next(iter(CLASSICS[classic].setups))


def opened(classic: str, setup: str = "") -> tuple[Opened, str]:
    """The card of this name, and why it is not the one that was asked for, "" where it is. Unknown setup: the first."""
    if not classic:
        alone = f"“setup” of the link, {shown(setup)}, needs “classic” beside it; no card is open."
        return Opened(), alone if setup else ""
    if classic not in CLASSICS:
        return Opened(), f"There is no classic called {shown(classic)}: these are all that there are."
    first = first_setup(classic)
    if setup and setup not in CLASSICS[classic].setups:
        return Opened(classic, first), f"There is no setup called {shown(setup)} here; it is {first}."
    return Opened(classic, setup or first), ""


def from_link(link: Mapping[str, str]) -> tuple[Opened, str]:
    """What the link asks for, as `opened`."""
    empty = [f"“{key}”" for key in ("classic", "setup") if link.get(key) == ""]
    asked, why = opened(link.get("classic", ""), link.get("setup", ""))
    return asked, " ".join(filter(None, [why, f"{' and '.join(empty)} of the link may not be empty." if empty else ""]))


def to_link(asked: Opened) -> dict[str, str]:
    """The entries of the link: the card, and its setup if that is not the first."""
    if not asked.classic:
        return {}
    setup = {} if asked.setup == first_setup(asked.classic) else {"setup": asked.setup}
    return {"classic": asked.classic} | setup
