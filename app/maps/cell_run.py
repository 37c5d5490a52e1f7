"""The run of one cell of the map on the screen: its settings, and its way to the Train page."""

from dataclasses import replace

from app.maps import session as maps_session
from app.maps.picture import MapPicture
from app.run import own_points, session
from app.server import computation
from xorcore import Config, Dataset, train
from xorcore.book import OWN_DATA, Parameters, sizes_of
from xorcore.many import LAYER_RATE, SETTINGS, weight_place


def cell_settings(picture: MapPicture, row: int, column: int) -> dict[str, float]:
    """The value of both axes at a cell, by name."""
    return {axis.name: float(axis.values(picture.cells)[index]) for axis, index in ((picture.x, column), (picture.y, row))}


def why_not_on_train() -> str:
    """Why the Train page cannot start the cells of the map that is shown, in one sentence; "" where it can."""
    asked = maps_session.shown().request
    if any(LAYER_RATE.fullmatch(axis.name) for axis in (asked.x, asked.y)):
        return "The Train page has one learning rate for all layers, and cannot start this cell."
    dataset = asked.dataset if asked.config.dataset == OWN_DATA else None
    return own_points.why_not_on_train(dataset, asked.config.output_activation)


def cell_run(row: int, column: int) -> tuple[Config, Parameters | None, Dataset | None]:
    """Config, start weights and samples that train a cell; None for those that are the Config's own."""
    asked, settings = maps_session.shown().request, cell_settings(maps_session.shown().picture, row, column)
    config = replace(asked.config, **{name: value for name, value in settings.items() if name in SETTINGS})
    dataset = Dataset(asked.dataset.inputs, asked.dataset.targets) if config.dataset == OWN_DATA else None
    weights = {name: value for name, value in settings.items() if name not in SETTINGS}
    if not weights:
        return config, asked.parameters, dataset
    start = next(train(config, asked.parameters, asked.dataset))
    for name, value in weights.items():
        start.vector[weight_place(name, sizes_of(start.parameters))] = value
    return config, start.parameters, dataset


def open_on_train(row: int, column: int) -> None:
    """Make this cell the run; the page follows."""
    config, parameters, dataset = cell_run(row, column)
    computation.stop()
    session.start(config, dataset, "New run: a cell of the map.", parameters)
    maps_session.state().opened = True
