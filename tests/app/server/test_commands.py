"""What a browser may send."""

import json

import pytest

from app.run.transport import ACTIONS
from app.server.commands import CHECKS, LONGEST, SIGNS, Command, CommandError, read_command

GOOD = [("play", None), ("pause", None), ("step", None), ("reset", None), ("new_seed", None), ("show", 0), ("show", 10**6),
        ("speed", "full"), ("kind", "gradient"), ("window", [3, 7]), ("window", None)]
BAD_VALUES = [("show", -1), ("show", 1.5), ("show", True), ("show", "7"), ("show", None), ("show", 10**10),
              ("speed", "fast"), ("speed", 1), ("speed", []), ("kind", "x"), ("window", [7, 3]), ("window", [1]),
              ("window", [1, 2, 3]),
              ("window", [1, "2"]), ("window", "12"), ("window", {}), ("play", 1), ("drawn", 1)]
BAD_TEXTS = ["", "x", "null", "[]", "7", '"play"', "{", '{"do": "play"}', '{"do": "play", "number": "1"}',
             '{"do": "play", "number": 0}', '{"do": "play", "number": true}', '{"do": "play", "number": NaN}',
             '{"do": "play", "number": 1e999}', '{"do": ["play"], "number": 1}', '{"number": 1}',
             '{"do": "eval", "number": 1}', '{"do": "play", "number": 1, "more": 1}', '{"do": "drawn", "number": 1}',
             "[" * LONGEST, "9" * LONGEST,
             '{"do": "show", "number": 1, "value": ' + "9" * 500 + "}", "\0", "\ud800"]


@pytest.mark.parametrize(("do", "value"), GOOD)
def test_a_command_is_read_as_it_was_sent(do, value):
    command = read_command(json.dumps({"number": 7, "do": do, "value": value}))
    assert command == Command(7, do, tuple(value) if isinstance(value, list) else value)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_has_no_number(sign):
    assert read_command(json.dumps({"do": sign})) == Command(0, sign)


@pytest.mark.parametrize(("do", "value"), BAD_VALUES)
def test_a_value_that_does_not_fit_is_refused_in_one_sentence(do, value):
    with pytest.raises(CommandError, match=f"^“{do}” [^.]*\\.$"):
        read_command(json.dumps({"do": do, "value": value} | ({} if do in SIGNS else {"number": 1})))


@pytest.mark.parametrize("text", BAD_TEXTS)
def test_what_is_no_command_is_refused_in_one_sentence(text):
    with pytest.raises(CommandError, match=r"^[^.]*\.$"):
        read_command(text)


def test_a_message_that_is_too_long_is_not_even_read():
    with pytest.raises(CommandError, match=f"at most {LONGEST} characters, got {LONGEST + 1}"):
        read_command(" " * (LONGEST + 1))


def test_every_command_that_is_read_can_be_done():
    assert set(ACTIONS) == set(CHECKS)
