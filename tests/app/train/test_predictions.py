import csv
import io

import numpy as np
import pandas as pd
import pytest

from app.server.run import new_run
from app.train.metrics import quality_of
from app.train.predictions import history_csv, is_the_labs, number_format, predictions, printed
from xorcore import Config, Dataset, predict


def test_the_table_holds_full_digits_and_says_what_is_right():
    run = new_run(Config(epochs=2000))
    run.train_for(1e6, 2000)
    table = predictions(run, run.shown)
    answers = predict(run.config, run.last.parameters, run.dataset.inputs).ravel()
    assert table["prediction"].tolist() == answers.tolist()
    assert table["error"].tolist() == (answers - [0, 1, 1, 0]).tolist()
    assert table["right"].all()


def test_test_samples_stand_last_and_are_marked():
    run = new_run(Config(dataset="moons", samples=20, test_share=0.5))
    assert predictions(run, run.shown)["set"].tolist() == ["training"] * 10 + ["test"] * 10


def test_the_print_out_is_one_line_of_eight_decimals_in_the_order_of_the_samples():
    run = new_run(Config())
    table = predictions(run, run.shown)
    assert printed(table).split() == [f"{answer:.8f}" for answer in table["prediction"]]


@pytest.mark.parametrize(("size", "is_printed"), [(999_999, True), (1e6, False), (-1e300, False), (float("nan"), False)])
def test_answers_of_a_run_that_diverged_are_not_printed_with_hundreds_of_digits(size, is_printed):
    assert bool(printed(pd.DataFrame({"prediction": [0.5, size]}))) == is_printed


def test_many_samples_are_not_printed():
    run = new_run(Config(dataset="gauss"))
    assert printed(predictions(run, run.shown)) == ""


def test_the_loss_history_comes_back_from_its_csv_to_the_bit():
    run = new_run(Config(dataset="moons", test_share=0.3, epochs=20))
    run.train_for(1e6, 20)
    rows = list(csv.DictReader(io.StringIO(history_csv(run))))
    assert [*rows[0]] == ["epoch", "loss", "test_loss"]
    assert history_csv(new_run(Config())).splitlines()[0] == "epoch,loss"
    assert [int(row["epoch"]) for row in rows] == list(range(21))
    assert np.array_equal([float(row["loss"]) for row in rows], run.history.losses)
    assert np.array_equal([float(row["test_loss"]) for row in rows], run.history.test_losses)


def test_an_answer_far_beyond_its_target_is_not_right():
    """A linear output reaches 82 236 where 1 is asked for: neither the table nor the accuracy counts it."""
    run = new_run(Config(hidden=(), output_activation="linear"), parameters=[([[82_235.0], [82_235.0]], [1.0])])
    table = predictions(run, run.shown)
    assert table["prediction"].tolist()[:3] == [1, 82_236, 82_236]
    assert not table["right"].any()
    assert quality_of(run).accuracy == 0


def test_bipolar_predictions_are_right_by_their_sign():
    dataset = Dataset([[-1, 0], [-1, 1], [1, 0], [1, 1]], [-1, -1, 1, -1])
    start = [(np.array([[0.2], [0]]), np.zeros(1))]  # answers -0.2, -0.2, 0.2, 0.2
    run = new_run(Config(dataset="own", hidden=(), output_activation="tanh"), dataset, parameters=start)
    table = predictions(run, run.shown)
    assert table["right"].tolist() == [True, True, True, False]
    assert printed(table) == "-0.19737532  -0.19737532  0.19737532  0.19737532"


@pytest.mark.parametrize(("config", "expected"), [(Config(), True), (Config(seed=7), True), (Config(epochs=100), False),
                                                  (Config(optimizer="momentum"), False)])
def test_the_report_s_answers_stand_beside_those_of_its_own_settings_only(config, expected):
    assert is_the_labs(new_run(config)) is expected


def test_a_run_that_was_changed_while_it_trained_is_not_the_report_s():
    run = new_run(Config())
    run.train_for(1e6, 5)
    run.change(momentum=0.9)
    run.change(momentum=0.5)
    assert not is_the_labs(run)


@pytest.mark.parametrize(("answer", "text"), [(-0.5, "−0.50000"), (-1e300, "−1e+300"), (float("nan"), "nan")])
def test_a_very_large_answer_is_not_written_out(answer, text):
    table = predictions(new_run(Config()), new_run(Config()).shown)
    assert number_format(table.assign(prediction=answer))(answer) == text


@pytest.mark.parametrize(("answers", "text"), [([0.25, -1e6], "0.25"), ([0.25, -999_999.0], "0.25000")])
def test_one_large_prediction_gives_all_of_a_column_another_notation(answers, text):
    assert number_format(pd.DataFrame({"prediction": answers}))(0.25) == text
