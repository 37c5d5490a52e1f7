"""The colours of all charts, told apart by colour-blind eyes, on white and on black.

`palette.js` makes the scales of the live view of their ends, which are sent to it.
"""

ZERO, ONE = "#185daa", "#d56700"  # the output, and the samples' targets
GREY = "#888888"
SCALE_ENDS = {"light": {"output": (ZERO, ONE), "signed": ("#762a83", "#157334")},
              "dark": {"output": ("#4da0f5", "#f5902e"), "signed": ("#c078d6", "#48be6c")}}
# Signed values in the light and in the dark theme, for CSS.
NEGATIVE, POSITIVE = (f"light-dark({light}, {dark})"
                      for light, dark in zip(*(ends["signed"] for ends in SCALE_ENDS.values()), strict=True))
# Of the runs or settings of a chart, in their order, 3 to 1 on white and 4 to 1 on the dark page; the dashes (pixels of
# line and gap) tell them apart without colour.
RUNS = ("#1f7ad8", "#d9730d", "#bd70d0", "#1f9e77", "#d6336c", "#8a8a8a")
DASHES = {"solid": (), "dash": (9, 9), "dot": (3, 3), "dashdot": (9, 4, 3, 4), "longdash": (14, 14),
          "longdashdot": (14, 5, 3, 5)}  # Plotly's names

OUTPUT_SCALE = [[0, ZERO], [0.5, "#efefef"], [1, ONE]]
LOSS_SCALE = [[0, "#f4f4f4"], [1, "#2e2e2e"]]


def pale(colour: str) -> str:
    """The same colour, to be seen through."""
    red, green, blue = (int(colour[i:i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.2)"
