"""NumPy, a sample in each row; in double and in single precision."""

import numpy as np

from tests.helpers.student_programs.exercise import DF, F, Handed


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
