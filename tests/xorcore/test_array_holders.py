"""Dataclasses that hold arrays: comparing these number by number would raise, and no array can be hashed."""

import dataclasses
from importlib import import_module
from pkgutil import walk_packages

import pytest

import xorcore

MODULES = [import_module(module.name) for module in walk_packages(xorcore.__path__, "xorcore.")]
CLASSES = {made for module in MODULES for made in vars(module).values() if isinstance(made, type)}
HOLDERS = [made for made in sorted(CLASSES, key=lambda made: made.__name__) if dataclasses.is_dataclass(made)
           and any("ndarray" in str(field.type) for field in dataclasses.fields(made))]


@pytest.mark.parametrize("holder", HOLDERS)
def test_what_holds_arrays_is_equal_to_itself_alone(holder):
    one, other = object.__new__(holder), object.__new__(holder)
    assert one == one and one != other and len({one, other, one}) == 2
