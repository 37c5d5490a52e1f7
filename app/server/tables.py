"""The store's rows: a run is a row in the list, its state twice (the newest and the one before), and its losses in pieces
that never change once they are full. All functions are called inside a transaction.
"""

import json
import time
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from app.server.database import CHECKED, Damaged, sum_of
from xorcore.files import RunFileError, SavedRun, SealError, read_run, seal, unseal, write_run

PIECE = 4096  # losses in one row
DAY = 24 * 3600.0


class Limits(NamedTuple):
    """What is kept; beyond it those runs go that were not used for the longest time."""

    runs: int = 10_000  # of one visitor
    visitor_bytes: int = 500_000_000
    all_bytes: int = 5_000_000_000
    seconds: float = 365 * DAY

    def admit(self, runs: int, size: int) -> bool:
        """Whether one visitor may have so many, of so many bytes."""
        return runs <= self.runs and size <= self.visitor_bytes


LIMITS = Limits()
LIMITS_IN_MEMORY = Limits(visitor_bytes=30_000_000, all_bytes=150_000_000)


class Entry(NamedTuple):
    """A run in the list. summary: what was given with it at its last save."""

    id: str
    changed: float  # seconds since 1970
    epoch: int
    bytes: int
    summary: dict
    picture: bytes | None


class Kept(NamedTuple):
    """A run out of the store. note: a sentence where it is not the newest state."""

    run: SavedRun
    summary: dict
    note: str


def write(connection, visitor: str, identity: str, run: SavedRun, summary: dict) -> bool:
    """Put the run's state in place of that before the last, and of its losses what is not there yet.

    Returns whether it is a new run.
    """
    earlier = _summary(connection, visitor, identity)
    if earlier is None and connection.execute("SELECT 1 FROM runs WHERE id = ?", (identity,)).fetchone():
        raise ValueError("a run of this identity is somebody else's")
    saves, first_loss = (earlier or {"saves": -1})["saves"] + 1, (run.epoch + 1) // PIECE * PIECE
    _write_losses(connection, identity, run, first_loss)
    content, place = write_run(run, first_loss), (identity, saves % 2, first_loss)
    connection.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)", (*place, sum_of(*place), content))
    size = (1 + (saves > 0)) * len(content) + run.losses.nbytes + run.test_losses.nbytes
    name = earlier["name"] if earlier else run.name
    write_entry(connection, identity, visitor, time.time(), run.epoch, size, summary | {"saves": saves, "name": name})
    return earlier is None


def write_entry(connection, *values) -> None:
    """values: id, visitor, changed, epoch, bytes, summary."""
    values = (*values[:-1], json.dumps(values[-1]))
    connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, "
        "epoch = excluded.epoch, bytes = excluded.bytes, summary = excluded.summary, sum = excluded.sum "
        "WHERE visitor = excluded.visitor", (*values, sum_of(*values)))


def read(connection, visitor: str, identity: str) -> Kept | None:
    """The run in its newest state, else in that before; None where there is none. Raises RunFileError."""
    summary = _summary(connection, visitor, identity)
    if summary is None:
        return None
    newest = summary["saves"] % 2
    try:
        return Kept(_read_state(connection, identity, newest), summary, "")
    except RunFileError:
        run = _read_state(connection, identity, 1 - newest)
    note = f"The newest state of this run was damaged in the store; it goes on from epoch {run.epoch}."
    return Kept(run, summary, note)


def entries(connection, visitor: str, start: int, count: int, least_epoch: int) -> list[Entry]:
    """The visitor's runs that are trained so far, those saved last first."""
    rows = _checked(connection, "visitor = ? AND epoch >= ? ORDER BY changed DESC LIMIT ? OFFSET ?",
                    (visitor, least_epoch, count, start))
    return [_entry(row) for row in rows]


def entry(connection, visitor: str, identity: str) -> Entry | None:
    rows = _checked(connection, "id = ? AND visitor = ?", (identity, visitor))
    return _entry(rows[0]) if rows else None


def _entry(row: tuple) -> Entry:
    identity, _, changed, epoch, size, summary, picture = row
    return Entry(identity, changed, epoch, size, json.loads(summary), picture)


def rename(connection, visitor: str, identity: str, name: str) -> None:
    for *values, summary, _ in _checked(connection, "id = ? AND visitor = ?", (identity, visitor)):
        write_entry(connection, *values, json.loads(summary) | {"name": name})


def draw(connection, visitor: str, identity: str, picture: bytes) -> None:
    connection.execute("UPDATE runs SET picture = ? WHERE id = ? AND visitor = ?", (picture, identity, visitor))


def usage(connection, visitor: str) -> tuple[int, int]:
    """Number of trained runs, and their bytes."""
    return connection.execute("SELECT count(*), coalesce(sum(bytes), 0) FROM runs WHERE visitor = ? AND epoch > 0",
                              (visitor,)).fetchone()


def owned(connection, visitor: str, identities: list[str] | None) -> list[str]:
    """Of these runs those of this visitor; all of them for None."""
    rows = connection.execute("SELECT id FROM runs WHERE visitor = ?", (visitor,))
    return [identity for identity, in rows if identities is None or identity in identities]


def delete(connection, identities: Iterable[str]) -> None:
    for identity in identities:
        connection.execute("DELETE FROM runs WHERE id = ?", (identity,))
        connection.execute("DELETE FROM states WHERE run = ?", (identity,))
        connection.execute("DELETE FROM losses WHERE run = ?", (identity,))


def going(connection, visitor: str, newest: str, limits: Limits) -> set[str]:
    """The visitor's runs that go now that there is a newest one: untrained ones, and those beyond the limits."""
    untrained = connection.execute("SELECT id FROM runs WHERE visitor = ? AND epoch = 0", (visitor,))
    found = {identity for identity, in untrained}
    if not limits.admit(*usage(connection, visitor)):
        found |= {identity for identity, in connection.execute(
            "SELECT id FROM (SELECT id, sum(bytes) OVER newest AS size, row_number() OVER newest AS number "
            "FROM runs WHERE visitor = ? WINDOW newest AS (ORDER BY changed DESC)) WHERE number > ? OR size > ?",
            (visitor, limits.runs, limits.visitor_bytes))}
    return found - {newest}


def outdated(connection, limits: Limits) -> list[str]:
    """Everybody's runs that were not used for too long, or that make the store too large. Reads the whole list.

    Untrained ones, which every visit leaves behind, go after a day.
    """
    now = time.time()
    rows = connection.execute(
        "SELECT id FROM (SELECT id, changed, epoch, sum(bytes) OVER (ORDER BY changed DESC) AS size FROM runs) "
        "WHERE size > ? OR changed < ? OR (epoch = 0 AND changed < ?)",
        (limits.all_bytes, now - limits.seconds, now - DAY))
    return [identity for identity, in rows]


def _checked(connection, which: str, values: tuple) -> list[tuple]:
    """id, visitor, changed, epoch, bytes, summary, picture of these rows. Raises Damaged."""
    rows = connection.execute(f"SELECT {CHECKED}, picture, sum FROM runs WHERE {which}", values).fetchall()
    if any(sum_of(*row[:-2]) != row[-1] for row in rows):
        raise Damaged
    return [row[:-1] for row in rows]


def _summary(connection, visitor: str, identity: str) -> dict | None:
    rows = _checked(connection, "id = ? AND visitor = ?", (identity, visitor))
    return json.loads(rows[0][-2]) if rows else None


def _write_losses(connection, identity: str, run: SavedRun, end: int) -> None:
    there, = connection.execute("SELECT count(*) FROM losses WHERE run = ?", (identity,)).fetchone()
    for piece in range(there, end // PIECE):
        rows = slice(piece * PIECE, (piece + 1) * PIECE)
        content = seal({}, {"losses": run.losses[rows], "test_losses": run.test_losses[rows]})
        connection.execute("INSERT OR REPLACE INTO losses VALUES (?, ?, ?)", (identity, piece, content))


def _read_state(connection, identity: str, generation: int) -> SavedRun:
    row = connection.execute("SELECT run, generation, first_loss, sum, content FROM states "
                             "WHERE run = ? AND generation = ?", (identity, generation)).fetchone()
    if row is None or sum_of(*row[:3]) != row[3]:
        raise RunFileError("The run is damaged in the store and cannot be opened.")
    return read_run(row[4], *_read_losses(connection, identity, row[2]))


def _read_losses(connection, identity: str, end: int) -> tuple[np.ndarray, np.ndarray]:
    rows = connection.execute("SELECT content FROM losses WHERE run = ? AND piece < ? ORDER BY piece",
                              (identity, end // PIECE))
    try:
        pieces = [unseal(content)[1] for content, in rows]
    except SealError:
        raise RunFileError("The losses of the run are damaged in the store; it cannot be opened.") from None
    if not pieces:
        return np.empty(0), np.empty(0)
    return tuple(np.concatenate([piece[name] for piece in pieces]) for name in ("losses", "test_losses"))
