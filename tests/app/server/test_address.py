"""The server's own paths."""

import pytest
from streamlit import config

from app.server.address import live_path, root_path


@pytest.mark.parametrize(("prefix", "root"), [("", "/"), ("lab", "/lab/"), ("/a/b/", "/a/b/")])
def test_the_paths_begin_with_the_server_s_prefix(monkeypatch, prefix, root):
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": prefix}.__getitem__)
    assert root_path() == root
    assert live_path("abc") == f"{root}live/abc"
