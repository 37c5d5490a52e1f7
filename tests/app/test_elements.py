"""What all elements of a sort have in common, on every page, read from the code that draws them."""

import ast
import re
from pathlib import Path

import pytest

SORTS = {
    ("st.header", "st.subheader"): ("anchor", False),  # a link of its own behind a heading would change the run's address
    ("st.table", "st.dataframe", "st.data_editor", "kept_column"): ("hide_index", True),  # a row has a name of its own
    ("found.to_csv",): ("index", False),
}


@pytest.fixture(scope="module")
def calls():
    """Where each call is, what is called, and its named arguments."""
    return [(f"{path.name}:{call.lineno}", ast.unparse(call.func), {each.arg: each.value for each in call.keywords})
            for path in sorted((Path(__file__).parents[2] / "app").rglob("*.py"))
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(call, ast.Call)]


@pytest.mark.parametrize(("sort", "argument"), SORTS.items(), ids=[names[0] for names in SORTS])
def test_each_element_of_a_sort_says_what_all_of_them_say(calls, sort, argument):
    name, value = argument
    said = {place: given.get(name) for place, call, given in calls if call in sort and None not in given}  # None is **
    assert said and [place for place, given in said.items() if getattr(given, "value", None) is not value] == []


def test_every_component_has_its_script(calls):
    said = {place: given for place, call, given in calls if call == "st.components.v2.component"}
    assert said and [place for place, given in said.items() if "js" not in given] == []


def test_every_chart_has_a_text_alternative(calls):
    said = {place: given for place, call, given in calls if call.split(".")[-1] == "plotly_chart"}
    assert said and [place for place, given in said.items() if "alt" not in given] == []


def test_two_fingers_zoom_the_page_from_every_picture():
    styles = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "app").rglob("*.css"))
    assert set(re.findall(r"touch-action: ([^;]*);", styles)) == {"pan-y pinch-zoom"}
