"""The tables behind the pictures, of statistics made by hand."""

import numpy as np
import pytest

from app.seeds import tables
from tests.helpers.seeds import made

FIRST = made([10, 20, -1, -1], [0.019, 0.019, 0.25, 1e9], [False, False, False, True], "momentum 0")
OTHER = made([5, 7, 9, -1], name="momentum 0.9")


def test_a_setting_is_told_by_how_many_fail_and_the_others_by_how_many_more_they_solve():
    table = tables.shares([FIRST, OTHER])
    assert table.iloc[0, :7].tolist() == ["momentum 0", 4, 2, "50 %", "15 % to 85 %", 1, "15"]
    assert table.iloc[0, 7:].isna().all()
    assert table.iloc[1].tolist() == ["momentum 0.9", 4, 1, "25 %", "4.559 % to 69.94 %", 0, "7", "+25.0", "−32.0 to +65.5"]


def test_the_one_setting_is_this_network():
    assert tables.shares([made([-1])]).iloc[0].tolist()[::6] == ["this network", "none solved"]


def test_the_share_solved_is_in_percent_from_the_first_epoch_to_the_last():
    table = tables.solved([FIRST, OTHER])
    assert table["epoch"].iloc[[0, -1]].tolist() == [1, 3000]
    assert table[["momentum 0 solved, %", "momentum 0.9 solved, %"]].iloc[-1].tolist() == [50, 75]
    assert table["momentum 0 from, %"].iloc[-1] == pytest.approx(15.0, abs=0.01)
    assert table["momentum 0 to, %"].iloc[-1] == pytest.approx(85.0, abs=0.01)


def test_each_seed_is_solved_in_the_one_stretch_that_holds_its_epoch_and_no_epoch_is_in_two():
    stats = made([0, 1, 3000, 20, -1])
    table = tables.to_solve([stats])
    assert table["from epoch"].iloc[0] == 1 and table["to"].iloc[-1] == 3000
    assert (table["from epoch"].to_numpy()[1:] == table["to"].to_numpy()[:-1] + 1).all()
    for epoch, seeds in ((1, 2), (20, 1), (3000, 1)):
        assert table.loc[(table["from epoch"] <= epoch) & (epoch <= table["to"]), "seeds"].tolist() == [seeds]
    assert table["seeds"].sum() == 4


def test_the_losses_are_the_quartiles_at_their_epochs():
    table = tables.losses([FIRST])
    assert table["epoch"].tolist() == [0, 1000, 3000]
    np.testing.assert_array_equal(table.iloc[:, 1:].to_numpy().T, FIRST.quartiles)
    assert list(table)[1:] == [f"momentum 0 {part}" for part in ("a quarter below", "median", "three quarters below")]


def test_the_unsolved_are_counted_at_their_level_and_a_single_setting_needs_no_name():
    stats = made([-1] * 4, [0.25, 0.25, 1 / 3, 0.1], name="b")
    names = ["two (0.25)", "three (0.333)", "four (0.5)", "elsewhere"]
    assert tables.levels([stats]).to_dict("records") == [dict(zip(names, [2, 1, 0, 1], strict=True))]
    assert tables.levels([FIRST, stats])["setting"].tolist() == ["momentum 0", "b"]


def test_every_seed_has_its_row_first_those_that_fail():
    table = tables.seeds(FIRST)
    assert table["seed"].tolist() == [2, 3, 0, 1]
    assert table["outcome"].tolist() == ["unsolved", "diverged", "solved", "solved"]
    assert table["epochs to solve"].isna().tolist() == [True, True, False, False]
    assert table["epochs to solve"].tolist()[2:] == [10, 20]
    assert table["final loss"].tolist() == [0.25, 1e9, 0.019, 0.019]
