"""What Streamlit (1.67) does otherwise than the dashboard needs: a mend a file, each with what was seen without it."""

from app.server.mends import (
    edits_first,
    no_delay,
    page_changes,
    page_top,
    refused_downloads,
    whole_callbacks,
    whole_requests,
)

# A request is heard by the last one first: `whole_requests` says whether it is one of a part before `edits_first` asks.
IN_ORDER = (no_delay, page_changes, page_top, refused_downloads, whole_callbacks, edits_first, whole_requests)


def mend() -> None:
    """From now on, in all sessions."""
    for each in IN_ORDER:
        each.mend()
