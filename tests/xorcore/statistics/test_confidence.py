"""Intervals of shares agree with published tables and hold the truth as often as they say."""

import re

import numpy as np
import pytest

from xorcore.statistics import paired_difference, proportion


@pytest.mark.parametrize(("successes", "n", "low", "high"), [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
])  # fmt: skip
def test_interval_of_a_share_is_the_published_one(successes, n, low, high):
    """Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3."""
    assert proportion(successes, n) == pytest.approx((successes / n, low, high), abs=5e-5)


@pytest.mark.parametrize("n", [1, 7, 10_000])
def test_all_and_none_have_an_exact_limit(n):
    assert proportion(0, n).low == 0 < proportion(0, n).high < 1
    assert proportion(n, n).high == 1 > proportion(n, n).low > 0


@pytest.mark.parametrize(("successes", "n"), [(-1, 3), (4, 3), (0, 0)])
def test_impossible_counts_are_refused(successes, n):
    with pytest.raises(ValueError, match=f"got {successes} of {n}"):
        proportion(successes, n)


def paired(both, only_second, only_first, neither):
    first = np.repeat([True, False, True, False], [both, only_second, only_first, neither])
    return first, np.repeat([True, True, False, False], [both, only_second, only_first, neither])


def test_interval_of_a_paired_difference_is_the_published_one():
    """Newcombe (1998), on paired data: 36, 12, 2 and 0 of 50; method 10 gives 0.0569 to 0.3404."""
    assert paired_difference(*paired(36, 12, 2, 0)) == pytest.approx((0.2, 0.0569, 0.3404), abs=5e-5)


@pytest.mark.parametrize(("counts", "interval"), [
    ((20, 12, 2, 16), (0.2, 0.05616, 0.32921)), ((7, 5, 5, 5), (0, -0.27184, 0.27184)),
    ((18, 5, 6, 6), (-0.02857, -0.21419, 0.15988)),
])
def test_a_positive_correlation_is_taken_with_newcombes_correction(counts, interval):
    """By hand: phi = max(0, e h - f g - n / 2) / sqrt(...), 271 for 296 in the first; at least 0 in the second."""
    assert paired_difference(*paired(*counts)) == pytest.approx(interval, abs=5e-5)


def test_difference_changes_its_sign_with_the_order():
    forth, back = (paired_difference(*pair) for pair in (paired(5, 9, 3, 20), paired(5, 3, 9, 20)))
    assert forth == pytest.approx((-back.value, -back.high, -back.low))


@pytest.mark.parametrize("counts", [(10, 0, 0, 0), (0, 10, 0, 0), (0, 0, 0, 10), (5, 0, 0, 5)])
def test_difference_at_the_edges_stays_within_its_bounds(counts):
    value, low, high = paired_difference(*paired(*counts))
    assert -1 <= low <= value <= high <= 1


def test_about_95_of_100_intervals_hold_the_truth():
    rng = np.random.default_rng(0)
    shares, differences = 0, 0
    for _ in range(2000):
        first = rng.random(60) < 0.8
        second = np.where(rng.random(60) < 0.5, first, rng.random(60) < 0.9)  # share 0.85
        low, high = proportion(int(first.sum()), 60)[1:]
        shares += low <= 0.8 <= high
        low, high = paired_difference(first, second)[1:]
        differences += low <= 0.05 <= high
    assert 0.93 < shares / 2000 < 0.975
    assert 0.93 < differences / 2000 < 0.975


def test_outcomes_that_are_no_pairs_are_refused():
    with pytest.raises(ValueError, match=r"got \(2,\) and \(3,\)"):
        paired_difference([True, False], [True, False, True])


def test_epochs_are_no_outcomes():
    with pytest.raises(ValueError, match="must be true or false"):
        paired_difference([-1, 300], [200, 300])


@pytest.mark.parametrize("successes", [0.5, 1.5])
def test_a_share_counts_whole_successes(successes):
    with pytest.raises(ValueError, match="a share needs"):
        proportion(successes, 10)


@pytest.mark.parametrize("z", [0, -1, 101, 1e300, float("nan"), float("inf"), True, "2"])
def test_a_width_is_a_number_above_0(z):
    with pytest.raises(ValueError, match=re.escape(f"deviations above 0, got {z!r}")):
        proportion(1, 2, z)


@pytest.mark.parametrize("z", [0.5, 1, 2.5758])
def test_the_limits_are_the_shares_that_the_count_is_z_deviations_from(z):
    """What Wilson's interval is by definition: |p - limit| = z sqrt(limit (1 - limit) / n)."""
    p, *limits = proportion(3, 11, z)
    for limit in limits:
        assert abs(p - limit) == pytest.approx(z * np.sqrt(limit * (1 - limit) / 11))
