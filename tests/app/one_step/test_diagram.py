import json
from types import SimpleNamespace

import pytest

from app.one_step import diagram
from app.one_step.chosen_step import run_subject
from app.one_step.diagram import picture
from app.one_step.stages import BIAS, Pick, stages
from app.server.run import new_run
from app.words.numbers import figure
from xorcore import Config


@pytest.fixture(scope="module")
def trace():
    return run_subject(new_run(Config())).trace()


def lit(parts):
    return [part["name"] for part in parts if part["lit"]]


def test_units_show_what_is_computed_up_to_the_stage(trace):
    values = {node["name"]: node["value"] for node in picture(trace, stages(3)[1], Pick(1, 0, None), 2)["nodes"]}
    assert values["x1"] == "1"
    assert values["h2.3"] == figure(trace.layers[1].a[2, 2], 4)
    assert values["output"] == ""


def test_units_show_the_error_where_it_has_come_back_to(trace):
    values = {node["name"]: node["value"] for node in picture(trace, stages(3)[5], Pick(1, 0, None), 2)["nodes"]}
    assert values["output"] == figure(trace.layers[2].delta[2, 0], 4)
    assert values["h2.1"] == figure(trace.layers[1].delta[2, 0], 4)
    assert values["h1.1"] == figure(trace.layers[0].a[2, 0], 4)


def test_forward_the_weights_into_the_unit_are_lit_and_backward_those_out_of_it(trace):
    forward, backward = (picture(trace, stages(3)[k], Pick(1, 0, None), 0) for k in (1, 5))
    assert lit(forward["edges"]) == [f"w from h1.{i} to h2.1" for i in (1, 2, 3, 4)]
    assert lit(backward["edges"]) == ["w from h2.1 to output"]
    assert lit(forward["nodes"]) == lit(backward["nodes"]) == ["h2.1"]


def test_a_picked_weight_or_bias_is_lit_alone(trace):
    weight, bias = (picture(trace, stages(3)[5], Pick(1, 0, source), 0) for source in (2, BIAS))
    assert lit(weight["edges"]) == ["w from h1.3 to h2.1"]
    assert lit(bias["biases"]) == ["b of h2.1"]


def test_over_the_batch_units_show_the_mean_activation_and_the_summed_error(trace):
    nodes = {node["name"]: node["value"] for node in picture(trace, stages(3)[4], Pick(2, 0, None), None)["nodes"]}
    assert nodes["h1.1"] == figure(trace.layers[0].a[:, 0].mean(), 4)
    assert nodes["output"] == figure(trace.layers[2].delta[:, 0].sum(), 4)


def test_every_part_lies_inside_the_picture():
    drawn = picture(run_subject(new_run(Config(hidden=(32, 1, 8)))).trace(), stages(4)[0], Pick(0, 0, None), 0)
    for node in drawn["nodes"]:
        assert 0 < node["x"] < 1
        assert 0 < node["y"] < 1


def test_the_picture_is_drawn_in_its_height_and_a_click_on_it_is_a_pick(trace, monkeypatch):
    drawn, st = {}, SimpleNamespace(session_state={diagram.KEY: {"pick": [1.0, 2.0, None]}})
    st.components = SimpleNamespace(v2=SimpleNamespace(component=lambda *_, **__: lambda **given: drawn.update(given)))
    monkeypatch.setattr(diagram, "st", st)
    diagram.step_diagram(trace, stages(2)[0], Pick(0, 1, None), 0, on_pick=print)
    assert (drawn["key"], drawn["on_pick_change"]) == (diagram.KEY, print)
    assert json.loads(drawn["data"]) == json.loads(json.dumps(picture(trace, stages(2)[0], Pick(0, 1, None), 0)))
    assert drawn["height"] == diagram.height(trace.sizes)
    assert diagram.clicked() == Pick(1, 2, None)
    st.session_state[diagram.KEY]["pick"] = [0.0, 1.0, 3.0]
    assert diagram.clicked() == Pick(0, 1, 3)


def test_a_picture_is_as_high_as_its_widest_layer_needs_within_limits():
    heights = [diagram.height((2, units, 1)) for units in range(1, 33)]
    assert heights == sorted(heights)
    assert heights[0] == diagram.LEAST_HEIGHT and heights[-1] >= 32 * diagram.LEAST_ROW
    assert diagram.MOST_HEIGHT in heights and diagram.height((32, 2, 1)) == heights[-1]
