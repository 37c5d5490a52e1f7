"""The bias is the last row of the weights."""

import numpy as np

from tests.helpers.student_programs.exercise import DF, F, Handed


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
