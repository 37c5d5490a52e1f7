import pytest

from app.words.names import name_of, setting_name
from xorcore import OPTIMIZERS
from xorcore.book import LABELS, choices


@pytest.mark.parametrize(("field", "entry", "name"), [
    ("optimizer", "momentum", "momentum (heavy ball)"), ("dataset", "own", "own points"),
    ("loss", "half_squared_error", "half squared error"), ("loss", "momentum", "momentum"),
])
def test_an_entry_is_named_as_people_say_it(field, entry, name):
    assert name_of(field, entry) == name


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_no_name_has_an_underscore(optimizer):
    assert "_" not in name_of("optimizer", optimizer)


@pytest.mark.parametrize(("field", "entry"), [(field, entry) for field, entries in choices().items() for entry in entries])
def test_a_name_begins_with_the_words_of_its_entry(field, entry):
    assert f"{name_of(field, entry)} ".casefold().startswith(f"{entry.replace('_', ' ')} ")


@pytest.mark.parametrize(("field", "name"), [("l2", "L2"), ("init_scale", "scale of start weights")])
def test_a_setting_is_called_in_a_sentence_what_its_field_is_called(field, name):
    assert setting_name(field) == name


@pytest.mark.parametrize("field", LABELS)
def test_a_setting_has_the_words_of_its_label(field):
    assert setting_name(field).casefold() == LABELS[field].casefold()
