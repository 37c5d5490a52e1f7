"""Labels say which layer they name: by number, by word, or by their place among others."""

import pytest

from xorcore.diagnosis.submission.parameter_labels import layers_of, read_label


@pytest.mark.parametrize(("names", "layers"), [
    (["W1", "b1", "W2", "b2"], [0, 0, 1, 1]), (["W0", "b0", "W1", "b1"], [0, 0, 1, 1]),
    (["W1", "b1", "W0", "b0"], [1, 1, 0, 0]), (["W2", "W1"], [1, 0]),
    (["hidden_weights", "output_weights"], [0, 1]), (["output_bias", "hidden_bias"], [1, 0]), (["w_ho", "w_ih"], [1, 0]),
    (["first layer weights", "second layer weights"], [0, 1]), (["W", "b", "W", "b"], [0, 0, 1, 1]),
    (["dense/kernel", "dense_1/kernel"], [0, 1]), (["dense_1/kernel", "dense/kernel"], [1, 0]),
    (["dense_1/kernel", "dense_1/bias", "dense/kernel", "dense/bias"], [1, 1, 0, 0]), (["W1", "output_weights"], [0, 1]),
    (["0.weight", "0.bias", "2.weight", "2.bias"], [0, 0, 1, 1]),
])
def test_labels_name_their_layers_in_any_order(names, layers):
    assert layers_of([read_label((name,)) for name in names], 2) == layers
