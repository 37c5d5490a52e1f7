"""What a person reads for a setting, and for an entry of a registry: its own name in words where nothing is said here."""

from xorcore.book import LABELS, OWN_DATA

_NAMES = {
    "optimizer": {"previous_gradient": "previous gradient (report)", "momentum": "momentum (heavy ball)",
                  "as_printed": "as printed (report, climbs)"},
    "dataset": {"xor": "XOR", "xor_line": "XOR line", "noisy_xor": "noisy XOR", OWN_DATA: "own points"},
}


def name_of(field: str, entry: str) -> str:
    """The entry that the Config's field holds: ("loss", "half_squared_error") is "half squared error"."""
    return _NAMES.get(field, {}).get(entry, entry.replace("_", " "))


def setting_name(field: str) -> str:
    """What the Config's field is called within a sentence: its label, in small letters."""
    label = LABELS[field]
    return label if label.isupper() else label[0].lower() + label[1:]
