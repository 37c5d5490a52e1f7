"""A file that is no run is refused in one sentence, whatever was changed in it."""

from dataclasses import asdict

import numpy as np
import pytest

from tests.helpers.run_files import CHANGES, file_of, small
from xorcore.files import RunFileError, read_run
from xorcore.files.sealed_file import seal, unseal


def test_every_97th_byte_flipped_is_refused_in_a_sentence():
    content = file_of()
    for place in range(0, len(content), 97):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        with pytest.raises(RunFileError, match=r"^[A-Z][^.]*(\.npz)?[^.]*\.$"):
            read_run(bytes(damaged))


@pytest.mark.parametrize("length", [0, 1, 100, -1, -64, -65])
def test_a_file_that_was_cut_off_is_refused(length):
    with pytest.raises(RunFileError, match="cut off"):
        read_run(file_of()[:length])


def forged(**changed) -> bytes:
    """A run file with a seal that fits, of which some words or arrays are others."""
    words, arrays = unseal(file_of(changes=CHANGES))
    for name, value in changed.items():
        (arrays if name in arrays else words)[name] = value
    return seal(words, arrays)


SETTINGS = asdict(small())
ORDER = unseal(file_of())[0]["states"][0]["order"]
FORGED = {
    "another version": ({"version": 2}, "has version 2, this program reads version 1"),
    "no version": ({"version": None}, "has version None"),
    "no run": ({"kind": "map"}, "holds no run"),
    "an unknown setting": ({"settings": SETTINGS | {"dropout": 0.5}}, "knows no setting dropout"),
    "several": ({"settings": SETTINGS | dict.fromkeys(["e", "d", "c", "b"], 1)}, "knows no setting b, c, d, e"),
    "a setting beyond its limits": ({"settings": SETTINGS | {"epochs": 10**9}}, "epochs must be a whole number"),
    "settings that are none": ({"settings": [1]}, "is not used"),
    "other layers": ({"settings": SETTINGS | {"hidden": [32] * 6}}, "weights must have the shape"),
    "another rule": ({"settings": SETTINGS | {"optimizer": "adam"}}, "memory must have the shape"),
    "fewer epochs than trained": ({"settings": SETTINGS | {"epochs": 39}}, "must grow from 0 to at most 39"),
    "a name of two lines": ({"name": "a\nb"}, "the name must be"),
    "a long name": ({"name": "a" * 61}, "the name must be"),
    "a name that is a number": ({"name": 3}, "the name must be"),
    "an unknown change": ({"changes": [[1, "seed", 3]]}, "is not used"),
    "a change beyond its limits": ({"changes": [[1, "momentum", 30]] * 3}, "momentum must be"),
    "changes that are none": ({"changes": [1, 2, 3]}, "is not used"),
    "a diverged that is no sentence": ({"diverged": 0}, "of another kind"),
    "no states": ({"states": []}, "is not used"),
    "states that are none": ({"states": [0]}, "is not used"),
    "a state of the future": ({"states": [{"epoch": 0, "changes": 0, "order": ORDER}, {"epoch": 61, "changes": 0,
                                                                                    "order": ORDER}]}, "at most 60"),
    "a state that comes twice": ({"states": [{"epoch": epoch, "changes": 0, "order": ORDER} for epoch in (0, 7, 7, 40)]},
                                 "must grow from 0"),
    "states that go back": ({"states": [{"epoch": epoch, "changes": 0, "order": ORDER} for epoch in (0, 9, 7, 40)]},
                            "must grow from 0"),
    "no state of epoch 0": ({"states": [{"epoch": epoch, "changes": 0, "order": ORDER} for epoch in (1, 40)]},
                            "must grow from 0"),
    "an epoch that is none": ({"states": [{"epoch": 0.0, "changes": 0, "order": ORDER}]}, "must be whole"),
    "changes below none": ({"states": [{"epoch": 0, "changes": -1, "order": ORDER}]}, "more changes than the run"),
    "other losses": ({"losses": np.ones(41)}, "its last loss is 1, that of its weights"),
    "too few losses": ({"losses": np.ones(40)}, "losses must have the shape"),
    "losses in rows": ({"losses": np.ones((41, 1))}, "is not used"),
    "no test losses": ({"test_losses": np.ones(0)}, "test_losses must have the shape"),
    "samples that are none": ({"inputs": np.full((8, 2), np.nan)}, "inputs must be finite"),
    "many samples": ({"inputs": np.zeros((20_000, 2)), "targets": np.zeros((20_000, 1))}, "at most 10 000 samples"),
    "many inputs": ({"inputs": np.zeros((8, 100_000)), "test_inputs": np.zeros((2, 100_000))}, "weights must have"),
    "many test samples": ({"test_inputs": np.zeros((9_995, 2)), "test_targets": np.zeros((9_995, 1))},
                          "at most 10 000 samples are read, it has 10 003"),
    "no samples": ({"inputs": np.zeros((0, 2)), "targets": np.zeros((0, 1))}, "at least one training sample"),
}


@pytest.mark.parametrize(("changed", "sentence"), FORGED.values(), ids=FORGED)
def test_a_fitting_seal_does_not_make_a_run_right(changed, sentence):
    with pytest.raises(RunFileError, match=sentence) as caught:
        read_run(forged(**changed))
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)


@pytest.mark.parametrize("order", [{}, ORDER | {"state": {"state": -1, "inc": 1}}, ORDER | {"bit_generator": "MT19937"}, 7])
def test_a_generator_s_state_that_is_none_is_refused(order):
    words, arrays = unseal(file_of())
    words["states"][0]["order"] = order
    with pytest.raises(RunFileError, match="is not used"):
        read_run(seal(words, arrays))


@pytest.mark.parametrize("value", [np.inf, np.nan])
def test_weights_that_are_no_numbers_are_refused(value):
    words, arrays = unseal(file_of())
    arrays["weights"] = arrays["weights"].copy()
    arrays["weights"][-1, 3] = value
    with pytest.raises(RunFileError, match="must be finite"):
        read_run(seal(words, arrays))


@pytest.mark.parametrize("missing", ["name", "settings", "changes", "states", "given_weights", "diverged"])
def test_a_missing_word_is_refused(missing):
    words, arrays = unseal(file_of())
    del words[missing]
    with pytest.raises(RunFileError, match="is missing or of another kind"):
        read_run(seal(words, arrays))


@pytest.mark.parametrize("missing", sorted(unseal(file_of())[1]))
def test_a_missing_array_is_refused(missing):
    words, arrays = unseal(file_of())
    del arrays[missing]
    with pytest.raises(RunFileError, match="is missing or of another kind"):
        read_run(seal(words, arrays))


@pytest.mark.parametrize(("length", "end"), [(170, "."), (171, "….")])
def test_of_a_long_reason_200_characters_are_said(length, end):
    with pytest.raises(RunFileError) as error:
        read_run(forged(settings=SETTINGS | {"x" * length: 1}))
    assert str(error.value) == f"The run file is not used: this program knows no setting {'x' * 170}{end}"
