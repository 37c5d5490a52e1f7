"""What a person reads for an entry of a registry; where nothing is said here, the entry's own name in words."""

from xorcore.book import OWN_DATA

_NAMES = {
    "optimizer": {"previous_gradient": "previous gradient (report)", "momentum": "momentum (heavy ball)",
                  "as_printed": "as printed (report, climbs)"},
    "dataset": {"xor": "XOR", "xor_line": "XOR line", "noisy_xor": "noisy XOR", OWN_DATA: "own points"},
}


def name_of(field: str, entry: str) -> str:
    """The entry that the Config's field holds: ("loss", "half_squared_error") is "half squared error"."""
    return _NAMES.get(field, {}).get(entry, entry.replace("_", " "))
