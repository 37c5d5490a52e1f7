"""The mistakes that `plain_student` can make: in which case each is possible, and how the checker should call it."""

import numpy as np

MEMORY_RULES = ("previous_gradient", "as_printed", "momentum", "nesterov")
VELOCITY_RULES = ("momentum", "nesterov")
REPORT_RULES = ("previous_gradient", "as_printed")


def anything(config, sizes, n):
    return True


def squares(sizes, first=0):
    return any(i == o > 1 for i, o in zip(sizes[first:], sizes[first + 1 :], strict=False))


def rows(config, n):
    return min(config.batch_size or n, n)


def half(config, sizes, n):
    return config.loss == "half_squared_error"


def many_rows(config, sizes, n):
    return rows(config, n) > 1


def trained_rows(config, sizes, n):
    return config.train_biases and rows(config, n) > 1


def remembers(*rules):
    return lambda config, sizes, n: config.optimizer in rules and config.momentum > 0


def linear_rule(config, sizes, n):
    return config.optimizer in (*MEMORY_RULES, "gradient_descent")


def curved(config, sizes, n):
    hidden = {config.hidden_activation} if len(sizes) > 2 else set()
    output = {config.output_activation} if config.loss == "half_squared_error" else set()
    return bool((hidden | output) & {"sigmoid", "tanh"})


# name -> (kind of mistake, the field and the value that it changes in the checker's step, needs(config, sizes, n))
PLANTED = {
    "no_half": ("no half", "error_factor", 2, half),
    "half_kept": ("half kept", "error_factor", 0.5, half),
    "mean_or_sum": ("mean or sum", "average", ("sum", "mean"), many_rows),
    "mean_over_outputs": ("mean or sum", "average", "mean over outputs", lambda c, sizes, n: sizes[-1] > 1),
    "output_slope": ("output slope", "output_slope", (True, False), lambda c, s, n: c.output_activation != "linear"),
    "no_l2": ("no l2", "l2", 0, lambda c, s, n: c.l2 > 0),
    "slope_at_z": ("slope at z", "slope_at", "z", curved),
    "slope_of_a": ("slope at z", "slope_at", "f(a)", curved),
    "hidden_slope": ("hidden slope", "hidden_slope", False, lambda c, s, n: len(s) > 2 and c.hidden_activation != "linear"),
    "early_output": ("early update", "early_update", "output", lambda c, s, n: len(s) > 2),
    "early_each": ("early update", "early_update", "each", lambda c, s, n: len(s) > 3),
    "biases": ("biases", "train_biases", (True, False), anything),
    "bias_mean": ("bias gradient", "bias_gradient", "mean", trained_rows),
    "bias_times_n": ("bias gradient", "bias_gradient", "times n", trained_rows),
    "bias_last": ("bias gradient", "bias_gradient", "last", trained_rows),
    "bias_first": ("bias gradient", "bias_gradient", "first", trained_rows),
    "bias_one_number": ("bias gradient", "bias_gradient", "one number", lambda c, s, n: c.train_biases and max(s[1:]) > 1),
    "stored_transposed": ("transposed", "transposed", {"forward", "back", "gradient"}, lambda c, s, n: squares(s)),
    "forward_transposed": ("transposed", "transposed", {"forward"}, lambda c, s, n: squares(s)),
    "back_transposed": ("transposed", "transposed", {"back"}, lambda c, s, n: squares(s, 1)),
    "gradient_transposed": ("transposed", "transposed", {"gradient"}, lambda c, s, n: squares(s)),
    "added": ("gradient sign", "learning_rate", None, anything),
    "momentum_sign": ("momentum sign", "momentum_factor", -1, remembers(*MEMORY_RULES)),
    "no_momentum": ("no momentum", "momentum_factor", 0, remembers(*MEMORY_RULES)),
    "start_gradient": ("memory start", "start", "gradient", remembers(*MEMORY_RULES)),
    "start_step": ("memory start", "start", "step", remembers(*VELOCITY_RULES)),
    "earlier_run": ("memory start", "start", "earlier run", remembers(*MEMORY_RULES)),
    "other_rule": ("other rule", "rule", ("momentum", "previous_gradient"), remembers(*MEMORY_RULES)),
    "nesterov": ("other rule", "rule", "nesterov", remembers("momentum", *REPORT_RULES)),
    "damped": ("damped", "damped", True, remembers(*VELOCITY_RULES)),
    "rate_twice": ("learning rate", "rate", "twice", linear_rule),
    "rate_memory": ("learning rate", "rate", "memory", remembers(*MEMORY_RULES)),
    "rate_whole": ("learning rate", "rate", "whole step", remembers(*REPORT_RULES)),
    "every_sample": ("batch", "batch_size", 1, many_rows),
    "all_samples": ("batch", "batch_size", 0, lambda c, s, n: rows(c, n) < n),
    "reverse_order": ("order", "order", None, lambda c, s, n: rows(c, n) < n),
    "other_order": ("order", "order", None, lambda c, s, n: rows(c, n) < n <= 4),
    "one_less": ("steps", "extra_steps", -1, anything),
    "one_more": ("steps", "extra_steps", 1, anything),
    "float32": ("float32", "dtype", np.float32, anything),
}
LOSS_ONLY = {
    "loss_no_half": ("reported loss", "reported", "no half", half),
    "loss_mean_or_sum": ("reported loss", "reported", ("mean", "sum"), anything),
}
WEIGHTS_ONLY = {name for name, (key, *_) in PLANTED.items() if key in (
    "gradient sign", "momentum sign", "no momentum", "memory start", "other rule", "damped", "learning rate", "steps")}


def is_named(name, mistake):
    """Whether the checker's mistake is this planted one."""
    key, field, value, _ = (PLANTED | LOSS_ONLY)[name]
    fields = dict(mistake.fields)
    if not mistake.key.startswith(key) or field not in fields:
        return False
    if field == "order":
        right = sorted(fields[field])
        return list(fields[field]) == (right[::-1] if name == "reverse_order" else [*right[1:], right[0]])
    return value is None or fields[field] == value or (isinstance(value, tuple) and fields[field] in value)
