"""A file that cannot be made any more, because its run was deleted in another tab, is refused in one sentence.

Streamlit (1.67) takes any failure of what makes a file for a fault of the program: it logs it as one and does
not say why.
"""

import asyncio
from collections.abc import Callable
from functools import wraps

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError

from xorcore.files import RunFileError


def mend() -> None:
    """From now on, in all sessions."""
    DeferredFileHandler.handle = _saying(DeferredFileHandler.handle)


def _saying(handle: Callable) -> Callable:
    @wraps(handle)
    async def make_or_say(handler: DeferredFileHandler, request: BackendOperationRequest,
                          session_id: str) -> BackendOperationResponse:
        made, asked = handler._get_media_file_mgr(), request.request_id
        try:
            url = await asyncio.to_thread(made.execute_deferred, request.deferred_file.file_id)
        except MediaFileStorageError as error:
            if isinstance(error.__cause__, RunFileError):
                return BackendOperationResponse(request_id=asked, error_msg=str(error.__cause__))
            return await handle(handler, request, session_id)
        return BackendOperationResponse(request_id=asked, deferred_file=DeferredFileResponsePayload(url=url))
    return make_or_say
