"""A run as one file that NumPy alone reads, and that shows every damaged byte."""

from xorcore.files.run_file import LONGEST_NAME, RunFileError, SavedRun, read_run, saved_run, write_run
from xorcore.files.sealed_file import SealError, seal, unseal

__all__ = [
    "LONGEST_NAME", "RunFileError", "SavedRun", "SealError", "read_run", "saved_run", "seal", "unseal", "write_run",
]
