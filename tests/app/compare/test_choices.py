"""What a visitor or a link chooses to compare: taken as it is typed, refused in one sentence, brought back by the link."""


import pytest

from app.compare.settings import FIELDS
from tests.helpers.compare_page import asked, opened
from tests.helpers.visitor import assert_fine, link_of, press, run_of
from xorcore import Config


def test_values_with_decimal_commas_come_back_from_a_link_as_they_were():
    app = opened(compare="momentum", values="0,5;0,9")
    assert app.text_input(key="values_momentum").value == "0,5; 0,9"
    assert not app.warning


@pytest.mark.parametrize(("field", "values", "words"), [
    ("learning_rate", "0.1", "A comparison needs 2 to 6 values, got 1"),
    ("learning_rate", "1,2,3,4,5,6,7", "A comparison needs 2 to 6 values, got 7"),
    ("momentum", "0,0.0", "The values of a comparison must all be different"),
    ("momentum", "0.5,2", "“Momentum” must be at least 0 and at most 1, got 2"),
    ("momentum", "0.1, " * 50, "Values must be written in at most 200 characters, got 249"),
    ("momentum", "0.5,much", "“Momentum” must be at least 0 and at most 1: “much” is not a number"),
    ("batch_size", "1,1.5",
     "“Batch size” must be a whole number, at least 0 and at most 2\u202f000: “1.5” is not a whole number"),
])
def test_values_of_no_use_are_refused_in_one_sentence(field, values, words):
    app = opened(compare=field)
    typed = app.text_input(key=f"values_{field}")
    before = typed.value
    typed.set_value(values).run()
    assert_fine(app)
    assert [warning.value for warning in app.warning] == [f"{words}; the values stay {before}."]
    assert not app.info  # nothing was asked for that could be the earlier comparison
    assert app.text_input(key=f"values_{field}").value == before
    assert asked(app) is None


def test_names_that_cannot_be_compared_are_refused_where_they_are_picked_until_they_can():
    app = opened(compare="hidden_activation")
    picked = app.multiselect(key="values_hidden_activation")
    picked.set_value(["tanh"]).run()
    assert_fine(app)
    assert [warning.value for warning in app.warning] == [
        "A comparison needs 2 to 6 values, got 1; as they are, nothing can be compared."]
    press(app, "Compare")
    assert [warning.value for warning in app.warning] == ["Nothing was computed: a comparison needs 2 to 6 values, got 1."]
    app.multiselect(key="values_hidden_activation").set_value(["tanh", "relu"]).run()
    assert not app.warning


@pytest.mark.parametrize(("link", "words"), [
    ({"compare": "seed"}, "“compare” of the link must be one of its choices, got “seed”; it is momentum."),
    ({"compare": "momentum", "values": " "}, "The values of the link are not used: there are none."),
    ({"scale": "loglog"}, "“scale” of the link must be one of its choices, got “loglog”; it is log."),
    ({"compare": "momentum", "values": "0.5,2"}, "The values of the link are not used: “Momentum” must be at least 0"),
    ({"compare": "loss", "values": "half_squared_error,x"}, "The values of the link are not used: “Loss” must be one of"),
    ({"compare": "momentum", "values": "0,0.1,0.2,0.3,0.4,0.5,0.6"}, "needs 2 to 6 values, got 7"),
    ({"seed": "-1"}, "“Seed” must be"),
])
def test_what_a_link_gets_wrong_is_said_in_one_sentence(link, words):
    app = opened(**link)
    assert len(app.warning) == 1
    assert words in app.warning[0].value.replace("\\", "")


def test_too_long_a_comparison_is_refused_with_its_time_and_the_limit():
    app = opened(epochs="1000000", dataset="moons", samples="2000", batch_size="1", hidden="8,8")
    press(app, "Compare")
    assert "hours, and at most 120 seconds are computed" in app.warning[0].value
    assert asked(app) is None


def test_a_loss_that_the_network_cannot_have_is_refused():
    app = opened(compare="loss", output_activation="tanh")
    press(app, "Compare")
    assert "“Loss” cross_entropy needs the output activation sigmoid, got tanh" in app.warning[0].value


def test_a_setting_without_effect_is_said_to_have_none():
    app = opened(compare="momentum", optimizer="gradient_descent", epochs="5")
    assert "uses no momentum" in app.warning[0].value


def test_the_link_brings_the_page_back():
    app = opened(seed="3")
    app.selectbox(key="compare").set_value("momentum").run()
    app.text_input(key="values_momentum").set_value("0.1, 0.2").run()
    app.segmented_control(key="scale").set_value("linear").run()
    link = {key: value[0] if isinstance(value, list) else value for key, value in link_of(app).items()}
    assert link == {"seed": "3", "compare": "momentum", "values": "0.1,0.2", "scale": "linear"}
    again = opened(**link)
    assert again.text_input(key="values_momentum").value == "0.1, 0.2"
    assert again.segmented_control(key="scale").value == "linear"
    assert run_of(again).config == Config(seed=3)


@pytest.mark.parametrize("link", [{"compare": "seed"}, {"compare": "optimizer", "values": "sgd,,x"}, {"scale": "cubic"},
                                  {"compare": "l2", "values": "9" * 5000}])
def test_nonsense_in_the_link_opens_the_page_as_it_can(link):
    app = opened(**link)
    assert app.selectbox(key="compare").value in FIELDS
