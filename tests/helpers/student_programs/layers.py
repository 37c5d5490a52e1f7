"""Layers as objects, with Adam, RMSprop or plain descent."""

import numpy as np

from tests.helpers.student_programs.exercise import DF, F, Handed


class Dense:
    def __init__(self, W, b, name):
        self.W, self.b, self.name = W.copy(), b.copy(), name
        self.s = [np.zeros_like(W), np.zeros_like(b)]
        self.r = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, x):
        self.x = x
        self.a = F[self.name](x @ self.W + self.b)
        return self.a

    def backward(self, up, update=None):
        delta = up * DF[self.name](self.a)
        self.dW, self.db = self.x.T @ delta, delta.sum(0)
        if update:
            update(self)
        return delta @ self.W.T

    def step(self, t, l, rule, bug):
        for P, g, s, r in zip((self.W, self.b), (self.dW, self.db), self.s, self.r, strict=True):
            if rule == "adam":
                s[...] = 0.9 * s + 0.1 * g
                r[...] = 0.999 * r + 0.001 * g**2
                sh, rh = s / (1 - 0.9**t), r / (1 - 0.999**t)
                if bug == "no correction":
                    sh, rh = s, r
                root = np.sqrt(rh + 1e-8) if bug == "eps inside" else np.sqrt(rh) + 1e-8
                P -= l * sh / root
            elif rule == "rmsprop":
                keep = 0.99 if bug == "decay 0.99" else 0.9
                s[...] = keep * s + (1 - keep) * g**2
                P -= l * g / (np.sqrt(s + 1e-8) if bug == "eps inside" else np.sqrt(s) + 1e-8)
            else:
                P -= l * g


def classes(ex, bug=""):
    """Layers as objects, Adam, RMSprop or plain descent."""
    names = [*[ex.hidden] * (len(ex.start) - 1), ex.output]
    if bug == "tanh for sigmoid":
        names[:-1] = ["tanh"] * len(names[:-1])
    layers = [Dense(W, b, name) for (W, b), name in zip(ex.start, names, strict=True)]
    first = None
    for t in range(1, ex.steps + 1 + (bug == "one more")):
        a = ex.X
        for layer in layers:
            a = layer.forward(a)
        up = (a - ex.Y) * (2 if bug == "no half" else 1)
        if ex.mean:
            up = up / len(a)
        for layer in reversed(layers):
            now = (lambda layer, t=t: layer.step(t, ex.l, ex.rule, bug)) if bug == "updates on the way" else None
            up = layer.backward(up, now)
        if first is None:
            first = [(layer.dW.copy(), layer.db.copy()) for layer in layers]
        for layer in layers if bug != "updates on the way" else ():
            if bug == "sign" or bug == "first layer sign" and layer is layers[0]:
                layer.dW, layer.db = -layer.dW, -layer.db
            layer.step(t, ex.l, ex.rule, bug)
    a = ex.X
    for layer in layers:
        a = layer.forward(a)
    loss = 0.5 * ((a - ex.Y) ** 2).sum() / (len(a) if ex.mean else 1)
    return Handed(first, [(layer.W, layer.b) for layer in layers], loss)
