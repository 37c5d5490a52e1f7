"""The page on the screens that it is used on."""

import pytest

from tests.browser.conftest import FIND, LIVE, SCREENS, overflow, press, wait_for_epoch


def test_the_lab_s_whole_live_view_is_above_the_fold_of_a_desktop(open_page):
    page = open_page("speed=full")
    press(page, "Train")
    wait_for_epoch(page, 30_000)
    parts = [page.get_by_role("button", name="Go on", exact=True), page.get_by_test_id("stMetric").last,
             *page.locator(f"{LIVE} canvas").all(), page.get_by_role("slider", name="Timeline")]
    for part in parts:
        box = part.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_nothing_is_wider_than_the_screen(open_page, screen):
    assert overflow(open_page("hidden=8,8,8,8,8,8", *screen)) <= 0


def test_on_a_small_screen_the_figures_are_one_row_and_the_widest_numbers_fit(open_page):
    page = open_page("", *SCREENS["small"])
    figures = page.get_by_test_id("stMetricValue")
    assert len({round(figure.bounding_box()["y"]) for figure in figures.all()}) == 1
    for figure, widest in zip(figures.all(), ("1\u202f000\u202f000", "8.888e-08", "8.88e+08", "88.88 %"), strict=True):
        figure.evaluate("(figure, text) => { figure.textContent = text; }", widest)
    assert figures.evaluate_all("(all) => all.map((figure) => figure.scrollWidth <= figure.clientWidth)") == [True] * 4


def test_on_a_phone_the_surface_comes_first(open_page):
    page = open_page("", *SCREENS["phone"])
    surface, loss = (page.locator(f"{LIVE} .{name} canvas").bounding_box()["y"] for name in ("surface", "loss"))
    assert surface < loss


def test_the_pictures_follow_the_theme(open_page):
    colour = f"() => {{ {FIND} return getComputedStyle(live).color; }}"
    colours = {scheme: open_page(color_scheme=scheme).evaluate(colour) for scheme in ("light", "dark")}
    assert colours["light"] != colours["dark"]


def test_what_a_busy_server_will_draw_anew_does_not_fade_meanwhile(open_page):
    page = open_page()
    opacity = page.get_by_test_id("stElementContainer").first.evaluate("""(waits) => {
      waits.dataset.stale = 'true'  // as Streamlit marks it, beside a class of its own that fades it
      const own = document.head.appendChild(document.createElement('style'))
      own.textContent = '.fades { opacity: 0.33 }'
      waits.classList.add('fades')
      return getComputedStyle(waits).opacity
    }""")
    assert opacity == "1"
