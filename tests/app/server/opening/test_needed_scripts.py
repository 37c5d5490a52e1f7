"""What a page's head asks the browser to load of Streamlit's scripts."""

import re

import pytest

from app.server.opening.needed_scripts import ALL_PAGES, LATER, OF_PAGE, SCRIPTS, preloads


def named(page):
    return re.findall(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)">', preloads(page))


@pytest.mark.parametrize("page", ["", *OF_PAGE, "runs"])
def test_every_script_that_is_named_is_there_once(page):
    names = named(page)
    assert names
    assert len(set(names)) == len(names)
    assert all((SCRIPTS / name).is_file() for name in names)


@pytest.mark.parametrize("element", [*ALL_PAGES, *sum(OF_PAGE.values(), ())])
def test_streamlit_has_a_script_of_each_kind_of_element(element):
    assert len(list(SCRIPTS.glob(f"{element}.*.js"))) == 1


def test_what_a_script_imports_is_named_with_it():
    assert any(name.startswith("serialization.") for name in named(""))  # imported by BidiComponent's


def test_a_page_that_is_not_known_gets_what_all_pages_need():
    assert named("lab") == named("runs") != named("compare")


@pytest.mark.parametrize("page", LATER)
def test_plotly_is_fetched_and_does_not_begin_before_the_first_picture(page):
    (fetched,) = re.findall(r'<link rel="prefetch" crossorigin href="\./static/js/(PlotlyChart[^"]+)">', preloads(page))
    assert (SCRIPTS / fetched).is_file()
    assert not any(name.startswith("PlotlyChart") for name in named(page))
