"""What a browser may send: small JSON messages, each field checked before anything is done.

{"number": 7, "do": "show", "value": 120}. The number counts a view's commands: one that comes again, because the browser
does not know whether it was heard, is not done twice.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.server.pace import SPEEDS

LONGEST = 1000  # characters of a message
LARGEST = 10**9  # of any number in it
KINDS = ("weights", "gradient", "change")
SIGNS = ("drawn", "hidden", "here")  # what is no command: the browser says how it is


class Command(NamedTuple):
    """number: 0 for a sign."""

    number: int
    do: str
    value: Any = None


class CommandError(ValueError):
    """A message that cannot be used; the message is one sentence."""


def _nothing(value) -> None:
    if value is not None:
        raise CommandError("takes no value")


def _epoch(value) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise CommandError(f"needs a whole number from 0 to {LARGEST}")
    return value


def _one_of(names) -> Callable[[Any], str]:
    def check(value) -> str:
        if not isinstance(value, str) or value not in names:
            raise CommandError(f"needs one of {', '.join(names)}")
        return value
    return check


def _window(value) -> tuple[int, int] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or _epoch(value[0]) >= _epoch(value[1]):
        raise CommandError("needs two epochs, the first below the second, or null")
    return value[0], value[1]


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "play": _nothing, "go_on": _nothing, "pause": _nothing, "step": _nothing, "reset": _nothing, "new_seed": _nothing,
    "show": _epoch, "speed": _one_of(SPEEDS), "kind": _one_of(KINDS), "window": _window,
}


def read_command(text: str) -> Command:
    """The command of a message. Raises CommandError."""
    if len(text) > LONGEST:
        raise CommandError(f"A message has at most {LONGEST} characters, got {len(text)}.")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise CommandError("A message must be JSON.") from None
    if not isinstance(message, dict) or not set(message) <= {"number", "do", "value"}:
        raise CommandError("A message must be an object with number, do and value.")
    return _checked(message.get("number", 0), message.get("do"), message.get("value"))


def _checked(number, do, value) -> Command:
    if do not in (*CHECKS, *SIGNS):
        raise CommandError(f"A message must do one of {', '.join((*CHECKS, *SIGNS))}.")
    try:
        value = (_nothing if do in SIGNS else CHECKS[do])(value)
    except CommandError as error:
        raise CommandError(f"“{do}” {error}.") from None
    if type(number) is not int or not (number == 0 if do in SIGNS else 0 < number <= LARGEST):
        raise CommandError("A command must be numbered from 1 on.")
    return Command(number, do, value)
