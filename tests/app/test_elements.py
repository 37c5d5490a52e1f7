"""What all elements of a sort have in common, on every page, read from the code that draws them."""

import ast
import re
from pathlib import Path

import pytest

CALLS = [(f"{path.name}:{call.lineno}", ast.unparse(call.func), {each.arg: each.value for each in call.keywords})
         for path in sorted((Path(__file__).parents[2] / "app").rglob("*.py"))
         for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(call, ast.Call)]
SORTS = {
    ("st.header", "st.subheader"): ("anchor", False),  # a link of its own behind a heading would change the run's address
    ("st.table", "st.dataframe", "st.data_editor", "kept_column"): ("hide_index", True),  # a row has a name of its own
    ("found.to_csv",): ("index", False),
}


@pytest.mark.parametrize(("sort", "argument"), SORTS.items(), ids=[names[0] for names in SORTS])
def test_each_element_of_a_sort_says_what_all_of_them_say(sort, argument):
    name, value = argument
    said = {place: given.get(name) for place, call, given in CALLS if call in sort and None not in given}  # None is **
    assert said and [place for place, given in said.items() if getattr(given, "value", None) is not value] == []


def test_every_component_has_its_script():
    said = {place: given for place, call, given in CALLS if call == "st.components.v2.component"}
    assert said and [place for place, given in said.items() if "js" not in given] == []


def test_two_fingers_zoom_the_page_from_every_picture():
    styles = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "app").rglob("*.css"))
    assert set(re.findall(r"touch-action: ([^;]*);", styles)) == {"pan-y pinch-zoom"}
