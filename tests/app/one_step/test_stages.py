import pytest

from app.one_step.chosen_step import run_subject
from app.one_step.stages import BIAS, Pick, explanations, overview, stages
from app.server.run import new_run
from xorcore import Config
from xorcore.step import explain_a, explain_bias, explain_delta, explain_loss, explain_update, explain_weight, explain_z


@pytest.fixture(scope="module")
def trace():
    return run_subject(new_run(Config())).trace()


def test_a_step_goes_forward_to_the_loss_and_back_to_the_update():
    assert [stage.title for stage in stages(2)] == [
        "Forward, layer 1 of 2", "Forward, layer 2 of 2", "The loss", "Backward, layer 2 of 2", "Backward, layer 1 of 2",
        "The update"]
    kinds = [(stage.kind, stage.layer) for stage in stages(2)]
    assert kinds == [("forward", 0), ("forward", 1), ("loss", None), ("backward", 1), ("backward", 0), ("update", None)]


@pytest.mark.parametrize("stage", stages(3), ids=lambda stage: stage.title)
@pytest.mark.parametrize("source", [None, BIAS, 1])
@pytest.mark.parametrize("sample", [None, 2])
def test_every_stage_explains_whatever_is_picked(trace, stage, source, sample):
    layer = stage.layer or 0
    for each in explanations(trace, stage, Pick(layer, 0, source), sample):
        assert each.formula
        assert each.numbers
        assert each.result


def test_the_weight_of_the_reports_formula(trace):
    backward = stages(3)[6]
    *_, weight = explanations(trace, backward, Pick(0, 2, 1), 3)
    assert weight.symbol == "∂L/∂w"
    assert weight.formula == "xᵢ · a·(1 − a) · Σ wₖ ∂L/∂zₖ"


@pytest.mark.parametrize(("source", "explained"), [(None, None), (BIAS, None), (0, 0), (1, 1)])
def test_the_update_is_that_of_the_bias_or_of_the_weight_that_is_picked(trace, source, explained):
    assert explanations(trace, stages(3)[-1], Pick(0, 2, source), 0) == list(explain_update(trace, 0, explained, 2))


@pytest.mark.parametrize("sample", [None, 0, 3])
def test_the_loss_is_that_of_the_batch_or_of_the_sample_that_is_picked(trace, sample):
    assert explanations(trace, stages(3)[3], Pick(0, 0, None), sample) == [explain_loss(trace, sample)]


@pytest.mark.parametrize(("sample", "shown"), [(None, 0), (0, 0), (3, 3)])
def test_forward_and_backward_are_of_the_sample_that_is_picked_and_for_a_whole_batch_of_its_first(trace, sample, shown):
    forward, backward = stages(3)[1], stages(3)[5]
    assert explanations(trace, forward, Pick(1, 2, None), sample) == [
        explain_z(trace, 1, 2, shown), explain_a(trace, 1, 2, shown)]
    delta = explain_delta(trace, 1, 2, shown)
    bias, weight = explain_bias(trace, 1, 2, sample), explain_weight(trace, 1, 3, 2, sample)
    for source, more in ((None, []), (BIAS, [bias]), (3, [weight])):
        assert explanations(trace, backward, Pick(1, 2, source), sample) == [delta, *more]


def test_the_overview_has_the_formulas_of_all_kinds_in_their_order(trace):
    assert list(overview(trace, Pick(1, 0, 2), 0)) == ["forward", "loss", "backward", "update"]
