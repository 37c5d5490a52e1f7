"""Published experiments, from textbooks to a student's report, a file each; `CLASSICS` lists them by a short name."""

from xorcore.classics import (
    fausett,
    goh,
    lab_report,
    local_minima,
    mazur,
    mcclelland_rumelhart,
    minsky_papert,
    nycu_lab,
    sohl_dickstein,
)
from xorcore.classics.classic import (
    CLAIMED,
    CONSISTENT,
    CORRECTED,
    FAILED,
    REPRODUCED,
    WEAKER,
    Check,
    Classic,
    ComparedFigure,
    Figure,
    Setup,
    check_classic,
)
from xorcore.classics.lab_report import REPORTED_ANSWERS
from xorcore.classics.map_presets import MAP_PRESETS
from xorcore.classics.python_lines import as_python

CLASSICS: dict[str, Classic] = {
    "lab_report": lab_report.CLASSIC,
    "minsky_papert": minsky_papert.CLASSIC,
    "mcclelland_rumelhart": mcclelland_rumelhart.CLASSIC,
    "local_minima": local_minima.CLASSIC,
    "fausett": fausett.CLASSIC,
    "mazur": mazur.CLASSIC,
    "goh": goh.CLASSIC,
    "nycu_lab": nycu_lab.CLASSIC,
    "sohl_dickstein": sohl_dickstein.CLASSIC,
}

__all__ = [
    "CLAIMED", "CLASSICS", "CONSISTENT", "CORRECTED", "FAILED", "MAP_PRESETS", "REPORTED_ANSWERS", "REPRODUCED", "WEAKER",
    "Check", "Classic", "ComparedFigure", "Figure", "Setup", "check_classic", "as_python",
]
