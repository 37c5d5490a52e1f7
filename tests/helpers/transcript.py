"""All that a page sends to the browser, as lines to read: sorts, labels, words, what can be used, sizes, in their order;
and all that is told to Plotly of a picture.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from unittest import mock

import numpy as np
import plotly.graph_objects as go
from google.protobuf.json_format import MessageToDict
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.element_tree import parse_tree_from_messages

from app.server.computation import Computation
from tests.helpers.agreed import AGREED, assert_agreed
from tests.helpers.visitor import assert_fine

TESTED_ELSEWHERE = {"bytes", "json", "mixed", "jsContent", "cssContent", "spec", "hideAnchor"}
OF_STREAMLIT = {"elementType", "formId", "allowEmpty", "acceptNewOptions", "jsSourcePath", "cssSourcePath", "isolateStyles",
                "hasOneShotEffect", "setValue", "deferredFileId", "url", "imgs"}
USUAL = ({"gapSize": "SMALL"}, {"useStretch": True}, {"useContent": True}, {"alignment": "LEFT"}, "JUSTIFY_START",
         "ALIGN_START", {}, "secondary")
MOST = 24  # values that are told
BEHIND_THE_PAGE = 2  # where dialogs stand, and the style
BAR = "page_bar"  # of the links to the pages


def assert_reads(app, name: str, moving: str = "(?!)") -> None:
    """The page, drawn anew, is the one that was agreed on. moving: the expression of what is another each time."""
    assert_agreed([re.sub(moving, "…", line) for line in transcript(app)], AGREED / "pages" / f"{name}.txt")


def assert_drawn(figure: go.Figure, name: str) -> None:
    """The picture is the one that was agreed on."""
    told = figure.to_plotly_json()
    told["layout"].pop("template")
    parts = [*((trace["type"], trace) for trace in told["data"]), ("layout", told["layout"])]
    assert_agreed([line for part, of in parts for line in _flat(part, of)], AGREED / "pictures" / f"{name}.txt")


def transcript(app) -> list[str]:
    """A line for each container and element, indented by depth. Each computation took 1.25 seconds."""
    sent = {}

    def parse(messages):
        sent.update({tuple(each.metadata.delta_path): each.delta for each in messages if each.HasField("delta")})
        return parse_tree_from_messages(messages)

    with (mock.patch.object(local_script_runner, "parse_tree_from_messages", parse),
          mock.patch.object(Computation, "seconds", 1.25)):
        app.run()
    assert_fine(app)
    bars = [path for path, delta in sent.items() if delta.add_block.id.endswith(BAR)]
    styles = [path for path in sent if path[0] == BEHIND_THE_PAGE and sent[path].new_element.HasField("html")]
    drawn = [path for path in sorted(sent) if path[:2] not in bars and path not in styles]
    return ["  " * (len(path) - 2) + _line(sent[path]) for path in drawn]


def _line(delta) -> str:
    if delta.WhichOneof("type") == "add_block":
        told = MessageToDict(delta.add_block)
        sort = next((each for each in ("column", "expandable", "popover", "dialog") if each in told), "container")
    else:
        told = MessageToDict(delta.new_element)
        sort = _camel(delta.new_element.WhichOneof("type"))
    inner = told.pop(sort, None)
    if sort in ("dataframe", "table"):
        inner["arrowData"] = list(convert_arrow_bytes_to_pandas_df(getattr(delta.new_element, sort).arrow_data.data))
    told = (inner if isinstance(inner, dict) else {}) | told
    return f"{sort} {_words(_kept(told))}".rstrip()


def _kept(told: dict) -> dict:
    """Without what is Streamlit's own, and what is as it usually is."""
    found = {}
    for name, value in told.items():
        if isinstance(value, dict):
            value = _kept(value)
        if name == "id":
            name, value = "key", re.sub(r"^\$\$ID-[0-9a-f]+-", "", value)
        if name in TESTED_ELSEWHERE | OF_STREAMLIT or value in USUAL or (name, value) in (("key", "None"), ("wrap", True)):
            continue
        found[name] = value
    return found


def _words(told: dict) -> str:
    return ", ".join(f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in told.items())


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.title, others))


def _flat(name: str, value) -> Iterator[str]:
    """A line for each entry; of numbers six digits, of many their ends."""
    if isinstance(value, dict) and "bdata" in value:
        value = np.frombuffer(b64decode(value["bdata"]), value["dtype"])
    if isinstance(value, dict):
        for key, of in value.items():
            yield from _flat(f"{name}.{key}", of)
    elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        for of in value:
            yield from _flat(name, of)
    else:
        values = np.asarray(value, dtype=object).ravel().tolist()
        said = [f"{each:.6g}" if isinstance(each, float) else str(each) for each in values]
        shown = said if len(said) <= MOST else [*said[:MOST // 2], f"… {len(said)} …", *said[-MOST // 2:]]
        yield f"{name}: {' '.join(shown)}"
