"""Plain Python, three nested loops, no arrays."""

import math

import numpy as np

from tests.helpers.student_programs.exercise import Handed


def scalar_loops(ex, bug=""):
    """Plain Python, three nested loops, no arrays."""
    (W1, b1), (W2, b2) = ([[list(map(float, row)) for row in W], list(map(float, b))] for W, b in ex.start)
    inputs, hidden, outputs, n = len(W1), len(b1), len(b2), len(ex.X)
    f = {"sigmoid": lambda z: 1 / (1 + math.exp(-z)), "tanh": math.tanh}[ex.hidden]
    df = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a}[ex.hidden]
    before, first = None, None

    def predict(x):
        c = [0.0] * hidden if bug == "no hidden bias" else b1
        h = [f(sum(x[i] * W1[i][j] for i in range(inputs)) + c[j]) for j in range(hidden)]
        o = [1 / (1 + math.exp(-sum(h[j] * W2[j][k] for j in range(hidden)) - b2[k])) for k in range(outputs)]
        return h, o

    for _ in range(ex.steps):
        gW1, gb1 = [[0.0] * hidden for _ in range(inputs)], [0.0] * hidden
        gW2, gb2 = [[0.0] * outputs for _ in range(hidden)], [0.0] * outputs
        for x, y in zip(ex.X, ex.Y, strict=True):
            h, o = predict(x)
            e = [(o[k] - y[k]) * (2 if bug == "no half" else 1) for k in range(outputs)]
            if bug == "target minus output":
                e = [-value for value in e]
            d2 = [e[k] * (1 if bug == "no output slope" else o[k] * (1 - o[k])) for k in range(outputs)]
            back = e if bug == "error without slope" else d2
            d1 = [sum(back[k] * W2[j][k] for k in range(outputs)) * (1 if bug == "no hidden slope" else df(h[j]))
                  for j in range(hidden)]
            if bug == "= for +=":
                gW1, gb1 = [[0.0] * hidden for _ in range(inputs)], [0.0] * hidden
                gW2, gb2 = [[0.0] * outputs for _ in range(hidden)], [0.0] * outputs
            for k in range(outputs):
                gb2[k] += d2[k]
                for j in range(hidden):
                    gW2[j][k] += d2[k] * h[j]
            for j in range(hidden):
                gb1[j] = d1[j] if bug == "= for += in b1" else gb1[j] + d1[j]
                for i in range(inputs):
                    gW1[i][j] += d1[j] * x[i]
        gradient = [gW1, gb1, gW2, gb2]
        if first is None:
            first = [(np.array(gW1), np.array(gb1)), (np.array(gW2), np.array(gb2))]
        before = before or [np.zeros_like(np.array(g)).tolist() for g in gradient]
        new = []
        for P, g, p in zip([W1, b1, W2, b2], gradient, before, strict=True):
            if bug == "momentum only on weights" and P in (b1, b2):
                p = np.zeros(len(p))
            if bug == "no momentum":
                p = np.zeros_like(np.array(g))
            if bug == "aliased":
                p = g
            step = ex.l * np.array(g) + ex.m * np.array(p)
            if bug == "momentum sign":
                step = ex.l * np.array(g) - ex.m * np.array(p)
            if bug == "added":
                step = -step
            if bug == "first layer not updated" and P in (W1, b1):
                step = 0 * step
            new.append((np.array(P) - step).tolist())
        W1, b1, W2, b2 = new
        before = gradient
    total = 0.0
    for x, y in zip(ex.X, ex.Y, strict=True):
        total += sum((predict(x)[1][k] - y[k]) ** 2 for k in range(outputs)) / (1 if bug == "loss without half" else 2)
    if bug == "mean loss":
        total /= n
    return Handed(first, [(np.array(W1), np.array(b1)), (np.array(W2), np.array(b2))], total)
