"""The browser's scripts as they are shipped: no fault that a linter finds, and their pure parts do what they should."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from app.drawing.curves import curves_message
from app.drawing.message import pack
from app.drawing.ticks import ticks
from app.maps import map_view
from app.one_step import diagram
from app.server.opening import styled_page
from app.server.run import new_run
from app.train import live_view, tour
from app.train.live_view.frame import frame, scene
from app.widgets import loss_curves, while_seen
from app.words.numbers import count, figure
from tests.helpers.decoding import decode
from xorcore import Config
from xorcore.book import true_minus
from xorcore.naming import parameter_name

SCRIPTS = {"live_view": live_view.CODE, "map_view": map_view.CODE, "step_diagram": diagram.CODE,
           "while_seen": while_seen.CODE, "loss_curves": loss_curves.CODE, "tour": tour.CODE,
           "kept_focus": styled_page.FOCUS_CODE, "places": styled_page.PLACES_CODE,
           "plotly_touch": styled_page.TOUCH_CODE, "live_view_stub": live_view.STUB}
TESTS = sorted(Path(__file__).parent.glob("*.test.mjs"))
ROOT = Path(__file__).parents[2]
RULES = ROOT / ".oxlintrc.json"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None and "CI" not in os.environ, reason="node (nodejs) is not installed")

SECTIONS = {"uint8": np.array([7, 255], np.uint8), "float32": np.array([0.5, -1e30], np.float32),
            "float64": np.array([1e300, -1e-300]), "rounded": np.linspace(-3, 5, 701)}
CURVES = [(np.arange(3), np.array([0.5, 0.25, 0.125])), (np.array([0, 40]), np.array([0.5, 0.0625]))]
VALUES = [0, 1, -1, 0.05, 0.1, 2 / 3, 123.456, 99999.5, 100000, 1234567, 9.9996e-5, 1e-4, 1e-5, -6.1432e-05, 1e300, 5e-324,
          0.125, 2.5, 3.5, 0.00390625, *np.random.default_rng(0).normal(size=50) * 10.0 ** np.arange(-25, 25)]
ENDS = [(0, 1), (0.5, 0.9), (-3, 3), (1e-4, 1e2), (0.01, 0.5), (1e-30, 1), (2, 2), (0, 1e6), (0, 7),
        (123456, 123460), (1, 1.00001), (-3.00002, -3), (0.99999999, 1),  # whose ticks differ in their last digits
        *np.sort(10.0 ** np.random.default_rng(1).uniform(-9, 9, (40, 2))).tolist()]


def said_by_python() -> dict:
    """What the scripts must say of the same values."""
    digits = (1, 2, 4, 5, 7)
    return {
        "figures": [[value, k, figure(value, k)] for value in VALUES for k in digits],
        "running": [[value, k, true_minus(f"{value:#.{k}g}".removesuffix("."))]
                    for value in VALUES for k in digits[1:]],
        "counts": [[number, count(number)] for number in (0, 7, 999, 1000, 12400, 999999, 1000000)],
        "ticks": [[low, high, logarithmic, most, ticks(low, high, logarithmic, most)]
                  for low, high in ENDS for logarithmic in ((False, True) if low > 0 else (False,)) for most in (3, 5, 8)],
    }


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> Path:
    """A folder with the scripts, messages, and what Python says about them."""
    folder = tmp_path_factory.mktemp("scripts")
    run = new_run(Config())
    run.train_for(1e6, 20)
    messages = {"sections": pack({"a": "é"}, SECTIONS, rounded=["rounded"]), "frame": frame(run, done=0, heard=0, note=""),
                "all": pack({"is": "page", "token": "one", "path": "/live"}, {}) + scene(run) + frame(run)}
    named = new_run(Config(hidden=(3, 2)))
    messages |= {"named scene": scene(named), "named frame": frame(named)}
    messages |= {"curves": curves_message(["a", "b", "c"], CURVES, "in words", logarithmic=True),
                 "no curves": curves_message(["a", "b"], [], "", logarithmic=True, until=300)}
    for name, message in messages.items():
        (folder / f"{name}.message").write_bytes(message)
    for name, code in SCRIPTS.items():
        (folder / f"{name}.mjs").write_text(code, encoding="utf-8")
    sections = decode(messages["sections"])[1]
    shown = decode(messages["frame"])[1]
    names = [parameter_name(named.trainer.sizes, index) for index in range(len(named.shown.vector))]
    python = {**said_by_python(), "names": names, "sections": {name: values.tolist() for name, values in sections.items()},
              "frame": {"epoch": 20, "loss": run.shown.loss, "weights": shown["weights"].tolist(),
                        "losses": run.history.losses.tolist()}}
    (folder / "python.json").write_text(json.dumps(python, default=float), encoding="utf-8")
    return folder


def find_no_fault(*command: str, **options) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


@needs_node
def test_their_parts_do_what_their_tests_say(shipped):
    """All in one process: to start node for each file takes ten times as long as their tests."""
    imports = "".join(f"import {json.dumps(file.as_uri())};\n" for file in TESTS)
    find_no_fault(NODE, "--test-reporter=spec", "--input-type=module", "--eval", imports,
                  env={**os.environ, "XORCORE_SCRIPTS": str(shipped)})


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_linter_finds_no_error_of_syntax_no_undeclared_name_and_no_other_fault(shipped, script):
    linter = Path(sysconfig.get_path("scripts")) / "oxlint"
    find_no_fault(str(linter), "--config", str(RULES), str(shipped / f"{script}.mjs"))


def test_every_name_of_the_scripts_is_used():
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "app").rglob("*.js")))
    declared = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", code, re.M)
    words = Counter(re.findall(r"\w+", code))
    assert [name for name in declared if words[name] < 2] == []
