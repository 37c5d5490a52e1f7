"""The bias in the matrix."""

from tests.helpers.planted_program import Program, edit

AUGMENTED = Program("the bias in the matrix", {
    "hidden": (3, 3), "optimizer": "previous_gradient", "reduction": "mean", "l2": 0.02}, (2, 3, 3, 1), 5, '''
M = [np.vstack([start[k], start[k + 1]]) for k in (0, 2, 4)]
one = np.ones((len(X), 1))
def feed(M):
    a = [np.hstack([X, one])]
    for k, w in enumerate(M):
        z = a[-1] @ w
        out = 1 / (1 + np.exp(-z))
        a.append(np.hstack([out, one]) if k < 2 else out)
    return a
last = [np.zeros_like(w) for w in M]
gradients = None
for s in range(steps):
    a = feed(M)
    d = (a[3] - T) * a[3] * (1 - a[3])
    G = [None] * 3
    for k in (2, 1, 0):
        decay = lam * M[k]
        decay[-1] = 0
        G[k] = a[k].T @ d / len(X) + decay
        if k:
            d = (d @ M[k][:-1].T) * a[k][:, :-1] * (1 - a[k][:, :-1])
    if gradients is None:
        gradients = [part for w in G for part in (w[:-1].copy(), w[-1].copy())]
    for k in range(3):
        M[k] = M[k] - rate * G[k] - mom * last[k]
    last = G
weights = [part for w in M for part in (w[:-1], w[-1])]
loss = np.sum((feed(M)[3] - T) ** 2) / 2 / len(X) + lam / 2 * sum(np.sum(w[:-1] ** 2) for w in M)
''', (
    edit("L2 on biases", "gw", "        decay[-1] = 0\n", ""),
    edit("L2 doubled", "gw", "decay = lam * M[k]", "decay = 2 * lam * M[k]"),
    edit("L2 halved", "gw", "decay = lam * M[k]", "decay = lam * M[k] / 2"),
    edit("L2 divided by n", "gw", "decay = lam * M[k]", "decay = lam * M[k] / len(X)"),
    edit("L2 forgotten", "gw", "decay = lam * M[k]", "decay = 0 * M[k]"),
    edit("L2 sign", "gw", "+ decay", "- decay"),
    edit("L2 not in the loss", "l", " + lam / 2 * sum(np.sum(w[:-1] ** 2) for w in M)", ""),
    edit("L2 loss without half", "l", "+ lam / 2 *", "+ lam *"),
    edit("weights updated before", "w", "        if k:\n",
         "        M[k] = M[k] - rate * G[k] - mom * last[k]\n        if k:\n",
         "    for k in range(3):\n        M[k] = M[k] - rate * G[k] - mom * last[k]\n", ""),
    edit("sign", "g", "d = (a[3] - T)", "d = (T - a[3])", l2=0.0),
    edit("hidden slope missing", "gw", "(d @ M[k][:-1].T) * a[k][:, :-1] * (1 - a[k][:, :-1])", "d @ M[k][:-1].T"),
))
