"""Online: every sample changes the weights."""

import numpy as np

from tests.helpers.student_programs.exercise import DF, F, Handed


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
