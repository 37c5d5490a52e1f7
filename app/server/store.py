"""The store keeps every visitor's runs, so that a refresh, a crash or a restart of the server loses none.

Each save is one transaction. A visitor is known by a hash of the secret in their cookie. Where there is no file there is
a store in memory, and `problem` says so.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.server import database, tables
from app.server.database import Unusable
from app.server.tables import LIMITS, LIMITS_IN_MEMORY, Entry, Kept, Limits
from xorcore.files import SavedRun

NEW_RUNS = 100  # between two looks for runs that nobody used for long
FOR_A_WHILE = "runs are kept only until this server stops"


_log = logging.getLogger(__name__)


class Store:
    """folder: None for a store in memory. Safe to use from any thread."""

    def __init__(self, folder: Path | None = None, limits: Limits = LIMITS):
        self.folder, self.limits = folder, limits
        self.note = ""  # what became of a damaged file, in one sentence
        self._standing = self._passing = ""  # problems: for as long as the server runs; until a save succeeds
        self._to_tidy = 0  # new runs until the next look for those that nobody used for long
        self._lock = threading.RLock()
        self._owner = self._connection = None
        self._open()

    def _open(self) -> None:
        if database.sqlite3 is None:
            self._standing = "Runs are not kept, for this Python has no sqlite3."
            return
        if self.folder is None:
            self._standing = f"The store is turned off; {FOR_A_WHILE}."
        else:
            try:
                self._owner = database.own(self.folder)
                self._connection, self.note = database.in_file(self.folder)
            except Unusable as error:
                self._standing = f"The store in {self.folder} is not used, for {error}; {FOR_A_WHILE}."
        if self._connection is None:
            self._connection = database.in_memory()
            self.limits = Limits(*map(min, self.limits, LIMITS_IN_MEMORY))
        for sentence in (self._standing, self.note):
            if sentence:
                _log.warning(sentence)
        self._do(self._tidy, None)

    def _tidy(self, connection) -> None:
        """What nobody used for long goes."""
        tables.delete(connection, tables.outdated(connection, self.limits))
        self._to_tidy = NEW_RUNS

    @property
    def problem(self) -> str:
        """Why runs are not kept for good, in one sentence; "" where they are."""
        return self._standing or self._passing

    @property
    def lasts(self) -> bool:
        """Whether what it keeps outlives the server."""
        return not self._standing

    @property
    def fails(self) -> bool:
        """Whether runs are not kept although the store is wanted."""
        return bool(self.problem) and self.folder is not None

    def close(self) -> None:
        """Let go of the file; what is saved after this is not kept."""
        with self._lock:
            for connection in (self._connection, self._owner):
                if connection is not None:
                    connection.close()
            self._connection = self._owner = None

    def save(self, visitor: str, identity: str, run: SavedRun, summary: dict) -> bool:
        """Keep the run under this identity. summary: anything JSON can say, for the list.

        Returns whether it was written; if not, nothing has changed and `problem` says why.
        """
        def action(connection) -> bool:
            key = _key(visitor)
            is_new = tables.write(connection, key, identity, run, summary)
            if is_new:
                tables.delete(connection, tables.going(connection, key, identity, self.limits))
                self._to_tidy -= 1
            if self._to_tidy < 0:
                self._tidy(connection)
            return True

        with self._lock:
            saved = self._do(action, False)
            if saved:
                self._passing = ""
            return saved

    def load(self, visitor: str, identity: str) -> Kept | None:
        """This visitor's run of that identity, None where there is none. Raises RunFileError where it cannot be read."""
        return self._do(lambda connection: tables.read(connection, _key(visitor), identity), None)

    def newest(self, visitor: str) -> str:
        """The identity of the visitor's run that was saved last, trained or not; "" where there is none."""
        found = self._do(lambda connection: tables.entries(connection, _key(visitor), 0, 1, 0), [])
        return found[0].id if found else ""

    def entries(self, visitor: str, start: int = 0, count: int = 1) -> list[Entry]:
        """The visitor's trained runs, those saved last first, from number `start` on."""
        return self._do(lambda connection: tables.entries(connection, _key(visitor), start, count, 1), [])

    def entry(self, visitor: str, identity: str) -> Entry | None:
        """The one of this identity."""
        return self._do(lambda connection: tables.entry(connection, _key(visitor), identity), None)

    def usage(self, visitor: str) -> tuple[int, int]:
        """How many trained runs the visitor has here, and how many bytes they take."""
        return self._do(lambda connection: tables.usage(connection, _key(visitor)), (0, 0))

    def rename(self, visitor: str, identity: str, name: str) -> None:
        self._do(lambda connection: tables.rename(connection, _key(visitor), identity, name), None)

    def draw(self, visitor: str, identity: str, picture: bytes) -> None:
        """Keep a small picture of the run."""
        self._do(lambda connection: tables.draw(connection, _key(visitor), identity, picture), None)

    def delete(self, visitor: str, identities: list[str] | None = None) -> bool:
        """Delete these runs of the visitor, or all of them. Returns whether that was done."""
        def action(connection) -> bool:
            tables.delete(connection, tables.owned(connection, _key(visitor), identities))
            connection.execute("PRAGMA incremental_vacuum").fetchall()
            return True
        with self._lock:
            deleted = self._do(action, False)
            if deleted:
                database.settle(self._connection)
            return deleted

    def _do(self, action: Callable[[Any], Any], otherwise):
        """Do it in one transaction; a file that turns out to be damaged is set aside, once.

        Returns `otherwise` where it cannot be done, and says why in `problem`.
        """
        with self._lock:
            for _ in range(2):
                try:
                    return otherwise if self._connection is None else database.in_transaction(self._connection, action)
                except database.Error as error:
                    self._passing = f"Runs are not kept at the moment; the store's file failed: {database.reason(error)}."
                    if not (database.is_damage(error) and self._renew()):
                        break
            return otherwise

    def _renew(self) -> bool:
        """A new file in place of the damaged one. Returns whether there is one."""
        try:
            self._connection, self.note = database.renewed(self._connection, self.folder / database.FILE), database.DAMAGED
        except (OSError, database.Error):
            return False
        return True


def _key(visitor: str) -> str:
    return hashlib.sha256(visitor.encode()).hexdigest()
