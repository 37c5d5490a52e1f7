"""Every card's check runs, compares as the card says, and notices a wrong figure."""

import re
import threading
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import islice

import numpy as np
import pytest

from xorcore import CLASSICS, Config, train
from xorcore.classics import Check, Classic, ComparedFigure, Figure, check_classic, sohl_dickstein
from xorcore.classics.classic import CLAIMED, CONSISTENT, CORRECTED, FAILED, REPRODUCED, agrees

VERDICTS = {
    "lab_report": CONSISTENT,
    "minsky_papert": REPRODUCED,
    "mcclelland_rumelhart": REPRODUCED,
    "local_minima": CONSISTENT,
    "fausett": REPRODUCED,
    "mazur": CORRECTED,
    "goh": CLAIMED,
    "nycu_lab": CLAIMED,
    "sohl_dickstein": CLAIMED,
}
SETUPS = {f"{key}: {name}": setup for key, classic in CLASSICS.items() for name, setup in classic.setups.items()}


@cache
def checks(key: str) -> list[Check]:
    return list(check_classic(CLASSICS[key]))


def with_computed(classic: Classic, computed: list[float]) -> Check:
    """The check of a classic whose computation is known."""
    names = [figure.name for figure in classic.figures]
    *_, last = check_classic(classic._replace(compute=lambda setups: iter(zip(names, computed, strict=True))))
    return last


def wrong(figure: Figure) -> Figure:
    """The last printed digit is one too high, or the interval begins where it should end."""
    for kind in ("between", "limits"):
        if getattr(figure, kind):
            low, high = getattr(figure, kind)
            return figure._replace(**{kind: (high + 1e-9, high + 1e-9 + (high - low))})
    number = Decimal(figure.corrected or figure.published)
    text = str(number + Decimal(1).scaleb(number.as_tuple().exponent))
    return figure._replace(corrected=text) if figure.corrected else figure._replace(published=text)


def test_every_classic_is_checked_here():
    assert set(VERDICTS) == set(CLASSICS)


@pytest.mark.parametrize("key", CLASSICS)
def test_the_verdict_is_the_one_that_we_claim(key):
    last = checks(key)[-1]
    assert last.complete
    assert [comparison.figure for comparison in last.comparisons] == list(CLASSICS[key].figures)
    assert last.verdict == VERDICTS[key]


@pytest.mark.parametrize("key", CLASSICS)
def test_a_wrong_figure_turns_the_verdict(key):
    classic, computed = CLASSICS[key], [comparison.computed for comparison in checks(key)[-1].comparisons]
    assert with_computed(classic, computed).verdict == VERDICTS[key]
    for place, figure in enumerate(classic.figures):
        planted = (*classic.figures[:place], wrong(figure), *classic.figures[place + 1 :])
        check = with_computed(classic._replace(figures=planted), computed)
        assert check.comparisons[place].verdict == FAILED
        assert check.verdict == FAILED


# What another reading, a network that learned nothing, or one that learned all would give; a figure's words: the values.
OTHERWISE = {
    "median of 24 seeds: the previous": (0.0141, 0.9999), "report's error: the previous": (0, 1),
    "median of 24 seeds: textbook": (0.0052, 0.9999), "report's error: textbook": (0.79,),
    "median of 24 seeds: the sign": (0.0052, 0.0141, 0.5), "report's error: the sign": (0.79,),
    "linear, no activation": (52.4, 80), "XOR line, no activation": (100, 0), "learning rate 0.001": (100, 0),
    "learning rate 1": (100, 0), "1 and 1 units": (100, 52.4),
    "solve XOR: 2-2-1 from U(−1": (0.935, 0.6775), "solve XOR: 2-2-1 from U(−0.5": (0.8325, 1),
    "solve XOR: 2-2-1 from U(−2": (0.8325, 0.48875), "solve XOR: 2-2-1 from U(−5": (0.6775, 0.25),
    "solve XOR: 2-2-2-1": (0, 0.5, 1), "in %": (0, 50, 95), "dimension": (1, 2),
    "momentum 0": (20.27 / 2, 30.41), "momentum 0.5": (20.27, 38.51), "momentum 0.9": (20.27, 40.54),
}
INTERVALS = [figure for classic in CLASSICS.values() for figure in classic.figures if figure.interval]


@pytest.mark.parametrize("figure", INTERVALS, ids=lambda figure: figure.name)
def test_what_another_reading_would_give_is_not_within_the_interval(figure):
    """An interval that admits everything proves nothing."""
    words = max((words for words in OTHERWISE if words in figure.name), key=len)
    assert {ComparedFigure(figure, value).verdict for value in OTHERWISE[words]} == {FAILED}


@pytest.mark.parametrize("key", CLASSICS)
def test_a_check_gives_partial_results(key):
    counts = [len(check.comparisons) for check in checks(key)]
    assert set(np.diff([0, *counts])) <= {0, 1}
    assert [check.verdict for check in checks(key) if not check.complete] == [""] * counts.index(counts[-1])
    assert len(counts) > len(CLASSICS[key].figures)  # also between figures


@pytest.mark.parametrize(("key", "setup"), [
    ("mazur", "the article's network"), ("fausett", "bipolar"), ("mcclelland_rumelhart", "batch, rate 1, momentum 0.9"),
    ("minsky_papert", "XOR, answers 0110"),
])
def test_ours_is_computed_from_the_setups(key, setup):
    """Another start gives other numbers."""
    classic = CLASSICS[key]
    config, parameters, dataset = classic.setups[setup]
    if parameters is None:
        other = classic.setups[setup]._replace(config=replace(config, seed=0))
    else:
        moved = [(1.01 * np.array(W), 1.01 * np.array(b)) for W, b in parameters]
        other = classic.setups[setup]._replace(parameters=moved, config=replace(config, momentum=0.99 * config.momentum))
    *_, last = check_classic(classic._replace(setups={**classic.setups, setup: other}))
    assert last.verdict == FAILED


def test_a_cancelled_check_leaves_no_thread_behind():
    before = threading.active_count()
    steps = check_classic(CLASSICS["sohl_dickstein"])
    next(steps)
    assert threading.active_count() > before
    steps.close()
    assert threading.active_count() == before


@pytest.mark.parametrize("key", CLASSICS)
def test_a_card_can_be_read_before_anything_has_run(key):
    classic = CLASSICS[key]
    assert len(classic.story) == 5
    for sentence in (classic.claim, *classic.story):
        assert sentence.endswith(".") and not re.search(r"[.!?] ", sentence)
    assert len(classic.title) <= 30 and classic.title[0].isupper()
    assert str(classic.year) in classic.citation or key == "lab_report"
    assert len({figure.name for figure in classic.figures}) == len(classic.figures)
    assert bool(classic.correction) == any(figure.corrected for figure in classic.figures)


def test_classics_without_printed_numbers_say_where_theirs_are_from():
    for classic in CLASSICS.values():
        if not all(figure.published for figure in classic.figures):
            assert re.search("statistical|not at hand|prints no", classic.citation)


def test_only_what_chance_decides_is_compared_statistically():
    names = {figure.name for classic in CLASSICS.values() for figure in classic.figures if figure.between}
    assert all("seeds" in name or "share of the runs" in name for name in names)


@pytest.mark.parametrize("name", SETUPS)
def test_a_setup_can_be_trained(name):
    config, parameters, dataset = SETUPS[name]
    assert (config.dataset == "own") == (dataset is not None)
    trainer = train(config, parameters, dataset)
    assert np.isfinite(next(trainer).loss) and not next(trainer).diverged


AGREEMENTS = [
    (289, "289", True), (290, "289", False), (289.4, "289", False),
    (0.0397615500, "0.0397615500", True), (0.03976155004, "0.0397615500", True), (0.03976155006, "0.0397615500", False),
    (0.5004, "0.50", True), (0.506, "0.50", False), (0.506, "0.5", True),
    (3.510187783e-5, "3.510187783e-5", True), (3.51019e-5, "3.510187783e-5", False),
    (-0.25, "-0.25", True), (0.25, "-0.25", False),
    (np.nan, "0.5", False), (np.inf, "289", False),
]


@pytest.mark.parametrize(("computed", "printed", "agree"), AGREEMENTS)
def test_agreement_is_to_the_last_printed_digit(computed, printed, agree):
    assert agrees(computed, printed) is agree


def test_a_figure_says_how_it_is_compared():
    assert Figure("", "289").comparison == "exact"
    assert Figure("", "0.5").comparison == "to rounding"
    assert Figure("", "2", corrected="0.95").comparison == "to rounding"
    assert Figure("", "0.5", between=(0.4, 0.6)).comparison == "statistical"
    assert Figure("", "", between=(0.4, 0.6)).comparison == "statistical"
    assert Figure("", "", limits=(0.4, 0.6)).comparison == "within limits"


@pytest.mark.parametrize(("figure", "computed", "verdict"), [
    (Figure("", "289"), 289, REPRODUCED),
    (Figure("", "1.90", corrected="0.95"), 0.949, CORRECTED),
    (Figure("", "1.90", corrected="0.95"), 1.9, REPRODUCED),
    (Figure("", "1.90", corrected="0.95"), 1.2, FAILED),
    (Figure("", "0.5", between=(0.4, 0.6)), 0.4, CONSISTENT),
    (Figure("", "0.5", between=(0.4, 0.6)), 0.39, FAILED),
    (Figure("", "0.5", between=(0.4, 0.6)), np.nan, FAILED),
    (Figure("", "", limits=(99, 100)), 100, CLAIMED),
    (Figure("", "", limits=(99, 100)), 98.9, FAILED),
])
def test_the_verdict_of_a_figure(figure, computed, verdict):
    assert ComparedFigure(figure, computed).verdict == verdict


def test_the_verdict_of_a_card_is_that_of_its_weakest_figure():
    figures = {
        REPRODUCED: Figure("a", "1"), CORRECTED: Figure("b", "2", corrected="1"),
        CLAIMED: Figure("e", "", limits=(0, 1)), CONSISTENT: Figure("c", "", between=(0, 1)), FAILED: Figure("d", "3"),
    }
    for last, verdict in enumerate(figures, 1):
        chosen = tuple(figures.values())[:last]
        classic = CLASSICS["mazur"]._replace(figures=chosen[::-1])
        assert with_computed(classic, [1.0] * last).verdict == verdict


def test_figures_out_of_their_order_are_an_error():
    classic = CLASSICS["mazur"]._replace(compute=lambda setups: iter([("w5 after one step", 0.3)]))
    with pytest.raises(ValueError, match="is error before the first step, got w5 after one step"):
        list(check_classic(classic))


def test_the_first_setup_of_the_lab_report_is_the_lab():
    assert next(iter(CLASSICS["lab_report"].setups.values())).config == Config()


SETTLED = {  # stop_at_loss; of each setup the epochs, and the loss after two
    "lab_report": (None, [
        (30000, 0.5242581), (30000, 0.5341816), (3000, 0.5485245),
    ]),
    "minsky_papert": (None, [
        (2000, 0.5468352), (2000, 0.2440761), (2000, 0.5832382), (2000, 0.5653001), (2000, 0.778924), (2000, 0.2895304),
        (2000, 0.4743835), (2000, 0.5868953), (2000, 0.2814003), (2000, 0.5496406), (2000, 0.5272785), (2000, 0.653673),
        (2000, 0.2324594), (2000, 0.3436212), (2000, 0.4134599), (2000, 0.3707164),
    ]),
    "mcclelland_rumelhart": (0.02, [
        (5000, 0.5073755), (5000, 0.5093512), (5000, 0.5121357), (5000, 0.5207546), (5000, 0.5148374),
        (5000, 0.5003678), (5000, 0.3273869), (5000, 0.5011826), (5000, 0.5129936), (5000, 0.5072186),
    ]),
    "local_minima": (0.02, [
        (4000, 0.5003444), (4000, 0.5000957), (4000, 0.5009945), (4000, 0.5193546), (4000, 0.5002468),
        (4000, 0.5206401),
    ]),
    "fausett": (0.025, [
        (5000, 0.5019928), (5000, 2.027236), (5000, 1.307544),
    ]),
    "mazur": (None, [
        (10000, 0.2835471),
    ]),
    "goh": (None, [
        (60000, 0.3273869), (200, 0.405),
    ]),
    "nycu_lab": (None, [
        (5000, 2.659563), (3000, 13.35282), (5000, 2.71291), (5000, 2.722885), (5000, 2.725573), (5000, 2.621781),
        (5000, 2.625062), (5000, 2.67654), (3000, 116.3268), (5000, 118.082),
    ]),
    "sohl_dickstein": (None, [
        (500, 0.4737585),
    ]),
}


@pytest.mark.parametrize("key", CLASSICS)
def test_a_setup_is_that_of_its_source_with_its_epochs_start_samples_and_rates(key):
    stop, settled = SETTLED[key]
    for (config, *rest), (epochs, loss) in zip(CLASSICS[key].setups.values(), settled, strict=True):
        *_, second = islice(train(config, *rest), 3)
        assert (config.epochs, config.stop_at_loss) == (epochs, stop)
        assert second.loss == pytest.approx(loss, rel=1e-6)


@pytest.mark.parametrize("name", sohl_dickstein.MAPS)
def test_the_windows_of_the_fractal_edge_are_those_of_their_names(name):
    said = [float(number) for number in re.findall(r"\d+\.?\d*", name)]
    assert [end for axis in sohl_dickstein.MAPS[name] for end in (axis.low, axis.high)] == pytest.approx(said, rel=0.02)
    assert [axis.name for axis in sohl_dickstein.MAPS[name]] == ["learning_rate[1]", "learning_rate[2]"]


@pytest.mark.parametrize("width", [4, 8])
def test_the_network_of_the_fractal_edge_has_as_many_samples_as_weights_of_the_paper_s_sizes(width):
    """Over many numbers: inputs and targets of standard deviation 1, W1 of √(2/n), W2 of 1/n."""
    config, ((W1, b1), (W2, b2)), data = sohl_dickstein.network(width)
    assert data.inputs.shape == (width * (width + 1), width) and data.targets.shape == (width * (width + 1), 1)
    assert (W1.shape, W2.shape, config.hidden) == ((width, width), (width, 1), (width,)) and not b1.any() and not b2.any()
    for numbers, size in ((data.inputs, 1), (data.targets, 1), (W1, np.sqrt(2 / width)), (W2, 1 / width)):
        assert np.sqrt(np.mean(numbers**2)) == pytest.approx(size, rel=0.5)
