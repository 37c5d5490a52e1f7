"""What is long to write out and short to read stands in tests/data, as it was agreed on.

Where it is meant to change, delete the file and run its test: it is written anew, to be read before it is kept.
"""

from pathlib import Path

AGREED = Path(__file__).parents[1] / "data"


def assert_agreed(lines: list[str], agreed: Path) -> None:
    written = agreed.exists()
    if not written:
        agreed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert written, f"{agreed.name} was not there and is written now: read it"
    assert lines == agreed.read_text(encoding="utf-8").splitlines()
