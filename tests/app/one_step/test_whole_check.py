"""A network too large to be checked at once is checked in the background."""

from dataclasses import replace

import pytest

from app.one_step.chosen_step import run_subject
from app.one_step.gradient_check import checked_at_once
from app.one_step.whole_check import MEMORY, Asked
from app.server.run import new_run
from tests.helpers.visitor import assert_fine, opened
from xorcore import Config, Dataset, train
from xorcore.book import parameter_count, sizes_of

PAGE = "app/pages/one_step.py"
LARGE = {"hidden": "32,32", "dataset": "moons", "samples": "500", "view": "Gradient check"}


def test_a_check_is_of_its_very_network_and_points_only():
    subject = run_subject(new_run(Config()))
    asked = Asked(subject, None)
    others = [{"config": replace(subject.config, l2=0.1)}, {"dataset": Dataset([[0, 0], [1, 1]], [0, 1])},
              {"parameters": next(train(Config(seed=1))).parameters}]
    assert asked.is_of(subject._replace(title="another name"))
    assert not any(asked.is_of(subject._replace(**other)) for other in others)


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
