"""How far a computation of many seeds has come, or what came of it, in words."""

from app.seeds.request import Request
from app.seeds.statistics import Results, Statistics, answer, compared, diverged, where
from app.words.numbers import count
from app.words.plain_text import plain


def answers(statistics: tuple[Statistics, ...], field: str) -> str:
    """What the seeds say. field: the setting that differs, "" for a single one."""
    first, *others = statistics
    if not others:
        return " ".join(said for said in (answer(first), diverged(first), where(first)) if said)
    return " ".join([*(plain(compared(first, other, field)) for other in others),
                     "What is only faster also solves more within a limit of epochs: see whether the curves still rise."])


def progress(results: Results | None, request: Request) -> str:
    """Which seeds a partial result speaks of."""
    if not results:
        return ""
    solved = f" {count(results.solved)} solved so far."
    if not results.statistics:
        return solved
    last = results.statistics[-1]
    name = f"{last.setting.name}: the" if last.setting.name else "The"
    return f"{solved} {name} first {count(last.n)} of {count(request.seeds)} seeds have ended."
