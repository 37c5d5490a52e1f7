"""The windows of a map: a part of it computed anew, and the way back to the whole."""

from dataclasses import replace

from app.maps import session as maps_session
from app.maps.axes import zoomed
from app.run import session
from app.server import computation
from xorcore.book import worded

MOST_WINDOWS = 30


def zoom(places: tuple[float, float, float, float]) -> None:
    """Compute the part of the shown map between these places anew: x from, x to, y from, y to."""
    maps, left = maps_session.state(), maps_session.shown()
    asked = left.request
    session.page_is_behind()
    try:
        x, y = zoomed(asked.x, asked.cells, *places[:2]), zoomed(asked.y, asked.cells, *places[2:])
    except ValueError as error:
        maps_session.refuse("map", f"{worded(error)}.")
        return
    if maps_session.begin(replace(left.choices, x=x, y=y), asked._replace(x=x, y=y), where="map"):
        maps.windows = [*maps.windows, left][-MOST_WINDOWS:]


def zoom_to_cell() -> None:
    """Half as wide and half as high around the picked cell, in which the same settings stay picked."""
    cells, (row, column), before = maps_session.shown().request.cells, maps_session.state().cell, maps_session.shown()
    places = [(index + 0.5) / cells for index in (column, row)]
    across, upwards = ((max(0.0, place - 0.25), min(1.0, place + 0.25)) for place in places)
    zoom((*across, *upwards))
    if maps_session.shown() is not before:
        column, row = (int(cells * (place - low) / (high - low))
                       for place, (low, high) in zip(places, (across, upwards), strict=True))
        maps_session.pick(row, column)


def back() -> None:
    """The window before the last zoom; computed anew only if it was left before it was complete."""
    maps = maps_session.state()
    if not maps.windows:
        return
    computation.stop()
    maps.shown = maps.windows.pop()
    maps.choices, maps.cell, maps.refusals = maps.shown.choices, None, {}
    session.page_is_behind()
    if maps_session.shown().picture is None or not maps_session.shown().picture.complete:
        maps_session.begin(maps.choices, maps_session.shown().request, where="map")
