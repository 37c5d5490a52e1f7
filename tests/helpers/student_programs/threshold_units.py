"""Units with thresholds in place of biases."""

import numpy as np

from tests.helpers.student_programs.exercise import DF, F, Handed


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
