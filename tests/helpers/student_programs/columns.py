"""NumPy, a sample in each column, as many lectures write it."""

import numpy as np

from tests.helpers.student_programs.exercise import DF, F, Handed


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
