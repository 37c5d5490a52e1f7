"""A student's own back-propagation, sample by sample with column vectors, and what goes wrong in it.

Written without the core, so that the checker is held against somebody else's arithmetic. W is (units, inputs) here; the
names of the mistakes are those of `planted`.
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
