"""The style comes with the page itself."""

import pytest

from app.server.opening.needed_scripts import preloads
from app.server.opening.styled_page import FOCUS_CODE, PLACES_CODE, SERVER, TOUCH_CODE, StyledPage
from app.widgets.style import STYLE

PAGE = b"<html><head></head><body></body></html>"


def sent(content_type, *parts, status=200, path="/"):
    """What the browser is sent of this answer: its headers and its body."""
    async def app(scope, receive, send):
        assert b"accept-encoding" not in dict(scope["headers"])
        length = str(sum(map(len, parts))).encode()
        await send({"type": "http.response.start", "status": status,
                    "headers": [(b"content-type", content_type), (b"content-length", length)]})
        for i, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": i < len(parts)})

    async def collect(message):
        messages.append(message)

    messages, headers = [], [(b"accept", b"text/html,*/*"), (b"accept-encoding", b"gzip")]
    with pytest.raises(StopIteration):  # nothing is waited for
        StyledPage(app)({"type": "http", "path": path, "headers": headers}, None, collect).send(None)
    return dict(messages[0]["headers"]), b"".join(message["body"] for message in messages[1:])


@pytest.mark.parametrize("parts", [[PAGE], [PAGE[:9], PAGE[9:]]])
def test_a_page_is_sent_with_its_style_and_its_length(parts):
    headers, body = sent(b"text/html; charset=utf-8", *parts)
    assert body.startswith(b"<html><head><script>")
    assert STYLE.encode() in body.partition(b"</head>")[0]
    assert headers[b"content-length"] == str(len(body)).encode()


@pytest.mark.parametrize("path", ["/", "/compare"])
def test_a_page_says_where_the_server_is(path):
    assert SERVER.encode() in sent(b"text/html", PAGE, path=path)[1]


@pytest.mark.parametrize("path", ["/", "/compare", "/lab/compare"])
def test_a_page_names_the_scripts_that_it_will_need(path):
    _, body = sent(b"text/html", PAGE, path=path)
    head = body.partition(b"</head>")[0].decode()
    assert preloads("compare" if "compare" in path else "") in head


@pytest.mark.parametrize(("content_type", "status"), [(b"text/javascript", 200), (b"text/html", 404)])
def test_all_else_is_sent_as_it_is(content_type, status):
    headers, body = sent(content_type, PAGE, status=status)
    assert (headers[b"content-length"], body) == (str(len(PAGE)).encode(), PAGE)


@pytest.mark.parametrize("code", [PLACES_CODE, FOCUS_CODE, TOUCH_CODE])
def test_a_page_knows_its_places_keeps_the_focus_and_lets_a_finger_scroll(code):
    assert code.encode() in sent(b"text/html", PAGE)[1].partition(b"</head>")[0]
