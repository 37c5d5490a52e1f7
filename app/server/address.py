"""Where the browser finds the sockets of this server."""

from streamlit import config


def live_path(token: str) -> str:
    """The path of a live view's socket. Streamlit puts its own prefix before its own routes only."""
    prefix = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}/live/{token}" if prefix else f"/live/{token}"
