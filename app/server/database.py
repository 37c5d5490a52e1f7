"""The store's file: opened, locked to this server, checked, and set aside where it is damaged.

sqlite3 is not everywhere (not where Streamlit runs as WebAssembly): only this file imports it.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.server.data_folder import is_on_network

try:
    import sqlite3
except ImportError:
    sqlite3 = None

Error = sqlite3.Error if sqlite3 else OSError

VERSION = 1  # of the tables
FILE, OWNER = "runs.sqlite", "server.lock"
WAIT_SECONDS = 1.0  # for another program that has locked the file
OWNER_SECONDS = 5.0  # for another server that may be about to end
TABLES = {
    # `sum` is a checksum of the columns before it; `content` is a sealed file, which has its own.
    "runs": "id TEXT PRIMARY KEY, visitor TEXT, changed REAL, epoch INTEGER, bytes INTEGER, summary TEXT, sum TEXT, "
            "picture BLOB",
    "states": "run TEXT, generation INTEGER, first_loss INTEGER, sum TEXT, content BLOB, PRIMARY KEY (run, generation)",
    "losses": "run TEXT, piece INTEGER, content BLOB, PRIMARY KEY (run, piece)",
}
CHECKED = "id, visitor, changed, epoch, bytes, summary"
SCHEMA = [f"CREATE TABLE {table} ({columns})" for table, columns in TABLES.items()]
SCHEMA.append("CREATE INDEX by_visitor ON runs (visitor, changed, epoch, bytes)")
DAMAGED = "The store was damaged: its file was set aside, and what could be read was taken over into a new one."


class Damaged(Error):
    """A row is not as it was written, or what SQLite says of it is no text."""


class Unusable(Exception):
    """There is no file; the message is half a sentence that says why."""


def in_memory() -> "sqlite3.Connection":
    """A store that lasts as long as the process."""
    return _with_tables(_connected(":memory:"))


def in_file(folder: Path) -> "tuple[sqlite3.Connection, str]":
    """The store in this folder, this server's alone, and a sentence where it was damaged. Raises Unusable."""
    file = folder / FILE
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        connection, note = _undamaged(file)
        return _with_tables(_with_journal(connection, folder)), note
    except (OSError, sqlite3.Error) as error:
        raise Unusable(reason(error)) from None


def own(folder: Path) -> "sqlite3.Connection":
    """A lock that says that a server has this folder; it ends with the process, however that ends. Raises Unusable."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = _connected(folder / OWNER, OWNER_SECONDS)
        lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error) as error:
        busy = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
        raise Unusable("another server uses it" if busy else reason(error)) from None
    return lock


def in_transaction(connection: "sqlite3.Connection", action: Callable[["sqlite3.Connection"], Any]):
    """What the action returns; where it raises nothing is changed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = action(connection)
        connection.execute("COMMIT")
    except UnicodeDecodeError:
        raise Damaged from None
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return result


def settle(connection: "sqlite3.Connection") -> None:
    """Empty the log beside the file, which still has what was deleted; where somebody reads it, that waits."""
    with contextlib.suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def reason(error: Exception) -> str:
    """Why the file cannot be used, in half a sentence."""
    codes = {sqlite3.SQLITE_FULL: "the disk is full", sqlite3.SQLITE_READONLY: "it may not be written",
             sqlite3.SQLITE_BUSY: "another program has locked it", sqlite3.SQLITE_LOCKED: "another program has locked it",
             sqlite3.SQLITE_CANTOPEN: "it cannot be opened", sqlite3.SQLITE_IOERR: "the disk cannot be read or written",
             sqlite3.SQLITE_CORRUPT: "it is damaged", sqlite3.SQLITE_NOTADB: "it is damaged"}
    if isinstance(error, PermissionError):
        return "it may not be written"
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be opened").lower()
    return codes.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "it cannot be used")


def is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return isinstance(error, (Damaged, UnicodeDecodeError)) or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def sum_of(*values) -> str:
    """A checksum of a row's values."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def renewed(connection: "sqlite3.Connection", file: Path) -> "sqlite3.Connection":
    """Set the damaged file aside and take over into a new one what of it can be read."""
    connection.close()
    aside = file.with_name(f"{file.stem}-damaged-{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 10**6:06}{file.suffix}")
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{file}{ending}", f"{aside}{ending}")
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    new = _with_tables(_with_journal(_connected(file), file.parent))
    _take_over(_connected(aside), new)
    return new


def _undamaged(file: Path) -> "tuple[sqlite3.Connection, str]":
    connection = _connected(file)
    try:
        version, = connection.execute("PRAGMA user_version").fetchone()
        whole = version > VERSION or _is_whole(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        whole, version = False, VERSION
    if version > VERSION:
        raise Unusable(f"it has version {version} of a newer program, this one knows version {VERSION}")
    return (connection, "") if whole else (renewed(connection, file), DAMAGED)


def _is_whole(connection: "sqlite3.Connection") -> bool:
    """Whether the tables are ours and the list of runs is as it was written; states and losses are checked when read."""
    tables = {sql for sql, in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if not tables:
        return True
    if tables != set(SCHEMA) or connection.execute("PRAGMA integrity_check(runs)").fetchone() != ("ok",):
        return False
    rows = connection.execute(f"SELECT {CHECKED}, sum FROM runs")
    return all(sum_of(*values) == found for *values, found in rows)


def _connected(file: Path | str, seconds: float | None = None) -> "sqlite3.Connection":
    # Autocommit: transactions are begun where they are needed. Text that is damaged is to be read, not to raise.
    timeout = WAIT_SECONDS if seconds is None else seconds
    connection = sqlite3.connect(file, timeout=timeout, isolation_level=None, check_same_thread=False)
    connection.text_factory = lambda text: text.decode(errors="replace")
    return connection


def _with_journal(connection: "sqlite3.Connection", folder: Path) -> "sqlite3.Connection":
    """A write-ahead log, which needs memory that processes share; on a network file system a rollback journal."""
    if is_on_network(folder):
        connection.execute("PRAGMA journal_mode = TRUNCATE")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _with_tables(connection: "sqlite3.Connection") -> "sqlite3.Connection":
    connection.execute("PRAGMA secure_delete = ON")
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    return connection


def _take_over(old: "sqlite3.Connection", new: "sqlite3.Connection") -> None:
    """Every row that can be read, from both ends of each table; of the list, those whose sum fits."""
    for table in TABLES:
        for order in ("ASC", "DESC"):
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError, IndexError):  # the rest cannot be read
                for row in old.execute(f"SELECT * FROM {table} ORDER BY rowid {order}"):
                    if table != "runs" or sum_of(*row[:6]) == row[6]:
                        new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    old.close()
