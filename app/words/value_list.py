"""Values as people list them: "0, 0.5, 0.9", "0 0.5 0.9", and with decimal commas "0,5; 0,9" or "0,5 0,9"."""

import re

from xorcore.book import grouped

LONGEST_TEXT = 200  # characters


def split(text: str) -> list[str]:
    """The values. What is too long, or where a comma may be decimal or may stand between two values, "0,5, 0,9", is left
    whole."""
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        return [text]
    if ";" in text:
        between = r"\s*;\s*"
    elif "." in text or not re.search(r"[0-9],[0-9]", text):
        between = r"[\s,]+"
    elif re.search(r",\s", text):
        return [text]
    else:
        between = r"\s+" if re.search(r"\s", text) else ","
    return [part for part in re.split(between, text) if part]


def check_split(texts: list[str]) -> None:
    """Raises ValueError where `split` left a text whole, or cut one, 1 000 into 1 and 000."""
    for text in texts:
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"values must be written in at most {LONGEST_TEXT} characters, got {grouped(len(text))}")
        if re.fullmatch("0[0-9]+", text):
            raise ValueError(f"“{text[:60]}” looks like the end of a number: write no marks between thousands")
        if re.search(r",\s", text):
            raise ValueError(f"“{text[:60]}” can be read in two ways: put semicolons between the values")


def join(texts: list[str]) -> str:
    """What `split` gives back, for a link."""
    return (";" if any("," in text for text in texts) else ",").join(texts)
