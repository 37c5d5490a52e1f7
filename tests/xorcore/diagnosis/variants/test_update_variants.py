"""The update rules written a second time: each against its equation, one weight after the other, right and wrong."""

import numpy as np
import pytest

from xorcore import OPTIMIZERS, Config, Optimizer
from xorcore.diagnosis.variants.update_variants import RULES, steps_of
from xorcore.diagnosis.variants.variant import textbook
from xorcore.parameters import layout

SIZES, L, M = (1, 1, 1), 0.25, 0.5
G = np.array([[0.5, -0.25, 0.125, 0.75], [-1.0, 0.5, 0.375, -0.125], [0.25, 1.5, -0.5, 0.0625]])  # three updates of four
MEMORY = {"previous_gradient": 1, "as_printed": 1, "momentum": 1, "nesterov": 1, "rmsprop": 1, "adam": 2,
          "gradient_descent": 0}


def right(name):
    return textbook(Config(hidden=(1,), optimizer=name, learning_rate=L, momentum=M))


def changes(variants, memory=(), gradients=G, part=slice(None)):
    """Δw (V, 4) of each update, all variants together."""
    rule = steps_of(variants[0].rule, "", None, variants, slice(None), np.zeros((len(variants), 4)), SIZES, memory)
    found = []
    for g in gradients:
        rule.begin()
        found.append(rule.change(np.tile(g, (len(variants), 1)), part).copy())
    return np.array(found).swapaxes(0, 1)


def by_hand(name, gradients=G, l=L, m=M, memory=(0.0, 0.0), c=0.9, d=0.999, eps=1e-8):
    """The textbook's equations for one weight at a time."""
    rows = []
    v, s = (np.full(4, x) for x in memory)
    for t, g in enumerate(gradients, 1):
        if name == "gradient_descent":
            step = -l * g
        elif name == "previous_gradient":
            step, v = -(l * g + m * v), g
        elif name == "as_printed":
            step, v = m * v - l * g, g
        elif name == "momentum":
            step = v = m * v - l * g
        elif name == "nesterov":
            v = m * v - l * g
            step = m * v - l * g
        elif name == "rmsprop":
            v = c * v + (1 - c) * g * g
            step = -l * g / (np.sqrt(v) + eps)
        else:
            v, s = c * v + (1 - c) * g, d * s + (1 - d) * g * g
            step = -l * (v / (1 - c**t)) / (np.sqrt(s / (1 - d**t)) + eps)
        rows.append(step)
    return np.array(rows)


def test_every_rule_of_the_registry_is_written_a_second_time():
    assert RULES.keys() == OPTIMIZERS.keys() == MEMORY.keys()


@pytest.mark.parametrize("name", RULES)
def test_the_right_step_is_the_textbook_s(name):
    np.testing.assert_allclose(changes([right(name)])[0], by_hand(name), rtol=1e-12)


@pytest.mark.parametrize("name", [name for name, count in MEMORY.items() if count == 1])
def test_a_run_goes_on_from_its_memory_unless_somebody_begins_at_0(name):
    given, zero = right(name), right(name)._replace(start="zero")
    memory = (np.full(4, 0.375),)
    np.testing.assert_allclose(changes([given, zero], memory),
                               [by_hand(name, memory=(0.375, 0)), by_hand(name)], rtol=1e-12)
    of_each = (np.array([np.full(4, 0.375), np.full(4, 0.75)]),)
    np.testing.assert_allclose(changes([given, given], of_each),
                               [by_hand(name, memory=(0.375, 0)), by_hand(name, memory=(0.75, 0))], rtol=1e-12)


def test_each_takes_the_memory_of_its_own_row():
    """Two variants of four, the second and the last."""
    memory = (np.repeat([[0.125], [0.375], [0.25], [0.75]], 4, axis=1),)
    rule = steps_of("momentum", "", None, [right("momentum")] * 2, np.array([1, 3]), np.zeros((4, 4)), SIZES, memory)
    rule.begin()
    np.testing.assert_allclose(rule.change(np.tile(G[0], (2, 1)), slice(None)),
                               [M * 0.375 - L * G[0], M * 0.75 - L * G[0]])


def test_adam_goes_on_with_its_corrections_too():
    rule, w, memory = OPTIMIZERS["adam"], np.zeros(4), OPTIMIZERS["adam"].start(np.zeros(4))
    expected = []
    for number, g in enumerate(G):
        new, memory = rule.stepped(w, g, L, M, memory)
        expected.append(new - w)
        if number == 0:
            after_one = memory
    given, zero = right("adam"), right("adam")._replace(start="zero")
    found = changes([given, zero], after_one, G[1:])
    np.testing.assert_allclose(found[0], expected[1:], rtol=1e-9)
    np.testing.assert_allclose(found[1], by_hand("adam", G[1:]), rtol=1e-12)


@pytest.mark.parametrize(("start", "first"), [("gradient", G[0]), ("step", -L * G[0])])
@pytest.mark.parametrize("name", ["momentum", "previous_gradient"])
def test_the_memory_may_begin_with_the_first_gradient_or_step(name, start, first):
    found = changes([right(name)._replace(start=start), right(name)])
    np.testing.assert_allclose(found[0], by_hand(name, memory=(first, 0.0)), rtol=1e-12)
    np.testing.assert_allclose(found[1], by_hand(name), rtol=1e-12)


AT_ONCE = {  # of momentum: what is changed, and the changes by hand
    "m with the wrong sign": ({"momentum_factor": ((-1.0, -1.0),) * 2}, by_hand("momentum", m=-M)),
    "no momentum": ({"momentum_factor": ((0.0, 0.0),) * 2}, by_hand("gradient_descent")),
    "another m": ({"momentum": 0.75}, by_hand("momentum", m=0.75)),
    "another l": ({"learning_rate": 0.5}, by_hand("momentum", l=0.5)),
    "l twice": ({"rate": "twice"}, L * by_hand("momentum")),
    "l times the whole step": ({"rate": "whole step"}, L * by_hand("momentum", l=1)),
    "l times the memory": ({"rate": "memory"}, by_hand("momentum", l=1, m=M * L)),
    "damped": ({"damped": True}, by_hand("momentum", l=(1 - M) * L)),
}


@pytest.mark.parametrize("what", AT_ONCE)
def test_a_wrong_rate_is_what_its_equation_gives_alone_and_beside_the_right_one(what):
    fields, expected = AT_ONCE[what]
    wrong = right("momentum")._replace(**fields)
    np.testing.assert_allclose(changes([wrong])[0], expected, rtol=1e-12, atol=1e-15)
    found = changes([right("momentum"), wrong])
    np.testing.assert_allclose(found, [by_hand("momentum"), expected], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("name", "sign"), [("previous_gradient", -1), ("as_printed", 1)])
def test_a_previous_gradient_that_is_the_new_one_adds_m_to_l(name, sign):
    found = changes([right(name)._replace(aliased=True), right(name)])
    np.testing.assert_allclose(found[0], -(L - sign * M) * G, rtol=1e-12)
    np.testing.assert_allclose(found[1], by_hand(name), rtol=1e-12)


def test_a_velocity_cannot_be_aliased():
    np.testing.assert_allclose(changes([right("momentum")._replace(aliased=True)])[0], by_hand("momentum"), rtol=1e-12)


def test_momentum_may_be_that_of_some_arrays_only():
    """W1, b1, W2, b2 are one number each."""
    found = changes([right("momentum")._replace(momentum_factor=((1.0, 0.0), (0.0, 1.0)))])[0]
    np.testing.assert_allclose(found[:, [0, 3]], by_hand("momentum")[:, [0, 3]], rtol=1e-12)
    np.testing.assert_allclose(found[:, [1, 2]], by_hand("gradient_descent")[:, [1, 2]], rtol=1e-12)


def adam_by_hand(first, second, once=False):
    v = s = np.zeros(4)
    for t, g in enumerate(G, 1):
        v, s, t = 0.9 * v + 0.1 * g, 0.999 * s + 0.001 * g * g, 1 if once else t
        yield -L * (v / (1 - 0.9**t) if first else v) / (np.sqrt(s / (1 - 0.999**t) if second else s) + 1e-8)


@pytest.mark.parametrize(("corrected", "ways"), [("both", (True, True)), ("none", (False, False)), ("first", (True, False)),
                                                 ("second", (False, True)), ("once", (True, True, True))])
def test_adam_s_averages_are_corrected_as_somebody_does(corrected, ways):
    found = changes([right("adam"), right("adam")._replace(corrected=corrected)])
    np.testing.assert_allclose(found[1], list(adam_by_hand(*ways)), rtol=1e-9)
    np.testing.assert_allclose(found[0], by_hand("adam"), rtol=1e-12)


@pytest.mark.parametrize(("fields", "size"), [
    ({}, lambda s: np.sqrt(s) + 0.01), ({"eps_inside": True}, lambda s: np.sqrt(s + 0.01)),
    ({"without_root": True}, lambda s: s + 0.01),
])
def test_epsilon_may_be_inside_of_the_root_and_the_root_may_miss(fields, size):
    found = changes([right("rmsprop")._replace(eps=0.01, decay=0.5, **fields)])[0]
    s = np.zeros(4)
    for g, change in zip(G, found, strict=True):
        s = 0.5 * s + 0.5 * g * g
        np.testing.assert_allclose(change, -L * g / size(s), rtol=1e-12)


@pytest.mark.parametrize("name", RULES)
def test_a_part_of_the_weights_changes_as_it_does_with_all(name):
    variants = [right(name), right(name)._replace(learning_rate=0.5)]
    rule = steps_of(name, "each", 3, variants, slice(None), np.zeros((2, 4)), SIZES, ())
    assert (rule.early, rule.decimals) == ("each", 3)
    parts = []
    for g in G:
        rule.begin()
        each = [rule.change(np.tile(g[part], (2, 1)), part) for part in (layout(SIZES)[1].both, layout(SIZES)[0].both)]
        parts.append(np.concatenate(each[::-1], axis=1))
    np.testing.assert_allclose(np.array(parts).swapaxes(0, 1), changes(variants), rtol=1e-12)


def test_who_looks_ahead_looks_m_v_ahead():
    variants = [right("momentum")._replace(lookahead=True), right("momentum")]
    rule = steps_of("momentum", "", None, variants, slice(None), np.zeros((2, 4)), SIZES, ())
    assert rule.lookahead.tolist() == [[True], [False]]
    rule.begin()
    rule.change(np.tile(G[0], (2, 1)), slice(None))
    np.testing.assert_allclose(rule.ahead(), [M * -L * G[0]] * 2)


def test_a_rule_of_the_registry_alone_takes_its_own_equation(monkeypatch):
    def mine(w, g, l, m, v):
        v = v + m * g
        return w - l * v, v

    monkeypatch.setitem(OPTIMIZERS, "mine", Optimizer(mine, ("Δw = −l·vₜ",), ("−l·vₜ",), {"v": "a sum"}))
    variants = [right("mine"), right("mine")._replace(rate="twice")]
    expected = -L * M * np.cumsum(G, axis=0)
    np.testing.assert_allclose(changes(variants), [expected, L * expected])
    later = -L * (0.375 + M * np.cumsum(G, axis=0))
    np.testing.assert_allclose(changes(variants[:1], (np.full(4, 0.375),))[0], later)
    rule = steps_of("mine", "", None, variants, slice(None), np.zeros((2, 4)), SIZES, ())
    assert not rule.ahead().any() and rule.ahead().shape == (2, 4)
