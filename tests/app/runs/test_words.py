"""What the list says of a run."""

import pytest

from app.runs import words
from app.server.tables import Entry, Limits
from xorcore import Config

NOW = 1_000_000.0


def entry(changed=NOW - 100, epoch=120, **summary) -> Entry:
    usual = {"settings": Config(epochs=500, stop_at_loss=0.01).to_link(), "loss": 0.0123456, "ended": "", "name": ""}
    return Entry("id", changed, epoch, 1000, usual | summary, None)


@pytest.mark.parametrize(("said", "sentence"), [
    ({}, "epoch 120 of 500 · loss 0.01235 · paused"),
    ({"playing": True}, "epoch 120 of 500 · loss 0.01235 · plays while it is looked at"),
    ({"ended": "finished"}, "epoch 120 of 500 · loss 0.01235 · finished"),
    ({"ended": "solved"}, "epoch 120 of 500 · loss 0.01235 · solved: the loss is below 0.01"),
    ({"ended": "diverged", "diverged": "the loss is 3"}, "epoch 120 of 500 · loss 0.01235 · diverged: the loss is 3"),
    ({"name": "Mine"}, "epoch 120 of 500 · loss 0.01235 · paused · 1 minute ago"),
])
def test_the_outcome_is_epoch_loss_and_how_it_ended(said, sentence):
    assert words.outcome(entry(**said), NOW) == sentence


def test_a_run_is_called_by_its_name_else_by_when_it_was_used():
    assert words.title(entry(name="Mine"), NOW) == "Mine"
    assert words.title(entry(), NOW) == "1 minute ago"


@pytest.mark.parametrize(("seconds", "text"), [
    (-5, "just now"), (9, "just now"), (10, "10 seconds ago"), (59, "59 seconds ago"), (60, "1 minute ago"),
    (3599, "59 minutes ago"), (3600, "1 hour ago"), (86399, "23 hours ago"), (86400, "1 day ago"),
    (364 * 86400, "364 days ago"), (366 * 86400, "1 year ago"), (1000 * 86400, "2 years ago"),
])
def test_how_long_ago(seconds, text):
    assert words.ago(seconds) == text


def test_settings_say_what_was_changed_but_not_the_epochs_twice():
    text = words.settings(entry(changes=2))
    assert text.startswith("XOR · hidden layers 4, 4") and text.endswith(" · 2 changes while it trained")
    assert "500 epochs" not in text


def test_settings_of_another_program_are_read_as_far_as_they_go():
    assert words.config_of(entry(settings={"seed": "3", "dropout": "0.5"})) == Config(seed=3)


@pytest.mark.parametrize(("text", "name"), [
    ("  My   run\n2 ", "My run 2"), ("\x00\u202e", ""), ("<b>x</b>", "<b>x</b>"),
])
def test_a_name_is_printable_and_on_one_line(text, name):
    assert words.clean_name(text) == name


@pytest.mark.parametrize(("name", "file"), [
    ("", "run-epoch-120.npz"), ("Übung 3/../x", "bung-3----x-epoch-120.npz"), ("...", "run-epoch-120.npz"),
])
def test_a_file_is_named_in_letters_that_every_system_takes(name, file):
    assert words.file_name(entry(name=name)) == file


def test_what_goes_is_said():
    assert words.kept(1, 400_000, Limits(), lasts=True) == (
        "1 run, 0.4 MB. Kept are at most 10\u202f000 runs and 500 MB, each for 365 days after it was last used; beyond "
        "that the ones that were not used for the longest time go.")


def test_what_is_kept_in_memory_only_is_said_to_end_with_the_server():
    assert words.kept(2, 40_000, Limits(), lasts=False) == (
        "2 runs, less than 0.1 MB. Kept are at most 10\u202f000 runs and 500 MB, until this server stops; beyond that the "
        "ones that were not used for the longest time go.")


@pytest.mark.parametrize(("number", "size", "full"), [(96, 0, True), (95, 950, False), (0, 951, True), (90, 900, False)])
def test_a_list_is_nearly_full_by_its_number_or_by_its_size(number, size, full):
    assert words.is_nearly_full(number, size, Limits(runs=100, visitor_bytes=1000)) == full
