"""A part is drawn with its page, and says to the browser when it is to be drawn again."""

from types import SimpleNamespace

from app.widgets import while_seen as module


def test_a_part_is_drawn_now_and_counted_so_that_the_browser_asks_once_after_each(monkeypatch):
    session, sent, drawn = {}, [], []

    def component(name, js):
        return lambda key, data, on_look_change: sent.append((key, data))

    st = SimpleNamespace(session_state=session, fragment=lambda part: part,
                         components=SimpleNamespace(v2=SimpleNamespace(component=component)))
    monkeypatch.setattr(module, "st", st)
    for _ in range(2):
        module.while_seen(lambda: drawn.append(1), "table", 0.5, least=20)
    assert sent == [("table", {"least": 20, "milliseconds": 500, "drawn": number}) for number in (1, 2)]
    assert len(drawn) == 2
