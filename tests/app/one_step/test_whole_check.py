"""A network too large to be checked at once is checked in the background."""

import pytest

from app.one_step.gradient_check import checked_at_once
from app.one_step.whole_check import MEMORY
from tests.helpers.visitor import assert_fine, opened
from xorcore.book import parameter_count, sizes_of

PAGE = "app/pages/one_step.py"
LARGE = {"hidden": "32,32", "dataset": "moons", "samples": "500", "view": "Gradient check"}


@pytest.fixture
def asked():
    app = opened(PAGE, **LARGE)
    next(button for button in app.button if button.label.startswith("Check all")).click().run()
    assert_fine(app)
    yield app
    app.session_state[MEMORY].computation.cancel()


def labels(app):
    return [button.label for button in app.button]


def test_the_page_answers_while_all_parameters_are_checked(asked):
    assert "Cancel" in labels(asked) and not asked.success
    computation = asked.session_state[MEMORY].computation
    assert computation.running and computation.newest is None or computation.newest.progress < 1


def test_after_cancel_some_of_each_layer_are_shown_as_before(asked):
    next(button for button in asked.button if button.label == "Cancel").click().run()
    assert asked.session_state[MEMORY].computation.cancelled
    assert any(label.startswith("Check all") for label in labels(asked)) and "from all layers" in asked.success[0].value


def test_at_its_end_all_parameters_are_shown(asked):
    work = asked.session_state[MEMORY]
    many = parameter_count(sizes_of(work.subject.parameters))
    assert checked_at_once(work.subject) < many
    while work.computation.running:
        work.computation.join(0.1)
    asked.run()
    assert_fine(asked)
    assert f"All {many} derivatives agree" in asked.success[0].value and "Cancel" not in labels(asked)
