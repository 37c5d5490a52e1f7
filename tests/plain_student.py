"""A student's own back-propagation, sample by sample with column vectors, and what goes wrong in it.

Written without the core, so that the checker is held against somebody else's arithmetic. W is (units, inputs) here;
`PLANTED` lists the mistakes by name, with the case in which each can be made and how the checker should call it.
"""

from collections import namedtuple

import numpy as np

F = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": lambda z: np.tanh(z),
    "relu": lambda z: z * (z > 0),
    "linear": lambda z: z,
}
F_SLOPE = {  # at the output a
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: (1 - a) * (1 + a),
    "relu": lambda a: (a > 0) * np.ones_like(a),
    "linear": lambda a: np.ones_like(a),
}

Result = namedtuple("Result", "gradients weights loss")


def student(config, start, X, Y, steps, mistakes=()):
    """Result: gradients of the first update and weights after all steps, both [(W, b), ...] in the core's layout; loss."""
    code = Student(config, start, X, Y, mistakes)
    if "earlier_run" in code.mistakes:
        code.run(steps)
        code.W, code.b = code.copies(start)
        code.updates = 0
    code.run(steps - ("one_less" in code.mistakes) + ("one_more" in code.mistakes))
    weights = [(code.out(W), b.ravel()) for W, b in zip(code.W, code.b, strict=True)]
    return Result(code.first, weights, code.loss())


class Student:
    def __init__(self, config, start, X, Y, mistakes):
        self.config, self.mistakes = config, set(mistakes)
        self.dtype = np.float32 if "float32" in self.mistakes else np.float64
        self.X = [np.array(x, self.dtype).reshape(-1, 1) for x in X]
        self.Y = [np.array(y, self.dtype).reshape(-1, 1) for y in Y]
        self.W, self.b = self.copies(start)
        self.last = len(self.W) - 1
        # What each rule remembers of every matrix: two things at most.
        self.memory = [[np.zeros_like(P) for P in self.W + self.b] for _ in range(2)]
        self.updates, self.first = 0, None

    def has(self, *names):
        return bool(self.mistakes & set(names))

    def copies(self, start):
        """The start weights as (units, inputs), the biases as columns."""
        as_given = [self.has("stored_transposed") and len(W) == len(b) for W, b in start]
        W = [np.array(W if given else np.transpose(W), self.dtype) for given, (W, _) in zip(as_given, start, strict=True)]
        return W, [np.array(b, self.dtype).reshape(-1, 1) for _, b in start]

    def out(self, W):
        """Back to the layout in which the start came."""
        square = W.shape[0] == W.shape[1]
        return W.copy() if square and self.has("stored_transposed") else W.T.copy()

    def run(self, steps):
        n = len(self.X)
        order = list(range(n))
        if self.has("reverse_order"):
            order.reverse()
        if self.has("other_order"):
            order = [*order[1:], order[0]]
        size = self.config.batch_size or n
        size = 1 if self.has("every_sample") else n if self.has("all_samples") else size
        for _ in range(steps):
            for at in range(0, n, size):
                self.step(order[at : at + size])

    def name(self, layer):
        return self.config.output_activation if layer == self.last else self.config.hidden_activation

    def forward(self, x):
        zs, outs = [], [x]
        for layer, (W, b) in enumerate(zip(self.W, self.b, strict=True)):
            if self.has("forward_transposed") and W.shape[0] == W.shape[1]:
                W = W.T
            zs.append(np.dot(W, outs[-1]) + b)
            outs.append(F[self.name(layer)](zs[-1]))
        return zs, outs

    def slope(self, layer, zs, outs):
        name, at = self.name(layer), outs[layer + 1]
        if self.has("slope_at_z"):
            at = zs[layer]
            if name == "relu":
                at = np.maximum(at, 0)
        if self.has("slope_of_a"):
            at = F[name](at)
        return F_SLOPE[name](at)

    def output_delta(self, zs, outs, y, rows):
        delta = outs[-1] - y
        if self.has("no_half"):
            delta = delta * 2
        if self.has("half_kept"):
            delta = delta / 2
        slope = self.config.loss == "half_squared_error"
        if slope != self.has("output_slope"):
            delta = delta * self.slope(self.last, zs, outs)
        mean = self.config.reduction == "mean"
        if mean != self.has("mean_or_sum") or self.has("mean_over_outputs"):
            delta = delta / rows
        return delta / len(y) if self.has("mean_over_outputs") else delta

    def step(self, rows):
        passes = [self.forward(self.X[r]) for r in rows]
        deltas = [self.output_delta(zs, outs, self.Y[r], len(rows)) for (zs, outs), r in zip(passes, rows, strict=True)]
        gradients, done = {}, set()
        for layer in range(self.last, -1, -1):
            gradients[layer] = self.layer_gradients(layer, passes, deltas)
            if self.has("early_each") or (self.has("early_output") and layer == self.last):
                self.update(layer, *gradients[layer])
                done.add(layer)
            if layer:
                W = self.W[layer]
                back = W if self.has("back_transposed") and W.shape[0] == W.shape[1] else W.T
                deltas = [np.dot(back, delta) for delta in deltas]
                if not self.has("hidden_slope"):
                    deltas = [d * self.slope(layer - 1, *each) for d, each in zip(deltas, passes, strict=True)]
        if self.first is None:
            self.first = [(self.out(gradients[k][0]), gradients[k][1].ravel()) for k in range(self.last + 1)]
        for layer in range(self.last + 1):
            if layer not in done:
                self.update(layer, *gradients[layer])
        self.updates += 1

    def layer_gradients(self, layer, passes, deltas):
        dW, db = 0, 0
        for (_, outs), delta in zip(passes, deltas, strict=True):
            dW, db = dW + delta * outs[layer].T, db + delta
        if self.has("gradient_transposed") and dW.shape[0] == dW.shape[1]:
            dW = dW.T
        if self.config.l2 and not self.has("no_l2"):
            dW = dW + self.dtype(self.config.l2) * self.W[layer]
        if self.has("bias_mean"):
            db = db / len(deltas)
        if self.has("bias_times_n"):
            db = db * len(deltas)
        if self.has("bias_last"):
            db = deltas[-1]
        if self.has("bias_first"):
            db = deltas[0]
        if self.has("bias_one_number"):
            db = np.full_like(db, db.sum())
        if self.config.train_biases == self.has("biases"):
            db = np.zeros_like(db)
        return dW, db

    def update(self, layer, dW, db):
        self.W[layer] = self.W[layer] + self.change(layer, dW)
        self.b[layer] = self.b[layer] + self.change(self.last + 1 + layer, db)

    def change(self, slot, g):
        l, m = self.dtype(self.config.learning_rate), self.dtype(self.config.momentum)
        g_and_l = l * g
        rule, first, second = self.config.optimizer, self.memory[0], self.memory[1]
        if self.has("other_rule"):
            rule = {"previous_gradient": "momentum", "as_printed": "momentum", "momentum": "previous_gradient",
                    "nesterov": "momentum"}[rule]
        if self.has("nesterov"):
            rule = "nesterov"
        if self.has("added"):
            l, g_and_l = -l, -g_and_l
        if self.has("momentum_sign"):
            m = -m
        if self.has("no_momentum"):
            m = 0 * m
        if self.updates == 0 and self.has("start_gradient"):
            first[slot] = g
        if self.updates == 0 and self.has("start_step"):
            first[slot] = -g_and_l
        if self.has("damped"):
            g_and_l = (1 - self.dtype(self.config.momentum)) * g_and_l
        if self.has("rate_memory"):
            g_and_l, m = g, m * l
        if self.has("rate_whole"):
            g_and_l = g
        if rule == "gradient_descent":
            step = -g_and_l
        elif rule in ("previous_gradient", "as_printed"):
            step = -g_and_l - m * first[slot] * (1 if rule == "previous_gradient" else -1)
            first[slot] = g
        elif rule in ("momentum", "nesterov"):
            first[slot] = m * first[slot] - g_and_l
            step = first[slot] if rule == "momentum" else m * first[slot] - g_and_l
        elif rule == "rmsprop":
            first[slot] = self.dtype(0.9) * first[slot] + self.dtype(0.1) * g**2
            step = -g_and_l / (np.sqrt(first[slot]) + self.dtype(1e-8))
        else:
            t = self.updates + 1
            first[slot] = self.dtype(0.9) * first[slot] + self.dtype(0.1) * g
            second[slot] = self.dtype(0.999) * second[slot] + self.dtype(0.001) * g**2
            step = -l * (first[slot] / self.dtype(1 - 0.9**t)) / (np.sqrt(second[slot] / self.dtype(1 - 0.999**t)) + 1e-8)
        return step * l if self.has("rate_twice", "rate_whole") else step

    def loss(self):
        total = 0.0
        for x, y in zip(self.X, self.Y, strict=True):
            zs, outs = self.forward(x)
            if self.config.loss == "half_squared_error":
                total += np.sum((outs[-1] - y) ** 2) / (1 if self.has("loss_no_half") else 2)
            else:
                total += np.sum(np.log1p(np.exp(-np.abs(zs[-1]))) + np.maximum(zs[-1], 0) - y * zs[-1])
        if (self.config.reduction == "mean") != self.has("loss_mean_or_sum"):
            total = total / len(self.X)
        return float(total + self.config.l2 / 2 * sum(np.sum(W**2) for W in self.W))


# name -> (kind of mistake, the field and the value that it changes in the checker's step, needs(config, sizes, n))
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
