"""Published networks by the name that they have on the pages and in a link: (classic, setup)."""

from xorcore import CLASSICS

# The first networks of these three have names of their own; each is worked out by hand in many courses.
_NAMED = {"Mazur 2015": "mazur", "McClelland & Rumelhart 1988": "mcclelland_rumelhart", "Fausett 1994": "fausett"}
PUBLISHED_NETWORKS = {name: (classic, next(iter(CLASSICS[classic].setups))) for name, classic in _NAMED.items()}
PUBLISHED_NETWORKS |= {f"{CLASSICS[classic].title}: {setup}": (classic, setup) for classic in CLASSICS
                       for setup in CLASSICS[classic].setups if (classic, setup) not in PUBLISHED_NETWORKS.values()}
NAMES = {place: name for name, place in PUBLISHED_NETWORKS.items()}


def source(name: str) -> str:
    """Where a published network comes from."""
    classic, _ = PUBLISHED_NETWORKS[name]
    return CLASSICS[classic].citation
