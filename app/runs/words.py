"""What the list says of a kept run."""

from app.server.tables import Entry, Limits
from app.words.numbers import count, exact, figure
from app.words.settings_line import settings_line
from xorcore import Config
from xorcore.book import several

MEGABYTE = 1e6
LEAST_SHOWN = 0.1 * MEGABYTE
AGES = ((60, "second"), (60, "minute"), (24, "hour"), (365, "day"))  # each up to so many


def config_of(entry: Entry) -> Config:
    """The settings as they were at the end; what this program does not know of them is left out."""
    return Config.from_link(entry.summary.get("settings", {}))[0]


def title(entry: Entry, now: float) -> str:
    """Its name, or when it was last used. now: seconds since 1970, as all times here."""
    return entry.summary.get("name") or ago(now - entry.changed).capitalize()


def settings(entry: Entry) -> str:
    changes = entry.summary.get("changes", 0)
    changed = f" · {several(changes, 'change')} while it trained" if changes else ""
    return settings_line(config_of(entry), without="epochs") + changed


def outcome(entry: Entry, now: float) -> str:
    """Epoch, loss, how it ended, and when it was last used."""
    parts = [f"epoch {count(entry.epoch)} of {count(config_of(entry).epochs)}", f"loss {figure(entry.summary['loss'], 4)}",
             how_it_ended(entry)]
    return " · ".join(parts + ([ago(now - entry.changed)] if entry.summary.get("name") else []))


def how_it_ended(entry: Entry) -> str:
    said, config = entry.summary, config_of(entry)
    return {
        "finished": "finished",
        "solved": f"solved: the loss is below {exact(config.stop_at_loss or 0)}",
        "diverged": f"diverged: {said.get('diverged', '')}",
        "": "plays while it is looked at" if said.get("playing") else "paused",
    }[said.get("ended", "")]


def ago(seconds: float) -> str:
    """2 minutes ago."""
    if seconds < 10:
        return "just now"
    for most, unit in AGES:
        if seconds < most:
            return f"{several(int(seconds), unit)} ago"
        seconds /= most
    return f"{several(int(seconds), 'year')} ago"


def kept(number: int, size: int, limits: Limits, lasts: bool) -> str:
    """How much is kept, how long, and what goes first. lasts: whether it outlives the server."""
    how_long = f"each for {limits.seconds / 86400:.0f} days after it was last used" if lasts else "until this server stops"
    return (f"{several(number, 'run')}, {megabytes(size)}. Kept are at most {count(limits.runs)} runs and "
            f"{megabytes(limits.visitor_bytes)}, {how_long}; beyond that the ones that were not used for the longest "
            "time go.")


def is_nearly_full(number: int, size: int, limits: Limits) -> bool:
    """Whether the oldest runs go soon."""
    return number > 0.95 * limits.runs or size > 0.95 * limits.visitor_bytes


def megabytes(size: float) -> str:
    if size < LEAST_SHOWN:
        return f"less than {LEAST_SHOWN / MEGABYTE:.1f} MB"
    return f"{size / MEGABYTE:.1f} MB" if size < 10 * MEGABYTE else f"{size / MEGABYTE:.0f} MB"


def clean_name(text: str) -> str:
    """Without what a run file's name cannot hold, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def file_name(entry: Entry) -> str:
    """For a download: letters, digits and dashes."""
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in entry.summary.get("name", "")).strip("-")
    return f"{name or 'run'}-epoch-{entry.epoch}.npz"
