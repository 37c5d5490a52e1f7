"""Which pages there are, in which order and at which address, and what is drawn around each."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from app import main
from app.widgets.style import STYLE

PAGES = [("train", "Train", ""), ("one_step", "One step", "one_step"), ("compare", "Compare", "compare"),
         ("seeds", "Seeds", "seeds"), ("maps", "Maps", "maps"), ("classics", "Classics", "classics"),
         ("runs", "Runs", "runs")]


@pytest.mark.parametrize("shown", range(len(PAGES)))
def test_the_page_of_the_address_is_drawn_inside_what_all_pages_have(monkeypatch, shown):
    done, session = [], {}

    def page(file, title, url_path="", default=False):
        assert default == (not url_path)
        return SimpleNamespace(file=file, title=title, url_path=url_path, run=lambda: done.append(f"run {title}"))

    def navigation(pages, position):
        assert position == "top"
        assert [(each.file, each.title, each.url_path) for each in pages] == [
            (f"app/pages/{file}.py", title, path) for file, title, path in PAGES]
        return pages[shown]

    st = SimpleNamespace(
        Page=page, navigation=navigation, session_state=session, page_link=lambda each: done.append(f"link {each.title}"),
        set_page_config=lambda **config: done.append(config), html=lambda text: done.append(text == STYLE),
        container=lambda **given: done.append(given) or nullcontext())
    monkeypatch.setattr(main, "st", st)
    monkeypatch.setattr(main.linked_epoch, "follow", lambda: done.append("follow"))
    monkeypatch.setattr(main.own_points_dialog, "close", lambda: done.append("close"))
    main.show()
    file, title, path = PAGES[shown]
    assert done == [{"page_title": f"{title} · Back-propagation, live", "layout": "wide"}, True,
                    {"horizontal": True, "key": "page_bar"}, *(f"link {each}" for _, each, _ in PAGES),
                    {"key": f"page_{file}"}, "follow", *["close"] * bool(path), f"run {title}"]
    assert session == {main.session.PAGE_SHOWN: path}
