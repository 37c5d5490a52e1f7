"""The members of a chunk before they are trained."""

import numpy as np
import pytest

from xorcore import OPTIMIZERS, Config
from xorcore.many.chunks import chunk_of_all
from xorcore.many.members import begin


def begun(seeds=5, **settings):
    return begin(chunk_of_all(Config(**settings), seeds, None, None, {}, record=[0, 3]))


@pytest.mark.parametrize(("batch_size", "sample_order", "orders"), [
    (0, "shuffled", 0), (1, "shuffled", 5), (3, "shuffled", 5), (4, "shuffled", 0), (9, "shuffled", 0), (1, "fixed", 0),
])
def test_an_order_is_drawn_where_there_are_several_batches_to_draw(batch_size, sample_order, orders):
    assert len(begun(range(5), batch_size=batch_size, sample_order=sample_order).orders) == orders


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_nothing_is_known_of_them_and_the_rule_remembers_nothing(optimizer):
    members = begun(range(5), optimizer=optimizer)
    assert members.memory.shape == (len(OPTIMIZERS[optimizer].memory), 37, 5) and not members.memory.any()
    assert members.epochs.tolist() == [-1] * 5 and members.trained.tolist() == [0] * 5
    assert not members.done.any() and not members.diverged.any()
    assert np.isnan(members.loss).all() and np.isnan(members.losses).all() and members.losses.shape == (2, 5)


def test_a_part_is_of_its_members_and_shares_what_all_share():
    members = begun(range(5), batch_size=1, sample_order="shuffled")
    part = members.part(slice(1, 3))
    np.testing.assert_array_equal(part.flat, members.flat[:, 1:3])
    assert part.flat.base is not None and part.orders == members.orders[1:3]
    assert part.inputs is members.inputs  # XOR is every member's


def test_each_has_samples_of_its_own_where_these_are_drawn():
    members = begun(range(5), dataset="moons", samples=6)
    assert members.inputs.shape == (2, 6, 5) and members.part(slice(2, 4)).inputs.shape == (2, 6, 2)
    assert not np.array_equal(members.inputs[..., 0], members.inputs[..., 1])
