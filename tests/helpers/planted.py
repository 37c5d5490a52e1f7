"""The mistakes that `plain_student` can make: in which case each is possible, and how the checker should call it."""


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


# name -> (kind of mistake, words of the checker's sentence, needs(config, sizes, n))
PLANTED = {
    "no_half": ("no half", "has no ½", half),
    "half_kept": ("half kept", "½ (a − y)", half),
    "mean_or_sum": ("mean or sum", ("is the mean over the samples", "is the sum over the samples"), many_rows),
    "mean_over_outputs": ("mean or sum", "mean over samples and outputs", lambda c, sizes, n: sizes[-1] > 1),
    "output_slope": ("output slope", ("output's derivative f′(z) is missing", "f′(z) was kept"),
                     lambda c, s, n: c.output_activation != "linear"),
    "no_l2": ("no l2", "L2 term is missing", lambda c, s, n: c.l2 > 0),
    "slope_at_z": ("slope at z", "was taken at z", curved),
    "slope_of_a": ("slope at z", "where its formula wants z", curved),
    "hidden_slope": ("hidden slope", "hidden layers' derivative f′(z) is missing",
                     lambda c, s, n: len(s) > 2 and c.hidden_activation != "linear"),
    "early_output": ("early update", "the output layer was updated before", lambda c, s, n: len(s) > 2),
    "early_each": ("early update", "every layer was updated before", lambda c, s, n: len(s) > 3),
    "biases": ("biases", ("biases were not trained", "biases were trained"), anything),
    "bias_mean": ("bias gradient", "divided by the number", trained_rows),
    "bias_times_n": ("bias gradient", "multiplied by the number", trained_rows),
    "bias_last": ("bias gradient", "that of the last sample", trained_rows),
    "bias_first": ("bias gradient", "that of the first sample", trained_rows),
    "bias_one_number": ("bias gradient", "one number for a layer", lambda c, s, n: c.train_biases and max(s[1:]) > 1),
    "stored_transposed": ("transposed", "stored transposed", lambda c, s, n: squares(s)),
    "forward_transposed": ("transposed", "in the forward pass", lambda c, s, n: squares(s)),
    "back_transposed": ("transposed", "error went back", lambda c, s, n: squares(s, 1)),
    "gradient_transposed": ("transposed", "gradient is transposed", lambda c, s, n: squares(s)),
    "added": ("gradient sign", "was added", anything),
    "momentum_sign": ("momentum sign", "reversed", remembers(*MEMORY_RULES)),
    "no_momentum": ("no momentum", "no momentum", remembers(*MEMORY_RULES)),
    "start_gradient": ("memory start", "started at the gradient", remembers(*MEMORY_RULES)),
    "start_step": ("memory start", "started at −l·g", remembers(*VELOCITY_RULES)),
    "earlier_run": ("memory start", "earlier run", remembers(*MEMORY_RULES)),
    "other_rule": ("other rule", ("a velocity (heavy ball)", "the previous gradient in place"), remembers(*MEMORY_RULES)),
    "nesterov": ("other rule", "uses Nesterov's momentum", remembers("momentum", *REPORT_RULES)),
    "damped": ("damped", "dampened", remembers(*VELOCITY_RULES)),
    "rate_twice": ("learning rate", "applied twice", linear_rule),
    "rate_memory": ("learning rate", "only", remembers(*MEMORY_RULES)),
    "rate_whole": ("learning rate", "whole step", remembers(*REPORT_RULES)),
    "every_sample": ("batch", "after every sample", many_rows),
    "all_samples": ("batch", "once for all samples", lambda c, s, n: rows(c, n) < n),
    "reverse_order": ("order", "reverse order", lambda c, s, n: rows(c, n) < n),
    "other_order": ("order", "2, 3, 4, 1", lambda c, s, n: rows(c, n) < n <= 4),
    "one_less": ("steps", "before the last step", anything),
    "one_more": ("steps", "one step too many", anything),
}
LOSS_ONLY = {
    "loss_no_half": ("reported loss", "has no ½", half),
    "loss_mean_or_sum": ("reported loss", ("is the mean over the samples", "is the sum over the samples"), anything),
}
WEIGHTS_ONLY = {name for name, (key, *_) in PLANTED.items() if key in (
    "gradient sign", "momentum sign", "no momentum", "memory start", "other rule", "damped", "learning rate", "steps")}


def is_named(name, mistake):
    """Whether the checker's mistake is this planted one."""
    key, words, _ = (PLANTED | LOSS_ONLY)[name]
    words = (words,) if isinstance(words, str) else words
    return mistake.key.startswith(key) and any(each in mistake.sentence for each in words)
