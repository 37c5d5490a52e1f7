"""Who is sent a page is named by a cookie, once."""

import asyncio

import pytest

from app.server.visitors import LENGTH, NAME, VisitorCookie, stranger, visitor_of

PAGE, DATA = b"text/html; charset=utf-8", b"application/json"


def headers(content=PAGE, cookie="", method="GET", scheme="http", path="", forwarded=""):
    """The headers of the answer to such a request."""
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [
            (b"etag", b"1"), (b"content-type", content), (b"vary", b"x")]})
        await send({"type": "http.response.body", "body": b"x"})

    async def collect(message):
        sent.append(message)

    sent = []
    asked = [(b"cookie", cookie.encode())] * bool(cookie) + [(b"x-forwarded-proto", forwarded.encode())] * bool(forwarded)
    scope = {"type": "http", "method": method, "scheme": scheme, "root_path": path, "headers": asked}
    asyncio.run(VisitorCookie(app)(scope, None, collect))
    assert sent[1]["body"] == b"x"
    return dict(sent[0]["headers"])


def test_a_new_visitor_gets_a_cookie_that_no_script_and_no_other_site_reads():
    cookie = headers()[b"set-cookie"].decode()
    name, value = cookie.split(";")[0].split("=")
    assert (name, len(value)) == (NAME, LENGTH)
    assert f"; Max-Age={400 * 24 * 3600}; HttpOnly; SameSite=Lax" in cookie  # as long as browsers keep one
    assert "Secure" not in cookie


def test_no_two_visitors_have_one_name():
    assert len({headers()[b"set-cookie"] for _ in range(50)}) == 50


@pytest.mark.parametrize("how", [{"scheme": "https"}, {"forwarded": "https"}])
def test_over_https_the_cookie_goes_nowhere_else(how):
    assert b"; Secure" in headers(**how)[b"set-cookie"]


def test_a_visitor_who_has_a_name_keeps_it():
    assert b"set-cookie" not in headers(cookie=f"a=b; {NAME}={stranger()}")


@pytest.mark.parametrize("cookie", [f"{NAME}=", f"{NAME}=short", "other=" + "x" * LENGTH, f"{NAME}=" + "x" * 500])
def test_what_is_no_name_is_replaced(cookie):
    assert b"set-cookie" in headers(cookie=cookie)


@pytest.mark.parametrize("how", [{"content": DATA}, {"method": "POST"}])
def test_only_a_page_names_its_visitor(how):
    assert b"set-cookie" not in headers(**how)


@pytest.mark.parametrize("value", ["", "short", "x" * 44, "ä" * 43])
def test_a_name_that_was_not_given_here_is_none(value):
    assert visitor_of({NAME: value}) == ""


def test_other_applications_of_the_server_pass():
    async def app(scope, receive, send):
        seen.append(scope["type"])

    seen = []
    asyncio.run(VisitorCookie(app)({"type": "websocket"}, None, None))
    assert seen == ["websocket"]
