"""Who does not see a chart is told what is on it."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.one_step import gradient_check as gradient_check_view
from xorcore import Config, train
from xorcore.central_differences import gradient_check

CHARTS = [(path.name, node) for path in sorted((Path(__file__).parents[2] / "app").rglob("*.py"))
          for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
          if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "plotly_chart"]


@pytest.mark.parametrize("call", [call for _, call in CHARTS], ids=[f"{name}-{call.lineno}" for name, call in CHARTS])
def test_every_chart_has_a_text_alternative(call):
    assert "alt" in [keyword.arg for keyword in call.keywords]


def test_that_of_the_gradient_check_counts_what_agrees():
    trainer = train(Config())
    check = gradient_check(trainer.config, next(trainer).parameters, trainer.dataset)
    assert gradient_check_view.in_words(check).endswith("37 agree as closely as can be told.")
    one_wrong = replace(check, bound=np.where(np.arange(37) == 3, -1, check.bound))
    assert gradient_check_view.in_words(one_wrong).endswith("36 agree as closely as can be told.")
