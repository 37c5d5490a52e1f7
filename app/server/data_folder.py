"""Where the runs of this server lie: in the data folder of the user who started it, unless that user says otherwise."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "xorcore"
VARIABLE = "XORCORE_DATA"  # another folder, or "off"
OFF = "off"
NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre", "glusterfs", "fuse.sshfs", "beegfs", "gpfs", "davfs")


def data_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """The folder, which need not exist; None where the store is turned off or the user has no folder of their own."""
    wanted = environ.get(VARIABLE, "").strip()
    if wanted.lower() == OFF:
        return None
    try:
        return Path(wanted).expanduser().absolute() if wanted else _of_platform(environ, platform) / NAME
    except RuntimeError:  # no home folder
        return None


def _of_platform(environ: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    given = Path(environ.get("XDG_DATA_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".local" / "share"  # a relative one is to be ignored


def is_on_network(folder: Path, mounts: str | None = None) -> bool:
    """Whether the folder is another machine's. mounts: the lines of /proc/mounts, read where there are such."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text()
        except OSError:
            return False
    points = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    above = [(point, kind) for point, kind in points if folder.is_relative_to(point.replace("\\040", " "))]
    return max(above, key=lambda mount: len(mount[0]), default=("", ""))[1].startswith(NETWORK)
