"""The map's component: its room on the page."""

from pathlib import Path

from app.maps import map_view


def test_the_map_has_the_height_of_its_style_before_it_is_drawn():
    assert f"height: {map_view.HEIGHT}px;" in (Path(map_view.__file__).parent / "map_view.css").read_text(encoding="utf-8")
