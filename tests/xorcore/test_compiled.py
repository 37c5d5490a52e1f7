import numpy as np
import pytest

from xorcore.compiled import constant, copy, run


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


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_constant_has_the_dtype_of_the_arrays_it_meets(dtype):
    value = constant(0.5, np.zeros(2, dtype))
    assert value.dtype == dtype and value.shape == () and value == 0.5
