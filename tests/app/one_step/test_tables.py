import numpy as np
import pandas as pd
import pytest

from app.one_step import tables
from app.one_step.chosen_step import run_subject
from app.one_step.tables import gradient_table, samples_table, show_table, update_table
from app.server.run import new_run
from xorcore import OPTIMIZERS, Config


def trace_of(**settings):
    run = new_run(Config(**settings))
    run.train_for(1e6, 4)
    return run_subject(run).trace()


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_a_table_of_samples_has_z_a_and_delta_of_every_unit(layer):
    trace = trace_of()
    table, here = samples_table(trace, layer), trace.layers[layer]
    assert table["sample"].tolist() == [1, 2, 3, 4]
    assert np.array_equal(table.to_numpy()[:, 1:], np.hstack([here.z, here.a, here.delta]))


def test_samples_are_numbered_as_in_the_dataset():
    trace = run_subject(new_run(Config()))._replace(rows=np.array([3, 1])).trace()
    assert samples_table(trace, 0)["sample"].tolist() == [4, 2]


def test_a_table_of_the_gradient_ends_with_the_biases():
    trace = trace_of()
    table = gradient_table(trace, 1)
    assert table["from"].tolist() == ["h1.1", "h1.2", "h1.3", "h1.4", "bias"]
    assert np.array_equal(table.iloc[:, 1:].to_numpy(float), np.vstack([trace.layers[1].dW, trace.layers[1].db]))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_terms_of_an_update_add_up_to_the_change(optimizer):
    trace = trace_of(optimizer=optimizer)
    for layer in range(3):
        table = update_table(trace, layer)
        terms = table[list(trace.update.terms)].to_numpy().sum(axis=1)
        assert np.allclose(terms, table["Δw"], rtol=1e-14, atol=0)
        assert np.allclose(table["w"] + table["Δw"], table["new w"], rtol=1e-15, atol=1e-16)


@pytest.mark.parametrize(("whole", "fine"), [(True, "0.3333333333333333"), (False, "0.33333")])
def test_numbers_are_shown_with_all_digits_where_these_are_asked_for(whole, fine, monkeypatch):
    shown = []
    monkeypatch.setattr(tables, "number_table", lambda table, written: shown.append(
        [written.get(name, str)(table[name][0]) for name in table]))
    show_table(pd.DataFrame({"fine": [1 / 3], "rough": [1 / 3], "sample": [2]}), whole, ("rough",))
    assert shown == [[fine, "0.33", "2"]]


def test_five_digits_are_shown_until_all_are_asked_for(monkeypatch):
    kept = []
    monkeypatch.setattr(tables, "kept", lambda key, default: kept.append((key, default)))
    monkeypatch.setattr(tables.st, "toggle", lambda label, key, on_change: key)
    assert (tables.all_digits(), kept) == ("all_digits", [("all_digits", False)])
