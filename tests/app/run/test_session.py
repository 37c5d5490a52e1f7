"""The current run: what a link makes of it, and what the address keeps of it."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from app.classics.session import LINK_KEYS as classics_keys
from app.compare.settings import LINK_KEYS as compare_keys
from app.maps.request import LINK_KEYS as maps_keys
from app.one_step.session import LINK_KEYS as one_step_keys
from app.run import transport
from app.run.session import PAGE_KEYS, of_other_pages
from app.seeds.request import LINK_KEYS as seeds_keys
from app.server.pace import OPENING, SPEEDS
from app.train.controls import CHANGED_PRESET
from tests.helpers.train_page import do, opened, press, set_to, widget
from tests.helpers.visitor import link_of, run_of, viewer_of
from xorcore import Config

BAD_LINKS = {
    "learning_rate": ["nan", "inf", "-1", "0", "1e400", "abc"],
    "epochs": ["1e12", "-3", "1.5", "9" * 5000],
    "hidden": ["0", "-1", "8,,8", ",".join(["4"] * 1000)],
    "no_such_setting": ["1"],
    "\N{PARTY POPPER}": ["\N{PARTY POPPER}"],
    "seed": [["1", "2"]],
    "dataset": ["own", "![x](http://host/p.png)"],
    "changes": ["1:epochs:2"],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in BAD_LINKS.items() for value in values])
def test_what_a_link_gets_wrong_is_said_in_one_sentence_and_the_rest_is_used(key, value):
    app = opened(momentum="0.25", **{key: value})
    assert len(app.warning) == 1
    assert "](" not in app.warning[0].value.replace("\\]", "").replace("\\[", "")
    assert run_of(app).config == Config(momentum=0.25)


def test_a_link_with_very_many_unknown_settings_is_answered_briefly_and_in_its_order():
    app = opened(**{f"unknown{i}": "1" for i in range(300)})
    assert len(app.warning) == 6
    assert [f"unknown{i}," in each.value for i, each in enumerate(app.warning[:5])] == [True] * 5
    assert app.warning[-1].value == "295 more settings were refused in the same way."


@pytest.mark.parametrize(("keys", "here", "said"), [
    (["cells"], "", ["“cells” of the link belongs to the page Maps and changes nothing here."]),
    (["view", "stage", "seeds", "hidden"], "compare", [
        "“view”, “stage” of the link belong to the page One step and change nothing here.",
        "“seeds” of the link belongs to the page Seeds and changes nothing here."]),
    (["values", "seeds", "epoch"], "seeds", []), (["values"], "compare", []), (["epoch", "run", "speed"], "", []),
])
def test_what_belongs_to_another_page_is_said_to_change_nothing(keys, here, said):
    assert of_other_pages(keys, here) == said


def test_a_link_with_an_entry_of_another_page_says_so_and_is_used():
    app = opened(momentum="0.25", cells="512")
    (warning,) = app.warning
    assert warning.value == "“cells” of the link belongs to the page Maps and changes nothing here."
    assert run_of(app).config == Config(momentum=0.25)


@pytest.mark.parametrize(("page", "keys"), [
    ("seeds", seeds_keys), ("maps", maps_keys), ("one_step", (*one_step_keys,)), ("compare", (*compare_keys, "runs")),
    ("classics", classics_keys),
])
def test_every_entry_of_a_page_is_known_to_be_its(page, keys):
    assert set(PAGE_KEYS[page]) == set(keys) - {"epoch"}


def test_the_address_always_brings_the_run_back():
    app = opened()
    press(app, "Step")
    set_to(app, "momentum", 0.75)
    assert link_of(app) == {"changes": "1:momentum:0.75", "epoch": "1"}
    set_to(app, "hidden", "3, 2")
    assert link_of(app) == {"hidden": "3,2", "momentum": "0.75"}


def test_given_start_weights_stay_through_reset_and_go_with_a_new_seed():
    app = opened(hidden="2", weights="1,2,3,4,5,6,7,8,9")
    given = list(range(1, 10))
    assert run_of(app).last.vector.tolist() == given
    assert any("were given" in caption.value for caption in app.sidebar.caption)
    assert widget(app, "preset").value == CHANGED_PRESET
    press(app, "Step")
    press(app, "Reset")
    assert run_of(app).last.vector.tolist() == given
    widget(app, "learning_rate").set_value("0.5").run()
    assert run_of(app).last.vector.tolist() == given
    press(app, "New seed")
    assert run_of(app).parameters is None
    assert run_of(app).last.vector.tolist() != given


def test_the_address_opens_the_very_run_for_its_visitor_and_a_copy_for_a_stranger(monkeypatch):
    """Each AppTest is a visitor of its own."""
    mine = opened(seed="5")
    for change in (0.75, 0.25):
        press(mine, "Step")
        set_to(mine, "momentum", change)
    press(mine, "Step")
    link = dict(mine.query_params)
    stranger = opened(**link)
    assert run_of(stranger) is not run_of(mine)
    assert (run_of(stranger).config, run_of(stranger).shown.number) == (run_of(mine).config, 3)
    assert run_of(stranger).shown.vector.tobytes() == run_of(mine).shown.vector.tobytes()
    monkeypatch.setattr("app.run.session.visitor_of", lambda cookies: viewer_of(mine).live.visitor)
    assert run_of(opened(**link | {"epoch": "1"})) is run_of(mine)
    assert run_of(mine).shown.number == 3  # the address may be older than the run


@pytest.mark.parametrize("steps", [0, 2])
def test_a_shared_link_brings_its_run_also_to_who_has_trained_another(monkeypatch, steps):
    mine = opened()
    for _ in range(steps):
        press(mine, "Step")
    link = dict(parse_qsl(urlsplit(mine.code[-1].value).query))
    monkeypatch.setattr("app.run.session.keeper", lambda: pytest.fail("it looks for what this visitor trained last"))
    reader = opened(**link)
    assert (run_of(reader).config, run_of(reader).shown.number) == (Config(), steps)


def test_an_epoch_of_the_link_that_takes_long_is_offered():
    app = opened(dataset="spiral", samples="2000", hidden="32,32,32", epochs="100000", epoch="90000")
    assert run_of(app).last.number == 0
    assert app.info[0].value.startswith("The link names epoch 90\u202f000. Training to it takes about ")
    press(app, "New seed")
    assert not app.info


@pytest.mark.parametrize("epoch", ["-1", "x", "1e9", "30001"])
def test_an_epoch_that_there_is_not_is_refused_in_one_sentence(epoch):
    app = opened(epoch=epoch)
    (refusal,) = app.warning
    assert refusal.value.startswith("“epoch” of the link must be a whole number") and run_of(app).last.number == 0


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_link_says_how_fast_the_run_plays(speed):
    app = opened(speed=speed)
    assert viewer_of(app).live.pace.speed == speed
    assert ("speed" in app.query_params) == (speed != OPENING)


def test_a_speed_that_there_is_not_is_refused_in_one_sentence():
    app = opened(speed="![x](http://host/p.png)" * 100)
    (refusal,) = app.warning
    assert refusal.value.startswith("“speed” of the link must be one of 1, 10, 100, 4000, full, got")
    assert len(refusal.value) < 140
    assert viewer_of(app).live.pace.speed == OPENING


@pytest.mark.parametrize(("seconds", "stands"), [(0, False), (1000, True)])
def test_what_was_refused_stands_until_something_is_done_when_it_could_be_read(seconds, stands, monkeypatch):
    monkeypatch.setattr("app.run.session.READ_SECONDS", seconds)
    app = opened()
    set_to(app, "learning_rate", "-1")
    app.run()
    assert len(app.warning) == 1
    do(app, "step")
    assert len(app.warning) == stands


def test_what_was_refused_is_gone_once_something_else_was_edited(monkeypatch):
    monkeypatch.setattr("app.run.session.READ_SECONDS", 1000)
    app = opened()
    set_to(app, "learning_rate", "-1")
    set_to(app, "learning_rate", "0.2")
    assert not app.warning


def test_an_output_that_cannot_reach_the_own_targets_is_refused():
    app = opened(dataset="own", points="1,1,-1;1,-1,1;-1,1,1;-1,-1,-1", output_activation="tanh")
    set_to(app, "output_activation", "sigmoid")
    assert "the target -1 is beyond 0 to 1" in app.warning[0].value
    assert run_of(app).config.output_activation == "tanh"
    set_to(app, "output_activation", "linear")
    assert run_of(app).config.output_activation == "linear"
    assert run_of(app).dataset.targets.ravel().tolist() == [-1, 1, 1, -1]


def test_every_other_page_pauses_the_run_that_plays():
    app = opened()
    for page in PAGE_KEYS:
        transport.play(viewer_of(app))
        assert run_of(app).playing
        app.switch_page(f"app/pages/{page}.py").run()
        assert [e.value for e in app.exception] == [] and not run_of(app).playing, page
