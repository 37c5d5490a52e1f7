import numpy as np
import pytest

from app.server.run import new_run
from app.train.metrics import Quality, figures, quality_of, sentence
from xorcore import Config, Dataset, predict
from xorcore.book import true_minus


def after(config, epochs=10**6):
    run = new_run(config)
    run.train_for(1e6, epochs)
    return run


def test_quality_is_that_of_the_shown_epoch():
    run = after(Config(epochs=3000))
    run.show(40)
    answers = predict(run.config, run.history.epoch_at(40).parameters, run.dataset.inputs)
    assert quality_of(run).largest_error == abs(answers - run.dataset.targets).max()
    assert quality_of(run).accuracy == ((answers > 0.5) == run.dataset.targets).mean()


def test_a_test_set_has_its_own_accuracy():
    """The answer is right for positive x1: all of the four samples, one of the two test samples."""
    dataset = Dataset([[-1, 0], [-1, 1], [1, 0], [1, 1]], [0, 0, 1, 1], [[-1, 0], [1, 0]], [1, 1])
    run = new_run(Config(dataset="own", hidden=()), dataset, parameters=[(np.array([[1.0], [0]]), np.zeros(1))])
    assert (quality_of(run).accuracy, quality_of(run).test_accuracy) == (1, 0.5)


@pytest.mark.parametrize(("test_accuracy", "added"), [(np.nan, ""), (0.5, "test 50 %"), (0.0, "test 0 %")])
def test_the_figures_are_those_of_the_shown_epoch_with_the_test_set_where_there_is_one(test_accuracy, added):
    run = after(Config(), 40)
    run.show(7)
    shown = Quality(np.zeros((4, 1)), 0.25, 0.75, test_accuracy)
    assert figures(run, shown) == [("Epoch", "7", ""), ("Loss", true_minus(f"{run.history.losses[7]:#.4g}"), ""),
                                   ("Largest error", "0.2500", ""), ("Accuracy", "75 %", added)]


@pytest.mark.parametrize(("error", "text"), [(457.33210467, "457.3"), (3.2e6, "3.200e+06"), (0.0001234, "0.0001234"),
                                           (1.5e-6, "1.500e−06")])
def test_an_error_that_is_large_or_small_has_as_many_digits_as_the_loss(error, text):
    assert figures(new_run(Config()), Quality(np.zeros((4, 1)), error, 0, np.nan))[2] == ("Largest error", text, "")


def test_without_a_test_set_there_is_no_test_accuracy():
    assert np.isnan(quality_of(new_run(Config())).test_accuracy)


@pytest.mark.parametrize(("config", "epochs", "words"), [
    (Config(), 0, "Ready"),
    (Config(), 5, "Paused"),
    (Config(epochs=5), 9, "Finished"),
    (Config(epochs=5, stop_at_loss=100), 9, "Solved"),
    (Config(output_activation="linear", learning_rate=500), 10**6, "Diverged"),
])
def test_the_status_says_how_the_run_stands(config, epochs, words):
    run = after(config, epochs) if epochs else new_run(config)
    assert words in sentence(run)


def test_a_diverged_run_says_when_why_and_what_to_do():
    run = after(Config(output_activation="linear", learning_rate=500))
    assert f"epoch {run.last.number}" in sentence(run)
    assert run.last.diverged in sentence(run)
    assert "smaller learning rate" in sentence(run)


def test_a_long_run_says_so_before_it_starts():
    run = new_run(Config())
    run.predicted_seconds = 19
    assert sentence(run) == "**Ready.**"
    run.predicted_seconds = 300
    assert "about 300 seconds" in sentence(run)


def test_of_a_long_run_the_time_that_is_left_is_said():
    run = after(Config(epochs=100), 50)
    run.predicted_seconds = 300
    assert "about 150 seconds" in sentence(run)
    run.predicted_seconds = 39
    assert "long run" not in sentence(run)


def test_looking_back_is_said():
    run = after(Config(), 30)
    run.show(10)
    assert "Looking back at epoch 10" in sentence(run)


def test_the_accuracy_of_bipolar_targets_is_the_share_of_right_signs():
    dataset = Dataset([[-1, 0], [-1, 1], [1, 0], [1, 1]], [-1, -1, 1, -1])
    start = [(np.array([[0.2], [0]]), np.zeros(1))]  # answers -0.2, -0.2, 0.2, 0.2
    run = new_run(Config(dataset="own", hidden=(), output_activation="tanh"), dataset, parameters=start)
    assert quality_of(run).accuracy == 0.75
    assert quality_of(run).largest_error == pytest.approx(1 + np.tanh(0.2))
