"""What stands around the numbers of a printed table: the row and column numbers of pandas and R, the tags of a log."""

import re
from collections.abc import Iterator

COLUMNS = re.compile(r"[\s,;]*0([\s,;]+\d+)*\s*")  # of a data frame: 0 1 2
ROW = re.compile(r"\s*(?P<number>\d+)[\s,;]+(?P<rest>\S.*)")
DTYPE = re.compile(r"\s*(Name: .*, )?(Length: \d+, )?dtype: \w+\s*")
R_COLUMNS = re.compile(r"\s*(\[,\d+\]\s*)+")
R_ROW = re.compile(r"^\s*\[\d+,?\](?=\s)")
R_NAME = re.compile(r"^\$(?=\w)")
TAG = re.compile(r"^\s*\[[A-Za-z]+\]")  # [INFO]
OF_KERAS = re.compile(r"\b(shape=\([\d, ]*\)|dtype=\w+), ")  # what its variables show beside their value


def without_labels(text: str) -> str:
    """The text without them."""
    lines = (OF_KERAS.sub("", R_NAME.sub("", R_ROW.sub("", TAG.sub("", line)))) for line in text.splitlines())
    return "\n".join(_without_numbers([line for line in lines if not (R_COLUMNS.fullmatch(line) or DTYPE.fullmatch(line))]))


def _without_numbers(lines: list[str]) -> Iterator[str]:
    """The lines of data frames and series without the numbers of their rows, 0, 1, 2, ..., and columns."""
    row = 0
    for line in lines:
        if COLUMNS.fullmatch(line) and _counts(line):
            row = 0
            continue
        found = ROW.fullmatch(line)
        row = row if found and int(found["number"]) == row else 0
        numbered = found is not None and int(found["number"]) == row
        yield found["rest"] if found and numbered else line
        row = row + 1 if numbered else 0


def _counts(line: str) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    return numbers == list(range(len(numbers)))
