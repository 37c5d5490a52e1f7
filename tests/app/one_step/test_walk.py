import pytest

from app.one_step.stages import BIAS, Pick, stages
from app.one_step.walk import Walk, _is_in

SIZES = (2, 4, 3, 1)


@pytest.fixture
def walk():
    walk = Walk()
    walk.fit(SIZES)
    return walk


def test_a_walk_begins_at_the_first_unit_of_its_stage():
    walk = Walk(stage=1)
    walk.fit(SIZES)
    assert walk.pick == Pick(1, 0, None)


def test_a_stage_of_another_layer_shows_what_was_picked_there_last(walk):
    walk.take(Pick(0, 2, 1))
    walk.move(1, 3)
    assert walk.pick == Pick(1, 0, None)
    walk.move(-1, 3)
    assert walk.pick == Pick(0, 2, 1)


def test_the_update_at_the_end_is_that_of_the_last_pick(walk):
    walk.take(Pick(1, 2, BIAS))
    walk.move(100, 3)
    assert walk.stage == len(stages(3)) - 1
    assert walk.pick == Pick(1, 2, BIAS)


def test_the_update_is_that_of_the_last_pick_also_after_a_look_at_other_layers(walk):
    walk.take(Pick(1, 2, BIAS))
    shown = []
    for _ in stages(3)[1:]:
        walk.move(1, 3)
        shown.append(walk.pick.layer)
    assert shown[-2] == 0
    assert walk.pick == Pick(1, 2, BIAS)


@pytest.mark.parametrize(("sizes", "stage", "pick"), [
    ((2, 2, 1), 5, Pick(0, 0, None)), ((2, 5, 3, 1), 7, Pick(0, 3, 1)), ((1, 5, 3, 1), 7, Pick(0, 0, None))])
def test_in_another_network_a_walk_keeps_what_there_is(walk, sizes, stage, pick):
    walk.take(Pick(0, 3, 1))
    walk.move(100, 3)
    walk.fit(sizes)
    assert (walk.stage, walk.pick) == (stage, pick)


@pytest.mark.parametrize(("pick", "stays"), [
    (Pick(0, 3, 1), True), (Pick(0, 4, 1), False), (Pick(0, 3, 2), False), (Pick(2, 0, 2), True), (Pick(2, 0, 3), False),
    (Pick(3, 0, None), False), (Pick(2, 1, None), False), (Pick(1, 2, BIAS), True)])
def test_a_pick_is_in_the_network_or_not(pick, stays):
    assert _is_in(SIZES, pick) is stays
