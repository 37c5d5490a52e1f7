"""Where the browser finds what this server has."""

from streamlit import config


def root_path() -> str:
    """Of the first page, with a slash at its end."""
    prefix = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}/" if prefix else "/"


def live_path(token: str) -> str:
    """The path of a live view's socket. Streamlit puts its own prefix before its own routes only."""
    return f"{root_path()}live/{token}"
