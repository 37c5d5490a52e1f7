"""The walk through one step: which stage is looked at, and what is picked."""

from dataclasses import dataclass, field

from app.one_step.stages import Pick, stages


@dataclass
class Walk:
    """What was picked waits in its layer: other layers show what was picked there last, and the update at the end is that
    of the last pick of all.
    """

    stage: int = 0
    pick: Pick = Pick(0, 0, None)  # what is looked at
    picked: Pick = Pick(0, 0, None)  # the last that was chosen
    picks: dict[int, Pick] = field(default_factory=dict)  # chosen, by layer

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Come into a network of these layer sizes: to a stage and units that it has."""
        all_stages = stages(len(sizes) - 1)
        self.stage = min(self.stage, len(all_stages) - 1)
        if not self.picks or not all(_is_in(sizes, pick) for pick in (*self.picks.values(), self.pick)):
            self.picks = {}
            self.take(Pick(all_stages[self.stage].layer or 0, 0, None))

    def take(self, pick: Pick) -> None:
        self.pick = self.picked = self.picks[pick.layer] = pick

    def move(self, by: int, layers: int) -> None:
        """So many stages on, or back."""
        all_stages = stages(layers)
        self.stage = min(max(self.stage + by, 0), len(all_stages) - 1)
        stage = all_stages[self.stage]
        if stage.kind == "update":
            self.pick = self.picked
        elif stage.layer is not None and stage.layer != self.pick.layer:
            self.pick = self.picks.get(stage.layer, Pick(stage.layer, 0, None))


def _is_in(sizes: tuple[int, ...], pick: Pick) -> bool:
    return pick.layer < len(sizes) - 1 and pick.unit < sizes[pick.layer + 1] and (pick.source or 0) < sizes[pick.layer]
