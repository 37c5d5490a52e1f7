"""What to look at on a map, in one sentence."""

from app.maps.request import MapChoices
from xorcore.classics import MAP_PRESETS

_OF_PRESETS = {
    "1988: learning rate and momentum": "The more momentum, the smaller the learning rates that solve XOR: blue is solved, "
                                        "the paler the sooner, and the edge is where blue turns into orange.",
    "1988: two start weights": "Which starts are solved soonest? The paler, the sooner; the dark lines are starts with a "
                               "weight near 0, or with two that cancel each other.",
    "Sohl-Dickstein: two learning rates": "Blue converges, orange does not, and the edge between them stays ragged when "
                                          "it is zoomed into.",
}
_OF_COLOURS = {
    "epochs": "Blue is solved, the paler the sooner; the edge is where it turns into orange, which is not.",
    "loss": "Blue is a small loss at the end, orange a large one; what diverged is grey.",
    "sohl_dickstein": "Blue converges, orange does not; the nearer to the edge, the darker.",
}


def what_to_see(choices: MapChoices) -> str:
    """On a preset's own map, or by the colours."""
    preset = MAP_PRESETS.get(choices.network)
    whole = preset and (choices.x, choices.y, choices.colour) == (preset.x, preset.y, preset.colour)
    return (_OF_PRESETS.get(choices.network) if whole else None) or _OF_COLOURS[choices.colour]
