"""What the first visitor would wait for is done while the server starts: the pages' modules, the links of Train's scripts.

Streamlit collects garbage after every run of a script or fragment, and holds the interpreter lock while it does. What was
imported is most of what there is to look through; frozen, it is left out of every later collection. Nobody is there yet:
what a session holds must not be frozen, it would never be freed.
"""

import gc
import importlib

from app.server.opening.needed_scripts import preloads

MODULES = (
    "app.main", "app.run.linked_epoch", "app.run.page_link", "app.run.session", "app.widgets.while_seen",
    "app.train.controls", "app.train.live_view", "app.train.own_points_dialog", "app.train.predictions", "app.train.tour",
    "app.one_step.check_my_code", "app.one_step.gradient_check", "app.one_step.network_choice", "app.one_step.view",
    "app.compare.controls", "app.compare.kept_runs", "app.compare.view", "app.seeds.controls", "app.seeds.view",
    "app.maps.controls", "app.maps.view", "app.classics.view", "app.runs.view",
)


def prepare() -> None:
    preloads("")
    for module in MODULES:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
