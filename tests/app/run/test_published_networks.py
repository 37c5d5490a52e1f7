"""Every setup of every classic has one name on the pages."""

from app.run.published_networks import NAMES, PUBLISHED_NETWORKS, source
from xorcore import CLASSICS


def test_every_setup_has_one_name():
    assert set(NAMES) == {(classic, setup) for classic in CLASSICS for setup in CLASSICS[classic].setups}
    assert {PUBLISHED_NETWORKS[name]: name for name in PUBLISHED_NETWORKS} == NAMES
    assert len(NAMES) == len(PUBLISHED_NETWORKS)


def test_three_are_called_by_who_published_them_and_stand_first_and_the_others_by_title_and_setup():
    assert list(PUBLISHED_NETWORKS)[:3] == ["Mazur 2015", "McClelland & Rumelhart 1988", "Fausett 1994"]
    assert PUBLISHED_NETWORKS["Mazur 2015"] == ("mazur", next(iter(CLASSICS["mazur"].setups)))
    for name, (classic, setup) in list(PUBLISHED_NETWORKS.items())[3:]:
        assert name == f"{CLASSICS[classic].title}: {setup}"


def test_a_network_comes_from_where_its_classic_does():
    assert source("Fausett 1994") == CLASSICS["fausett"].citation
