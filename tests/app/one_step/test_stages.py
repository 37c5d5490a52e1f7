import pytest

from app.one_step.chosen_step import run_subject
from app.one_step.stages import BIAS, Pick, explanations, overview, stages
from app.server.run import new_run
from xorcore import Config


@pytest.fixture(scope="module")
def trace():
    return run_subject(new_run(Config())).trace()


def test_a_step_goes_forward_to_the_loss_and_back_to_the_update():
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


def test_the_overview_has_the_formulas_of_all_kinds_in_their_order(trace):
    assert list(overview(trace, Pick(1, 0, 2), 0)) == ["forward", "loss", "backward", "update"]
