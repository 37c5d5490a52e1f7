"""Classics: published experiments, each figure computed here and compared with what was printed."""

from app.classics import session as classics_session
from app.classics import view
from app.run import session
from app.run.page_link import notices


def page() -> None:
    session.current()
    session.pause()
    classics_session.follow_link()
    view.question()
    notices()
    view.show()
    classics_session.write_link()


page()
