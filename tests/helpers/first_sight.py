"""The example that a page opens with, computed once for all visitors."""

from app.server.shared_computation import shared
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers.visitor import assert_fine


def with_example(app, page):
    """The page of this url_path with its finished example."""
    watch_to_the_end(shared(page, lambda: iter(())))
    app.run()
    assert_fine(app)
    return app
