"""Files that never change are sent from memory."""

import asyncio
import gzip

import pytest

from app.server.opening.remembered_files import RememberedFiles

BODY = b"const answer = 42;" * 100
FOREVER = b"public, immutable, max-age=31536000"


class Disk:
    """The app behind the middleware: one file, counted each time it is read."""

    def __init__(self, cache_control=FOREVER, content_type=b"text/javascript", status=200):
        self.read = 0
        self.browser_goes_after = 3  # messages; Starlette then sends no more, and ends as if it had
        self._start = {"type": "http.response.start", "status": status, "headers": [
            (b"content-type", content_type), (b"content-length", b"1800"), (b"cache-control", cache_control),
            (b"ETag", b'"b1"'), (b"last-modified", b"Thu, 01 Oct 2026 00:00:00 GMT"), (b"accept-ranges", b"bytes")]}

    async def __call__(self, scope, receive, send):
        self.read += 1
        body = [{"type": "http.response.body", "body": BODY[:100], "more_body": True},
                {"type": "http.response.body", "body": BODY[100:]}]
        for message in [self._start, *body][:self.browser_goes_after]:
            await send(message)


def get(files, method="GET", **headers):
    """The answer's headers and body."""
    messages = []

    async def collect(message):
        messages.append(message)

    asked = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(files({"type": "http", "method": method, "path": "/static/js/a.b1.js", "headers": asked}, None, collect))
    return dict(messages[0]["headers"]), b"".join(message["body"] for message in messages[1:])


def test_a_file_is_read_once_and_sent_with_its_own_headers():
    disk = Disk()
    files = RememberedFiles(disk)
    first, again = get(files), get(files)
    assert first == again
    assert first[1] == BODY
    assert disk.read == 1


def test_who_takes_compressed_text_gets_it_from_the_second_time_on():
    files = RememberedFiles(Disk())
    get(files, accept_encoding="gzip, br")
    headers, body = get(files, accept_encoding="gzip, br")
    assert (headers[b"content-encoding"], headers[b"content-length"]) == (b"gzip", str(len(body)).encode())
    assert gzip.decompress(body) == BODY
    assert get(files, accept_encoding="br")[1] == BODY


def test_a_browser_that_was_cut_off_cannot_take_plain_bytes_for_the_rest_of_the_compressed_ones():
    files = RememberedFiles(Disk())
    plain, _ = get(files)
    compressed, _ = get(files, accept_encoding="gzip")
    assert plain[b"ETag"] == b'"b1"'
    assert compressed.keys() == {b"content-type", b"content-length", b"cache-control", b"content-encoding", b"vary"}
    assert compressed[b"vary"] == b"accept-encoding"


def test_a_picture_or_a_font_is_not_compressed():
    files = RememberedFiles(Disk(content_type=b"font/woff2"))
    get(files)
    assert get(files, accept_encoding="gzip")[1] == BODY


@pytest.mark.parametrize("messages", [1, 2])
def test_a_file_that_was_cut_off_because_a_browser_went_away_is_read_again_for_the_next(messages):
    disk = Disk()
    files = RememberedFiles(disk)
    disk.browser_goes_after = messages
    get(files)
    disk.browser_goes_after = 3
    assert get(files)[1] == BODY
    assert disk.read == 2


@pytest.mark.parametrize("disk", [Disk(cache_control=b"no-cache"), Disk(status=404)])
def test_what_can_change_is_read_each_time(disk):
    files = RememberedFiles(disk)
    assert get(files) == get(files)
    assert disk.read == 2


@pytest.mark.parametrize("other", [{"method": "HEAD"}, {"range": "bytes=0-9"}, {"if_none_match": "x"}])
def test_a_request_for_something_else_than_the_whole_file_is_not_answered_from_memory(other):
    disk = Disk()
    files = RememberedFiles(disk)
    get(files)
    get(files, **other)
    assert disk.read == 2
