"""A file that cannot be made any more is refused in one sentence; another failure stays Streamlit's."""

import asyncio
import logging

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from app.server.mends import refused_downloads
from xorcore.files import RunFileError

STREAMLITS = "streamlit.runtime.backend_operation_handler"


@pytest.fixture
def ask(monkeypatch, caplog):
    """What the browser is answered that asks for a file which this makes; and how much was logged."""
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)  # put back after the test
    refused_downloads.mend()
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: "tab")
    logger = logging.getLogger(STREAMLITS)
    monkeypatch.setattr(logger, "propagate", True)

    def ask(make):
        request = BackendOperationRequest(request_id="one")
        request.deferred_file.file_id = files.add_deferred(make, "text/csv", "0.0", "run.npz")
        answer = asyncio.run(DeferredFileHandler(lambda: files).handle(request, "tab"))
        assert answer.request_id == "one"
        return answer, len(caplog.records)

    return ask


def test_a_run_that_is_gone_is_said_and_nothing_is_logged(ask):
    def gone():
        raise RunFileError("This run is no longer kept.")

    answer, logged = ask(gone)
    assert (answer.error_msg, logged) == ("This run is no longer kept.", 0)


def test_a_file_that_is_made_is_brought(ask):
    answer, logged = ask(lambda: b"abc")
    assert answer.deferred_file.url.endswith(".csv") and not answer.error_msg
    assert logged == 0


def test_another_failure_is_logged(ask):
    answer, logged = ask(lambda: 1 / 0)
    assert answer.error_msg and logged == 1
