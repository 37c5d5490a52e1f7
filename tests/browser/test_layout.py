"""The page on the screens that it is used on."""

import pytest

from tests.browser.conftest import FIND, LIVE, SCREENS, enter, overflow, press, resize, wait_for_epoch

COLOUR = f"() => {{ {FIND} return getComputedStyle(live).color; }}"
WRITE = "(figure, text) => { figure.textContent = text; }"

@pytest.fixture(scope="module")
def finished_lab(open_once):
    page = open_once("speed=full")
    press(page, "Train")
    wait_for_epoch(page, 30_000)
    return page


@pytest.fixture
def widest_network(finished_lab):
    """The page with another run, and then with that of the lab again."""
    resize(finished_lab, "desktop")
    enter(finished_lab.get_by_role("textbox", name="Hidden layers"), "8,8,8,8,8,8")
    wait_for_epoch(finished_lab, 0)
    yield finished_lab
    finished_lab.emulate_media(color_scheme="light")
    resize(finished_lab, "desktop")
    press(finished_lab, "Run before")
    wait_for_epoch(finished_lab, 30_000)


def test_the_lab_s_whole_live_view_is_above_the_fold_of_a_desktop(finished_lab):
    page = finished_lab
    resize(page, "desktop")
    parts = [page.get_by_role("button", name="Go on", exact=True), page.get_by_test_id("stMetric").last,
             *page.locator(f"{LIVE} canvas").all(), page.get_by_role("slider", name="Timeline")]
    for part in parts:
        box = part.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900


def test_nothing_is_wider_than_the_screen(widest_network):
    for screen in SCREENS:
        resize(widest_network, screen)
        assert overflow(widest_network) <= 0, screen


def test_on_a_small_screen_the_figures_are_one_row_and_the_widest_numbers_fit(finished_lab):
    resize(finished_lab, "small")
    figures = finished_lab.get_by_test_id("stMetricValue")
    assert len({round(figure.bounding_box()["y"]) for figure in figures.all()}) == 1
    numbers = figures.all_text_contents()
    for figure, widest in zip(figures.all(), ("1\u202f000\u202f000", "8.888e-08", "8.88e+08", "88.88 %"), strict=True):
        figure.evaluate(WRITE, widest)
    fit = figures.evaluate_all("(all) => all.map(({ parentElement: figure }) => figure.scrollWidth <= figure.clientWidth)")
    for figure, number in zip(figures.all(), numbers, strict=True):
        figure.evaluate(WRITE, number)
    assert fit == [True] * 4


def test_on_a_phone_the_surface_comes_first(finished_lab):
    resize(finished_lab, "phone")
    surface, loss = (finished_lab.locator(f"{LIVE} .{name} canvas").bounding_box()["y"] for name in ("surface", "loss"))
    assert surface < loss


def test_the_pictures_follow_the_theme(finished_lab):
    light = finished_lab.evaluate(COLOUR)
    finished_lab.emulate_media(color_scheme="dark")
    finished_lab.wait_for_function(f"(light) => ({COLOUR})() !== light", arg=light)
    finished_lab.emulate_media(color_scheme="light")
    finished_lab.wait_for_function(f"(light) => ({COLOUR})() === light", arg=light)


def test_what_a_busy_server_will_draw_anew_does_not_fade_meanwhile(finished_lab):
    opacity = finished_lab.get_by_test_id("stElementContainer").first.evaluate("""(waits) => {
      waits.dataset.stale = 'true'  // as Streamlit marks it, beside a class of its own that fades it
      const own = document.head.appendChild(document.createElement('style'))
      own.textContent = '.fades { opacity: 0.33 }'
      waits.classList.add('fades')
      const { opacity } = getComputedStyle(waits)
      waits.dataset.stale = 'false'
      waits.classList.remove('fades')
      return opacity
    }""")
    assert opacity == "1"
