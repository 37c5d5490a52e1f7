import pytest

from app.words.names import name_of
from xorcore import OPTIMIZERS
from xorcore.book import choices


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
