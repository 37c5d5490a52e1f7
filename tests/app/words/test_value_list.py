import pytest

from app.words.value_list import LONGEST_TEXT, check_split, join, split


@pytest.mark.parametrize(("text", "values"), [
    ("0, 0.5, 0.9", ["0", "0.5", "0.9"]), ("0,0.5,0.9", ["0", "0.5", "0.9"]), ("0 0.5 0.9", ["0", "0.5", "0.9"]),
    ("0, 0.5,0.9", ["0", "0.5", "0.9"]), ("0,1,2", ["0", "1", "2"]), ("0, 1, 2", ["0", "1", "2"]), ("1 2", ["1", "2"]),
    ("0,5; 0,9", ["0,5", "0,9"]), ("0,5;0,9;", ["0,5", "0,9"]), ("0,5 0,9", ["0,5", "0,9"]), ("0;1", ["0", "1"]),
    ("sum,mean", ["sum", "mean"]), ("sum, mean", ["sum", "mean"]), ("", []), (" , ", []), ("0,,1", ["0", "1"]),
    ("7", ["7"]),
])
def test_a_list_is_read_as_its_writer_reads_it(text, values):
    assert split(text) == values
    check_split(split(text))
    assert split(join(split(text))) == split(text)


def test_what_can_be_read_in_two_ways_is_quoted_from_its_beginning():
    with pytest.raises(ValueError, match=f"“{'1,5, ' * 12}” can be"):
        check_split(split("1,5, " * 20))


@pytest.mark.parametrize("text", ["0,5, 0,9", "1, 2,3", "0, 0,5"])
def test_two_readings_are_refused(text):
    with pytest.raises(ValueError, match="two ways: put semicolons"):
        check_split(split(text))


def test_a_long_text_is_refused_and_not_cut():
    check_split(split("1," * (LONGEST_TEXT // 2)))
    assert split("1," * (LONGEST_TEXT // 2)) == ["1"] * (LONGEST_TEXT // 2)
    with pytest.raises(ValueError, match="in at most 200 characters, got 10\u202f000"):
        check_split(split("1," * 5000))


@pytest.mark.parametrize("text", ["1 000", "1,000", "0 05"])
def test_the_end_of_a_number_that_a_mark_cut_is_no_value(text):
    with pytest.raises(ValueError, match="^“0[05]+” looks like the end of a number: write no marks between thousands$"):
        check_split(split(text))
