"""Presets: named Configs to start from. The first is the lab report."""

from xorcore.config import Config

PRESETS = {
    "Lab report": Config(),
}
