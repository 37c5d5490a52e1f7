"""What the Compare page shows of a comparison: curves and table while it grows, then surfaces and the landscape."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import streamlit as st

from app.compare.charts import landscape_figure, surface_figure
from app.compare.comparison import Comparison, SoFar
from app.compare.settings import FIELD_NAMES, LOSS_FIELDS, label
from app.compare.words import answer, table
from app.drawing.curves import curves_figure
from app.run import session
from app.server.computation import Computation, watch
from app.words.numbers import count
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from xorcore import Dataset
from xorcore.many.landscape import Projection

MOST_PANEL, ALL_PANELS = 290, 1200  # pixels of one decision surface, and of all side by side
NO_BAR = {"displayModeBar": False}


class Asked(NamedTuple):
    """A comparison, and its computation."""

    comparison: Comparison
    computation: Computation

    @property
    def so_far(self) -> SoFar:
        return self.computation.newest or SoFar()


def labels_of(comparison: Comparison) -> list[str]:
    return [label(comparison.field, value) for value in comparison.values]


def show(asked: Asked, logarithmic: bool, is_as_chosen: bool) -> None:
    """is_as_chosen: whether Compare would give this very comparison."""
    if not is_as_chosen:
        st.info("What is chosen has changed since: this is the earlier comparison. Press Compare for the new one.")
    comparison = asked.comparison
    what = FIELD_NAMES[comparison.field].lower()
    st.caption(f"Compared: {what}, all from the same start weights. "
               f"All else equal: {settings_line(comparison.configs[0], without=comparison.field)}.")
    watch(asked.computation, lambda running: growing(asked, running, logarithmic))
    if not asked.computation.running:
        surfaces(comparison, asked.so_far)
        landscape(comparison, asked.so_far)


def growing(asked: Asked, running: bool, logarithmic: bool) -> None:
    """Progress, loss curves and table: what there is by now."""
    comparison, so_far = asked.comparison, asked.so_far
    labels, results = labels_of(comparison), so_far.results
    if running:
        st.progress(comparison.progress(so_far), text=_doing(labels, so_far))
    elif so_far.complete:
        st.markdown(answer(comparison.field, labels, results) + " One start is one example: Seeds asks many.")
    elif asked.computation.error:
        st.error(f"The computation failed: {plain(str(asked.computation.error))}")
    else:
        st.markdown(f"**Stopped** after {len(results)} of {len(labels)} runs." if so_far.curves else
                    "**Stopped** before the first result.")
    if so_far.curves:
        last = (f"{label} {losses[-1]:.3g}" for label, (_, losses) in zip(labels, so_far.curves, strict=False))
        st.plotly_chart(curves_figure(labels, so_far.curves, logarithmic), key="compare_curves", config=NO_BAR,
                        alt=f"Loss by epoch, at last: {'; '.join(last)}.")
    if comparison.field in LOSS_FIELDS:
        st.caption("The curves are of different loss functions: their heights do not compare, their shapes do.")
    if not results:
        return
    title = FIELD_NAMES[comparison.field]
    st.dataframe(table(title, labels, results), hide_index=True, placeholder="–", column_config={
        title: st.column_config.TextColumn(width="medium"),
        "final loss": st.column_config.NumberColumn(format="%.3e"),
        "largest error": st.column_config.NumberColumn(format="%.4f"),
        "norm of the weights": st.column_config.NumberColumn(
            format="%.3f", help="√(Σ w² + Σ b²) over all weights and biases at the end")})


def _doing(labels: list[str], so_far: SoFar) -> str:
    done = len(so_far.results)
    if done == len(labels):
        return "Computing the loss landscape"
    return f"Run {done + 1} of {len(labels)}: {labels[done]}, epoch {count(so_far.epoch)}"


def surfaces(comparison: Comparison, so_far: SoFar) -> None:
    """What each network answers over the plane of the inputs, side by side, and the way to the Train page."""
    if not so_far.results:
        return
    st.markdown("**The outputs over the plane at the end**: 0 blue, 1 orange, the line at ½; samples: ● 0, ◆ 1")
    width = min(MOST_PANEL, ALL_PANELS // len(comparison.configs))
    with st.container(horizontal=True, key="compare_surfaces"):
        for i, (text, result) in enumerate(zip(labels_of(comparison), so_far.results, strict=False)):
            with st.container(width=width):
                st.markdown(text)
                st.plotly_chart(surface_figure(result.output, comparison.plane, comparison.dataset, width - 20),
                                config=NO_BAR, key=f"compare_surface_{i}",
                                alt=f"Output over the plane, {_range(result.output)}.")
                if st.button("Open on Train", key=f"compare_open_{i}", help="A new run with these settings."):
                    open_on_train(comparison, i)


def open_on_train(comparison: Comparison, i: int) -> None:
    config, data = comparison.configs[i], comparison.dataset
    own = Dataset(data.inputs, data.targets) if config.dataset == "own" else None
    note = f"New run: {labels_of(comparison)[i]}, from the Compare page."
    session.start(config, own, note, comparison.parameters)
    st.switch_page("app/pages/train.py")


def landscape(comparison: Comparison, so_far: SoFar) -> None:
    """The slice of the loss landscape, with the runs' paths."""
    if not so_far.complete:
        return
    here, labels, results = so_far.landscape, labels_of(comparison), so_far.results
    st.markdown("**The loss landscape on a plane through the start and the ends**")
    if here is None:
        st.caption("There is no such plane: no run ended away from the start without diverging.")
        return
    picture, words = st.columns([3, 2])
    which = 0
    if len(here.losses) > 1:
        which = words.selectbox("Landscape of", range(len(labels)), format_func=labels.__getitem__,
                                key="compare_landscape_of", help="The same weights have another loss with each of these.")
    picture.plotly_chart(landscape_figure(here.u, here.v, here.losses[which], labels, here.paths,
                                     [r.path_epochs for r in results], [r.path_losses for r in results]),
                    key="compare_landscape", config=NO_BAR,
                    alt=f"Losses on the plane, {_range(here.losses[which])}, and the paths of the runs.")
    words.caption(_explained(labels, here.paths))


def _range(values: np.ndarray) -> str:
    return f"{values.min():.3g} to {values.max():.3g}"


def _explained(labels: list[str], all_paths: Sequence[Projection | None]) -> str:
    paths = [path for path in all_paths if path is not None]
    ends = max(float(path.distance[-1]) for path in paths)
    farthest = max(float(path.distance.max()) for path in paths)
    where = "goes through the start and all ends" if ends < 1e-6 else (
        f"goes through the start and as near to all ends as a plane can, at most {ends:.2g} away")
    left_out = [text for text, path in zip(labels, all_paths, strict=True) if path is None]
    omitted = f" Left out, because diverged: {', '.join(left_out)}." if left_out else ""
    return (f"Every shade is the true loss of one network: the darker, the higher; the lightest shade is that or less. "
            f"○ the start, ✕ the ends. The plane {where}. "
            f"Paths are seen from right above it; between start and end they are up to {farthest:.2g} away from it, so the "
            f"loss beneath a path is not the run's: hover says both.{omitted}")
