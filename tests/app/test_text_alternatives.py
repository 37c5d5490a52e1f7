"""Who does not see a chart is told what is on it."""

from dataclasses import replace

import numpy as np

from app.one_step import gradient_check as gradient_check_view
from xorcore import Config, train
from xorcore.central_differences import gradient_check


def test_that_of_the_gradient_check_counts_what_agrees():
    trainer = train(Config())
    check = gradient_check(trainer.config, next(trainer).parameters, trainer.dataset)
    assert gradient_check_view.in_words(check).endswith("37 agree as closely as can be told.")
    one_wrong = replace(check, bound=np.where(np.arange(37) == 3, -1, check.bound))
    assert gradient_check_view.in_words(one_wrong).endswith("36 agree as closely as can be told.")
