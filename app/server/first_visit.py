"""What the first visitor would wait for is done while the server starts: the modules of Train, the links of its scripts."""

import importlib

from app.server.needed_scripts import preloads

MODULES = ("app.main", "app.run.linked_epoch", "app.run.page_link", "app.run.session", "app.train.controls",
           "app.train.live_view", "app.train.own_points_dialog", "app.train.predictions", "app.train.tour",
           "app.widgets.while_seen", "xorcore.classics")


def prepare() -> None:
    preloads("")
    for module in MODULES:
        importlib.import_module(module)
