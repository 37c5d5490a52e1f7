import numpy as np
import pytest

from xorcore.compiled import copy, inner, reads, recorded, run, total


def test_calls_run_in_their_order():
    order = []
    run([lambda: order.append(1), lambda: order.append(2), lambda: order.append(3)])
    assert order == [1, 2, 3]


def test_copy_takes_the_source_as_it_is_when_run():
    source, target = np.zeros(3), np.ones(3)
    call = copy(source, target)
    source[:] = 5
    run([call])
    np.testing.assert_array_equal(target, 5)
    assert not np.shares_memory(source, target)


def in_place(equation, inputs, outputs):
    """The outputs after the equation's calls were run twice, the inputs being put back in between."""
    kept = [x.copy() for x in inputs]
    calls = recorded(equation, inputs, outputs)
    run(calls)
    first = [out.copy() for out in outputs]
    for x, before in zip(inputs, kept, strict=True):
        x[...] = before
    run(calls)
    assert [out.tobytes() for out in outputs] == [out.tobytes() for out in first]
    return outputs


EQUATIONS = {
    "operators": lambda x, y: 2 * x - y / (1 + x * x),
    "functions": lambda x, y: np.exp(-np.abs(x)) + np.maximum(y, 0) ** 2,
    "numbers over arrays": lambda x, y: 2 / (1 + x * x) + 1 / (1 + y * y) - 0.5 / (2 + x),
    "a choice": lambda x, y: np.where(x > 0, x, 0.01 * y),
    "limits": lambda x, y: np.clip(x, -0.5, 0.5) + y,
    "a constant": lambda x, y: np.ones_like(x),
    "a number": lambda x, y: 3,
    "an input": lambda x, y: y,
    "what is worked out and not used": lambda x, y: (x * y, x + y)[1],
    "one value read late": lambda x, y: x * y + ((x - y) * (x + y) - x * x) * x * y,
}


@pytest.mark.parametrize("name", EQUATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("target", ["a new array", "x", "y"])
def test_calls_give_the_bits_of_the_equation_wherever_they_write(name, dtype, target):
    x, y = np.random.default_rng(0).normal(size=(2, 3, 5)).astype(dtype)
    expected = np.broadcast_to(np.asarray(EQUATIONS[name](x.copy(), y.copy()), dtype), x.shape)
    (out,) = in_place(EQUATIONS[name], (x, y), ({"a new array": np.empty_like(x), "x": x, "y": y}[target],))
    assert out.tobytes() == expected.tobytes()


@pytest.mark.parametrize("equation", [
    lambda x, y: (y, x),
    lambda x, y: (x + y, x - y),
    lambda x, y: (y, x * y),
    lambda x, y: (x * y, y),
    lambda x, y: ((x + y) * x, (x + y) * y),
    lambda x, y: (x * y, x * y),
    lambda x, y: (x, y),
])
def test_outputs_that_are_inputs_never_spoil_each_other(equation):
    x, y = np.random.default_rng(0).normal(size=(2, 7))
    expected = [part.copy() for part in equation(x, y)]
    assert [out.tobytes() for out in in_place(equation, (x, y), (x, y))] == [part.tobytes() for part in expected]


def test_an_array_may_be_given_twice_and_be_the_result():
    x = np.arange(1.0, 6)
    expected = (x - 2 * x) * x + x
    (out,) = in_place(lambda x, y: (x - 2 * y) * x + y, (x, x), (x,))
    np.testing.assert_array_equal(out, expected)


def test_inputs_that_are_no_outputs_stay_as_they_are():
    w, g, v = np.arange(3.0), np.ones(3), np.zeros(3)
    in_place(lambda w, g, v: (w - (v + g), g), (w, g, v), (w, v))
    np.testing.assert_array_equal(g, 1)


def test_rates_of_each_network_are_broadcast():
    w, g, l = np.ones((4, 3)), np.ones((4, 3)), np.array([0.0, 0.5, 1.0])
    (out,) = in_place(lambda w, g, l: w - l * g, (w, g, l), (w,))
    np.testing.assert_array_equal(out, np.tile([1, 0.5, 0], (4, 1)))


def test_an_array_outside_the_equation_is_read_when_the_calls_run():
    rate, w = np.array(1.0), np.ones(3)
    calls = recorded(lambda w: w - rate * w, (w,), (w,))
    rate[...] = 0.25
    run(calls)
    np.testing.assert_array_equal(w, 0.75)


def test_a_memory_that_is_given_back_unchanged_costs_nothing():
    w, v = np.ones((2, 5))
    assert len(recorded(lambda w, v: (w + v, v), (w, v), (w, v))) == 1


def test_an_equation_may_not_ask_for_its_numbers():
    x = np.ones(3)
    with pytest.raises(TypeError, match=r"np\.where in place of if"):
        recorded(lambda x: x if x > 0 else -x, (x,), (x,))
    with pytest.raises(TypeError, match="plain function"):
        recorded(lambda x: np.add.reduce(x), (x,), (x,))


def test_an_equation_with_too_few_results_is_refused():
    x, y = np.ones((2, 3))
    with pytest.raises(ValueError, match="must give 2 arrays, got 1"):
        recorded(lambda x, y: x + y, (x, y), (x, y))


@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 4)])
def test_sums_go_over_outputs_and_samples(shape):
    x, y = np.random.default_rng(0).normal(size=(2, *shape))
    expected = 0.5 * (x * y).sum(axis=(0, 1)) + x.sum(axis=(0, 1))
    out = np.empty(shape[2:])
    run(recorded(lambda x, y: 0.5 * inner(x, y) + total(x), (x, y), (out,)))
    np.testing.assert_allclose(out, expected, rtol=1e-13)
    np.testing.assert_allclose(0.5 * inner(x, y) + total(x), expected, rtol=1e-13)


def test_what_an_equation_reads_is_known():
    assert reads(lambda z, y, error: error * error, 3) == [False, False, True]
    assert reads(lambda z, y: z, 2) == [True, False]
