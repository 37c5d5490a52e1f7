import pytest

from app.classics.words import (
    COLOURS,
    MARKS,
    agreement,
    as_markdown,
    as_printed,
    coloured,
    compared,
    figures_table,
    in_full,
    in_lines,
    leading,
    text,
    verdict_in_words,
    verdict_of_card,
)
from xorcore.classics import CLASSICS, Check, ComparedFigure, Figure
from xorcore.classics.classic import CLAIMED, CORRECTED, FAILED, REPRODUCED, WEAKER

FIGURES = (
    Figure("right", "0.50"), Figure("wrong", "0.31", corrected="0.3000"), Figure("by chance", "", between=(0.1, 0.4)),
    Figure("count", "289"), Figure("bound", "", limits=(40, 60), said="not learned"),
)
CHECK = Check(CLASSICS["mazur"]._replace(figures=FIGURES),
              tuple(map(ComparedFigure, FIGURES, (0.50004, 0.30001, 0.25, 288.0, 52.0))))


@pytest.mark.parametrize(("value", "printed", "shown"), [
    (0.29837110876, "0.298371109", "0.298371109"),
    (0.29837110876, ".298", "0.298"),
    (3.510187783e-5, "3.51e-5", "3.51e-05"),
    (289.0, "289", "289"),
    (288.5, "289", "288.5"),
    (-0.5, "-0.50", "-0.50"),
    (float("inf"), "0.5", "inf"),
])
def test_a_value_is_written_with_as_many_digits_as_are_printed(value, printed, shown):
    assert as_printed(value, printed) == shown


@pytest.mark.parametrize("value", [1 / 3, 1e-300, 0.1 + 0.2, -2.5, 1e300, 289.0])
def test_in_full_gives_the_value_back(value):
    assert float(in_full(value)) == value


@pytest.mark.parametrize("verdict", WEAKER)
def test_every_verdict_has_words_a_mark_and_a_colour_of_its_own(verdict):
    assert len(set(MARKS.values())) == len(set(COLOURS.values())) == len(WEAKER) == len(MARKS)
    assert verdict in coloured(verdict)
    assert MARKS[verdict] in coloured(verdict)


def test_the_table_holds_the_verdicts_of_the_core():
    table = figures_table(CHECK)
    assert table["verdict"].tolist() == [verdict_in_words(each) for each in CHECK.comparisons]
    assert table["verdict"].tolist() == [REPRODUCED, CORRECTED, "as expected (statistical)", FAILED, CLAIMED]


def test_the_table_has_published_corrected_and_computed_side_by_side():
    table = figures_table(CHECK)
    assert table["published"].tolist() == ["0.50", "0.31", "not printed", "289", "not learned"]
    assert table["corrected"].tolist() == ["", "0.3000", "", "", ""]
    assert table["computed"].tolist() == ["0.50", "0.30", "0.25", "288", "52"]
    assert table["in full"].tolist() == ["0.50004", "0.30001", "0.25", "288", "52"]


def test_the_table_says_how_each_figure_is_compared():
    assert [compared(figure).replace("\xa0", " ") for figure in FIGURES] == [
        "to rounding", "to rounding", "statistical, 0.1 to 0.4", "exact", "within limits, 40 to 60"]
    assert not any(" " in compared(figure) for figure in FIGURES)  # it stays on one line


def test_what_is_not_computed_yet_has_no_verdict():
    table = figures_table(Check(CHECK.classic, CHECK.comparisons[:1]))
    assert table["verdict"].tolist() == [REPRODUCED, "", "", "", ""]
    assert table["computed"].tolist() == ["0.50", "", "", "", ""]
    assert table["in full"].tolist() == ["0.50004", "", "", "", ""]


def test_without_corrections_there_is_no_column_for_them():
    plain_check = Check(CHECK.classic._replace(figures=FIGURES[:1]))
    assert "corrected" not in figures_table(plain_check)
    assert list(as_markdown(figures_table(plain_check)))[:2] == ["figure", "published"]


def test_on_the_page_a_correction_stands_beside_what_it_corrects():
    assert as_markdown(figures_table(CHECK))["published † corrected"].tolist()[:2] == ["0.50", "0.31 †\xa00.3000"]


def test_agreement_counts_what_the_core_has_judged():
    assert agreement(CHECK) == "4 of 5 figures agree, 1 of them as corrected"
    assert agreement(Check(CHECK.classic, CHECK.comparisons[:1])) == "1 of 1 figure agrees"


def test_a_corrected_figure_leads():
    assert leading(CHECK.classic) == 1
    assert leading(CHECK.classic._replace(figures=FIGURES[2:])) == 0


def test_a_card_has_the_weakest_verdict_in_the_words_of_its_first_figure_that_has_it():
    assert verdict_of_card(CHECK) == "not reproduced"
    claimed = [ComparedFigure(Figure("f", "0.5", between=(0.4, 0.6)), 0.7), *CHECK.comparisons]
    figures = tuple(each.figure for each in claimed)
    assert verdict_of_card(Check(CHECK.classic._replace(figures=figures), tuple(claimed))) == "not consistent (statistical)"


def test_text_is_shown_as_it_stands_and_long_numbers_stay_together():
    assert text("after 10 000 steps of [0, 1]") == "after 10\u202f000 steps of \\[0, 1\\]"


def test_a_name_breaks_into_lines_that_are_not_too_narrow():
    assert in_lines("error before the first step").split(" ") == ["error\xa0before\xa0the", "first\xa0step"]
    assert in_lines("output 1 after 10 000 steps").split(" ") == ["output\xa01\xa0after", "10\u202f000\xa0steps"]


@pytest.mark.parametrize(("figure", "value", "words"), [
    (Figure("f", "289"), 290.0, "not reproduced"), (Figure("f", "0.5"), 0.7, "not reproduced"),
    (Figure("f", "0.5", between=(0.4, 0.6)), 0.7, "not consistent (statistical)"),
    (Figure("f", "", limits=(99, 100), said="all"), 98.0, "not as claimed"),
    (Figure("f", "0.5", between=(0.4, 0.6)), 0.45, "consistent (statistical)"),
    (Figure("f", "", between=(0.4, 0.6)), 0.45, "as expected (statistical)"),
    (Figure("f", "", between=(0.4, 0.6), said="not at hand"), 0.45, "as expected (statistical)"),
    (Figure("f", "", between=(0.4, 0.6), said="about half"), 0.45, "consistent (statistical)"),
])
def test_the_words_of_a_verdict_fit_how_the_figure_was_compared(figure, value, words):
    assert verdict_in_words(ComparedFigure(figure, value)) == words
