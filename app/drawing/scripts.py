"""A component's JavaScript: files one behind the other, in front of them what Python says once for both sides."""

import json
from pathlib import Path

APP = Path(__file__).parents[1]


def script(*files: str, **constants) -> str:
    """The text of these files of `app` (their names without .js) as one module. constants: become JavaScript's."""
    said = [f"const {name} = {json.dumps(value)};" for name, value in constants.items()]
    return "\n".join([*said, *((APP / f"{name}.js").read_text(encoding="utf-8") for name in files)])
