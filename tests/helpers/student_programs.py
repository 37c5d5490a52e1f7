"""Programs as students hand them in, each style written out by hand, with the mistakes that they make in it.

Nothing here knows the core or the checker's catalogue. A program takes an exercise and the name of a mistake ("" for none)
and returns what it computes: gradients of the first update and weights at the end, [(W, b), ...] with W (inputs, units),
and the loss at the end.
"""

import math
from collections import namedtuple

import numpy as np

Exercise = namedtuple("Exercise", "start X Y steps l m hidden output loss mean rule")
Handed = namedtuple("Handed", "gradients weights loss")


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


F = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(0, z), "linear": lambda z: z}
DF = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a**2, "relu": lambda a: (a > 0).astype(float),
      "linear": lambda a: np.ones_like(a)}


def rows_as_samples(ex, bug="", dtype=np.float64):
    """X @ W + b, whole batch, velocity."""
    (W1, b1), (W2, b2) = ((W.astype(dtype), b.astype(dtype)) for W, b in ex.start)
    X, Y = ex.X.astype(dtype), ex.Y.astype(dtype)
    l, m, n = dtype(ex.l), dtype(ex.m), dtype(len(X))
    V = [np.zeros_like(P) for P in (W1, b1, W2, b2)]
    kept, last, first = [0, 0, 0, 0], [0, 0, 0, 0], None

    def forward():
        A1 = F[ex.hidden](X @ W1 + b1)
        Z2 = A1 @ W2 + b2
        return A1, Z2, F[ex.output](Z2)

    for _ in range(ex.steps):
        A1, Z2, A2 = forward()
        D2 = A2 - Y
        if ex.loss == "half_squared_error" and bug != "no output slope":
            D2 = D2 * DF[ex.output](Z2 if bug == "output slope at z" else A2)
        if ex.loss == "cross_entropy" and bug == "output slope kept":
            D2 = D2 * DF[ex.output](A2)
        if ex.mean != (bug == "sum for mean"):
            D2 = D2 / n
        if bug == "divided twice":
            D2 = D2 / n
        if bug == "target minus output":
            D2 = -D2
        D1 = D2 @ W2.T
        if bug == "slope of sigmoid":
            D1 = D1 * (A1 * (1 - A1))
        elif bug == "hidden slope at z":
            D1 = D1 * DF[ex.hidden](X @ W1 + b1)
        elif bug == "tanh slope without square":
            D1 = D1 * (1 - A1)
        elif bug != "no hidden slope":
            D1 = D1 * DF[ex.hidden](A1)
        G = [X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)]
        if bug == "bias mean":
            G[1], G[3] = D1.mean(axis=0), D2.mean(axis=0)
        if bug == "bias sums all":
            G[1], G[3] = np.full_like(b1, D1.sum()), np.full_like(b2, D2.sum())
        if first is None:
            first = [(G[0].copy(), G[1].copy()), (G[2].copy(), G[3].copy())]
        if bug == "gradients pile up":
            kept = [k + g for k, g in zip(kept, G, strict=True)]
            G = kept
        for P, v, g, p in zip((W1, b1, W2, b2), V, G, last, strict=True):
            if bug == "dampened":
                v[...] = m * v - (1 - m) * l * g
            elif bug == "rate twice":
                v[...] = m * v - l * l * g
            elif bug == "velocity reset":
                v[...] = -l * g
            else:
                v[...] = m * v - l * g
            if bug == "previous gradient":
                P -= l * g + m * p
            elif bug == "added":
                P -= v
            elif bug == "biases forgotten" and P.ndim == 1:
                continue
            else:
                P += v
        last = G
    A1, Z2, A2 = forward()
    if ex.loss == "cross_entropy":
        losses = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum(axis=1)
        if bug == "sign in cross-entropy":
            losses = -(Y * np.log(A2) - (1 - Y) * np.log(1 - A2)).sum(axis=1)
    else:
        losses = 0.5 * ((A2 - Y) ** 2).sum(axis=1)
    if bug == "root of mean":
        loss = np.sqrt(((A2 - Y) ** 2).mean())
    elif bug == "mean absolute":
        loss = np.abs(A2 - Y).mean()
    elif bug == "last loss":
        loss = losses[-1]
    elif bug == "mean square":
        loss = ((A2 - Y) ** 2).mean(axis=0).sum()
    else:
        loss = losses.mean() if ex.mean else losses.sum()
    return Handed(first, [(W1, b1), (W2, b2)], loss)


def float32_rows(ex, bug=""):
    """The same in single precision."""
    return rows_as_samples(ex, bug, np.float32)


def columns_as_samples(ex, bug=""):
    """W (units, inputs), b a column, A = f(W X + b): the way of many lectures."""
    W = [np.array(W).T.copy() for W, _ in ex.start]
    b = [np.array(b).reshape(-1, 1) for _, b in ex.start]
    X, Y, n, first = ex.X.T, ex.Y.T, len(ex.X), None
    last = len(W) - 1
    memory = None
    names = [*[ex.hidden] * last, ex.output]
    for _ in range(ex.steps):
        A = [X]
        for k in range(last + 1):
            A.append(F[names[k]](W[k] @ A[-1] + b[k]))
        delta = A[-1] - Y
        if bug == "half kept":
            delta = delta / 2
        if ex.loss == "half_squared_error":
            delta = delta * DF[names[-1]](A[-1])
        dW, db = [None] * (last + 1), [None] * (last + 1)
        for k in range(last, -1, -1):
            share = n if ex.mean else 1
            dW[k] = delta @ A[k].T / share
            db[k] = delta.sum(axis=1, keepdims=True) / (1 if bug == "bias not divided" else share)
            if bug == "bias of first sample":
                db[k] = delta[:, :1] / share
            if k:
                delta = W[k].T @ delta
                if not (bug == "no slope in layer 1" and k == 1) and not (bug == "no slope in layer 2" and k == 2):
                    delta = delta * DF[names[k - 1]](A[k])
        if bug == "sign in last layer":
            dW[-1], db[-1] = -dW[-1], -db[-1]
        if first is None:
            first = [(g.T.copy(), h.ravel().copy()) for g, h in zip(dW, db, strict=True)]
        memory = memory or ([0 * g for g in dW], [0 * h for h in db])
        for k in range(last + 1):
            mW, mb = memory[0][k], memory[1][k]
            if bug == "no momentum in layer 1" and k == 0:
                mW, mb = 0 * mW, 0 * mb
            if bug == "aliased":
                mW, mb = dW[k], db[k]
            if bug == "momentum includes rate":
                mW, mb = ex.l * mW, ex.l * mb
            W[k] = W[k] - ex.l * dW[k] - ex.m * mW
            if bug != "last bias forgotten" or k < last:
                b[k] = b[k] - ex.l * db[k] - ex.m * mb
        memory = (dW, db)
    A = X
    for k in range(last + 1):
        A = F[names[k]](W[k] @ A + b[k])
    E = 0.5 * np.sum((A - Y) ** 2) if ex.loss == "half_squared_error" else -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    if bug == "loss without half":
        E = 2 * E
    return Handed(first, [(w.T, c.ravel()) for w, c in zip(W, b, strict=True)], E / n if ex.mean else E)


def sample_by_sample(ex, bug=""):
    """Online: every sample changes the weights."""
    (W1, b1), (W2, b2) = ((W.copy(), b.copy()) for W, b in ex.start)
    v = [np.zeros_like(P) for P in (W1, b1, W2, b2)]
    first, running = None, 0.0
    order = range(len(ex.X))
    if bug == "reverse order":
        order = list(order)[::-1]
    if bug == "starts with the second":
        order = [*list(order)[1:], 0]
    for _ in range(ex.steps):
        running = 0.0
        total = [0 * P for P in (W1, b1, W2, b2)]
        for s in order:
            x, y = ex.X[s], ex.Y[s]
            h = F[ex.hidden](x @ W1 + b1)
            o = F[ex.output](h @ W2 + b2)
            running += 0.5 * np.sum((o - y) ** 2)
            d2 = (o - y) * DF[ex.output](o)
            if bug == "output first":
                W2 -= ex.l * np.outer(h, d2)
                b2 -= ex.l * d2
            d1 = (W2 @ d2) * DF[ex.hidden](h)
            g = [np.outer(x, d1), d1, np.outer(h, d2), d2]
            if first is None:
                first = [(g[0].copy(), g[1].copy()), (g[2].copy(), g[3].copy())]
            if bug == "whole batch":
                total = [t + each for t, each in zip(total, g, strict=True)]
                continue
            for k, P in enumerate((W1, b1, W2, b2)):
                if bug == "output first" and k > 1:
                    continue
                v[k] = ex.m * v[k] - ex.l * g[k]
                if bug == "nesterov":
                    P += ex.m * v[k] - ex.l * g[k]
                elif bug == "added":
                    P -= v[k]
                else:
                    P += v[k]
        if bug == "whole batch":
            for k, P in enumerate((W1, b1, W2, b2)):
                v[k] = ex.m * v[k] - ex.l * total[k]
                P += v[k]
    out = F[ex.output](F[ex.hidden](ex.X @ W1 + b1) @ W2 + b2)
    loss = running if bug == "loss while training" else 0.5 * np.sum((out - ex.Y) ** 2)
    return Handed(first, [(W1, b1), (W2, b2)], loss)


def bias_in_the_matrix(ex, bug=""):
    """One more input that is always 1; the bias is the last row."""
    M = [np.vstack([W, b]) for W, b in ex.start]
    X1 = np.hstack([ex.X, np.ones((len(ex.X), 1))])
    first, previous = None, [np.zeros_like(each) for each in M]
    for _ in range(ex.steps):
        H = F[ex.hidden](X1 @ M[0])
        H1 = np.hstack([H, np.ones((len(H), 1)) * (0 if bug == "no output bias" else 1)])
        O = F[ex.output](H1 @ M[1])
        D = (O - ex.Y) * DF[ex.output](O)
        if bug == "slope of a":
            D = (O - ex.Y) * DF[ex.output](F[ex.output](O))
        if bug == "mean":
            D = D / len(D)
        G2 = H1.T @ D
        if bug == "early":
            M[1] = M[1] - ex.l * G2
        D1 = (D @ M[1][:-1].T) * DF[ex.hidden](H)
        G1 = X1.T @ D1
        if bug == "output gradient transposed back" and M[1].shape[0] - 1 == M[1].shape[1]:
            G1 = X1.T @ ((D @ M[1][:-1]) * DF[ex.hidden](H))
        if first is None:
            first = [(G1[:-1].copy(), G1[-1].copy()), (G2[:-1].copy(), G2[-1].copy())]
        for k, G in enumerate((G1, G2)):
            if bug == "early" and k == 1:
                continue
            previous[k] = ex.m * previous[k] + G
            if bug == "rate on all":
                M[k] = M[k] - ex.l * ex.l * previous[k]
            elif bug == "first layer half":
                M[k] = M[k] - ex.l * previous[k] * (0.5 if k == 0 else 1)
            else:
                M[k] = M[k] - ex.l * previous[k]
    H1 = np.hstack([F[ex.hidden](X1 @ M[0]), np.ones((len(ex.X), 1)) * (0 if bug == "no output bias" else 1)])
    out = F[ex.output](H1 @ M[1])
    return Handed(first, [(each[:-1], each[-1]) for each in M], 0.5 * np.sum((out - ex.Y) ** 2))


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


def thresholds(ex, bug=""):
    """Units fire above a threshold: z = x W − θ, and θ is what is handed in."""
    W = [W.copy() for W, _ in ex.start]
    theta = [-b for _, b in ex.start]
    if bug == "b taken as θ":
        theta = [b.copy() for _, b in ex.start]
    first = None
    for _ in range(ex.steps):
        h = F[ex.hidden](ex.X @ W[0] - theta[0])
        o = F[ex.output](h @ W[1] - theta[1])
        d2 = (o - ex.Y) * DF[ex.output](o)
        if bug == "no output slope":
            d2 = o - ex.Y
        d1 = d2 @ W[1].T * DF[ex.hidden](h)
        g = [(ex.X.T @ d1, -d1.sum(0)), (h.T @ d2, -d2.sum(0))]
        if bug == "θ like b":
            g = [(gW, -gt) for gW, gt in g]
        first = first or [(gW.copy(), gt.copy()) for gW, gt in g]
        for k, (gW, gt) in enumerate(g):
            W[k] = W[k] - ex.l * gW
            if bug != "θ fixed":
                theta[k] = theta[k] - ex.l * gt
    o = F[ex.output](F[ex.hidden](ex.X @ W[0] - theta[0]) @ W[1] - theta[1])
    return Handed(first, list(zip(W, theta, strict=True)), 0.5 * np.sum((o - ex.Y) ** 2))


def differences(ex, bug=""):
    """No back-propagation: every derivative is a quotient of differences."""
    parts = [part.copy() for layer in ex.start for part in layer]

    def loss():
        out = F[ex.output](F[ex.hidden](ex.X @ parts[0] + parts[1]) @ parts[2] + parts[3])
        return 0.5 * ((out - ex.Y) ** 2).sum()

    h, g = {"": 1e-5, "h = 1e-4": 1e-4, "forward": 1e-6}[bug], []
    for part in parts:
        slopes = np.zeros_like(part)
        for place in np.ndindex(*part.shape):
            value = part[place]
            part[place] = value + h
            up = loss()
            part[place] = value if bug == "forward" else value - h
            slopes[place] = (up - loss()) / (h if bug == "forward" else 2 * h)
            part[place] = value
        g.append(slopes)
    return Handed([(g[0], g[1]), (g[2], g[3])], None, None)


def by_hand(ex, bug=""):
    """With a pocket calculator: every result is rounded before it is used again."""
    places = {"": 5, "start": None}[bug]

    def r(value):
        return value if places is None else np.round(value, places)

    (W1, b1), (W2, b2) = ((W.round(2), b.round(2)) if bug == "start" else (W.copy(), b.copy()) for W, b in ex.start)
    first = None
    for _ in range(ex.steps):
        a1 = r(F[ex.hidden](r(ex.X @ W1 + b1)))
        a2 = r(F[ex.output](r(a1 @ W2 + b2)))
        d2 = r((a2 - ex.Y) * DF[ex.output](a2))
        d1 = r(r(d2 @ W2.T) * DF[ex.hidden](a1))
        g = [r(ex.X.T @ d1), r(d1.sum(0)), r(a1.T @ d2), r(d2.sum(0))]
        first = first or [(g[0], g[1]), (g[2], g[3])]
        W1, b1, W2, b2 = (r(P - ex.l * each) for P, each in zip((W1, b1, W2, b2), g, strict=True))
    out = r(F[ex.output](r(r(F[ex.hidden](r(ex.X @ W1 + b1))) @ W2 + b2)))
    return Handed(first, [(W1, b1), (W2, b2)], r(0.5 * np.sum((out - ex.Y) ** 2)))
