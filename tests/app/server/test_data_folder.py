"""Runs lie in the user's data folder, or where the user says."""

from pathlib import Path

import pytest

from app.server.data_folder import data_folder, is_on_network

HOME = {"HOME": "/home/ada", "USERPROFILE": "/home/ada"}


@pytest.fixture(autouse=True)
def _home(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))


@pytest.mark.parametrize(("platform", "environ", "folder"), [
    ("linux", {}, "/home/ada/.local/share/xorcore"),
    ("linux", {"XDG_DATA_HOME": "/data"}, "/data/xorcore"),
    ("linux", {"XDG_DATA_HOME": "data"}, "/home/ada/.local/share/xorcore"),
    ("darwin", {}, "/home/ada/Library/Application Support/xorcore"),
    ("win32", {"LOCALAPPDATA": "/local"}, "/local/xorcore"),
    ("win32", {}, "/home/ada/AppData/Local/xorcore"),
    ("linux", {"XORCORE_DATA": "/srv/class"}, "/srv/class"),
    ("linux", {"XORCORE_DATA": "  "}, "/home/ada/.local/share/xorcore"),
])
def test_the_folder_is_the_platform_s_unless_another_is_named(platform, environ, folder):
    assert data_folder(environ, platform) == Path(folder)


@pytest.mark.parametrize("off", ["off", "OFF", " off "])
def test_the_store_can_be_turned_off(off):
    assert data_folder({"XORCORE_DATA": off}, "linux") is None


def test_a_user_without_home_has_no_folder(monkeypatch):
    def homeless():
        raise RuntimeError
    monkeypatch.setattr(Path, "home", homeless)
    assert data_folder({}, "linux") is None


MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//server/share /mnt/a\\040b cifs rw 0 0
"""


@pytest.mark.parametrize(("folder", "on_network"), [
    ("/var/lib/xorcore", False), ("/home/ada/.local", True), ("/home/local/ada", False), ("/mnt/a b/c", True),
    ("/homes", False), ("//server/share/x", True),
])
def test_a_folder_of_another_machine_is_told_from_one_of_this(folder, on_network):
    assert is_on_network(Path(folder), MOUNTS) == on_network


def test_where_nothing_says_what_is_mounted_a_folder_is_taken_for_one_of_this_machine(monkeypatch):
    def missing(path):
        raise FileNotFoundError(path)
    monkeypatch.setattr(Path, "read_text", missing)
    assert not is_on_network(Path("/home/ada"))
