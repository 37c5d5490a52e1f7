"""What a visitor may ask for and is kept, how long somebody waits, and what one may cost the others: each limit was decided
once, and nobody changes it by the way."""

from importlib import import_module

import pytest

LIMITS = {
    "classics.gallery": {"IN_A_ROW": 3, "EXAMPLE_SECONDS": 1.0}, "classics.setup": {"SHORT_RUN": 0.2},
    "compare.comparison": {"MOST_SECONDS": 120.0, "THRESHOLDS": (0.1, 0.02, 0.001), "SURFACE_SIDE": 60,
                           "CURVE_POINTS": 600},
    "compare.loss_slice": {"MOST_SECONDS": 4.0, "SIDES": (81, 41, 21, 11)},
    "compare.settings": {"LEAST_RUNS": 2, "MOST_RUNS": 6}, "compare.tables": {"MOST_ROWS": 25, "MOST_SAMPLES": 200},
    "drawing.ticks": {"MOST": 8, "MOST_EPOCHS": 6}, "maps.axes": {"MOST_TICKS": 7, "MOST_DIGITS": 17},
    "maps.files": {"LEAST_SIDE": 1024}, "maps.request": {"CELLS": (32, 64, 128, 256, 512), "MOST_EPOCHS_AT_FIRST": 1000},
    "maps.session": {"FIRST_SECONDS": 3.0}, "maps.windows": {"MOST_WINDOWS": 30},
    "maps.work": {"MOST_SECONDS": 600, "MEASURED_CELLS": 500, "SAMPLE_SECONDS": 1.0, "PICTURE_SECONDS": 0.25},
    "one_step.check_my_code": {"MOST_ORDERS": 20}, "one_step.diagram": {"MOST_TOLD": 40, "CIRCLE_DIGITS": 4},
    "one_step.gradient_check": {"AT_ONCE": 0.5}, "run.link": {"LONGEST": 3000, "MOST_CHANGES": 100},
    "run.linked_epoch": {"AT_ONCE_SECONDS": 1.0, "PIECE_MILLISECONDS": 100, "INTERVAL": 0.15},
    "run.own_points": {"MOST_BYTES": 1_000_000, "MOST_POINTS": 2000, "MOST_LINES": 20_000, "FARTHEST": 1000.0},
    "run.session": {"READ_SECONDS": 3.0}, "run.targets": {"MOST_CLASSES": 20},
    "runs.session": {"ON_A_PAGE": 10, "LEAST_COMPARED": 2, "MOST_COMPARED": 6}, "runs.view": {"MOST_MEGABYTES": 20},
    "seeds.charts": {"BINS": 40, "MOST_DOTS": 1000}, "seeds.statistics": {"RECORDED": 200, "NEAR": 0.08},
    "seeds.request": {"DEFAULT_SEEDS": 1000, "DEFAULT_EPOCHS": 3000, "MOST_SETTINGS": 4, "MOST_SECONDS": 120},
    "server.commands": {"LONGEST": 1000, "LARGEST": 10**9},
    "server.computation": {"UNSEEN_SECONDS": 2.0, "LOOK_SECONDS": 0.1, "ABANDONED_SECONDS": 1800.0, "INTERVAL": 0.5,
                           "NEAR_THE_END": 0.8, "AWAIT_SECONDS": 0.5, "LISTEN_SECONDS": 0.02, "NICENESS": 5},
    "server.database": {"VERSION": 1, "WAIT_SECONDS": 1.0, "OWNER_SECONDS": 5.0}, "server.kept_results": {"MOST": 60},
    "server.keeper": {"LOOK_SECONDS": 0.1, "SAVE_SECONDS": 0.6}, "server.live_runs": {"MOST_KEPT": 100, "MOST_PLAYING": 8},
    "server.pace": {"FRAME_SECONDS": 1 / 60, "MOST_SECONDS": 0.1}, "server.store": {"NEW_RUNS": 100},
    "server.run": {"SURFACE_SIDE": 100, "THUMBNAIL_SIDES": (20, 10, 5, 4), "THUMBNAIL_BYTES": 4000, "MARGIN": 0.25},
    "server.stream": {"MOST_SOCKETS": 24, "MESSAGES_A_SECOND": 200, "MOST_AT_ONCE": 400, "MOST_WAITING": 100,
                      "MOST_REFUSED": 20, "EDIT_SECONDS": 3.0, "LOOK_SECONDS": 0.005},
    "server.tables": {"LIMITS": (10_000, 500_000_000, 5_000_000_000, 365 * 86_400.0), "PIECE": 4096,
                      "LIMITS_IN_MEMORY": (10_000, 30_000_000, 150_000_000, 365 * 86_400.0)},
    "server.turns": {"LONGEST_SLICE": 4.0, "SHORTEST_SLICE": 0.5, "ROUND": 12.0, "REST_SECONDS": 1e-4, "MOST_RESTS": 5,
                     "WAIT_SECONDS": 0.002},
    "server.viewer": {"GONE_SECONDS": 3.0, "FIRST_SECONDS": 3.0, "SILENT_SECONDS": 5.0},
    "server.visitors": {"LIFETIME": 400 * 86_400, "LENGTH": 43, "NAME": "xor_visitor"},
    "train.live_view.frame": {"LOSS_POINTS": 600, "MOST_ANSWERS": 8}, "train.metrics": {"DIGITS": 4, "LONG_SECONDS": 20},
    "train.predictions": {"MOST_PRINTED": 24, "FIXED_BELOW": 1e6}, "widgets.synced_widget": {"AGAIN_SECONDS": 1.0},
    "words.numbers": {"DIGITS": 5}, "words.value_list": {"LONGEST_TEXT": 200},
}


@pytest.mark.parametrize(("module", "limits"), LIMITS.items(), ids=LIMITS)
def test_limits_are_those_that_were_decided(module, limits):
    here = import_module(f"app.{module}")
    assert {name: getattr(here, name) for name in limits} == limits
