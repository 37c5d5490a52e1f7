"""Samples in columns, heavy ball."""

from tests.helpers.planted_program import Program, edit

COLUMNS = Program("samples in columns, heavy ball", {
    "hidden": (3,), "hidden_activation": "tanh", "optimizer": "momentum", "reduction": "mean"}, (3, 3, 2), 6, '''
x, y = X.T, T.T
w = {1: start[0].T, 2: start[2].T}
c = {1: start[1].reshape(-1, 1), 2: start[3].reshape(-1, 1)}
m = x.shape[1]
def forward():
    a1 = np.tanh(w[1] @ x + c[1])
    return a1, 1 / (1 + np.exp(-(w[2] @ a1 + c[2])))
vw, vc = {1: 0, 2: 0}, {1: 0, 2: 0}
gradients = None
for it in range(steps):
    a1, a2 = forward()
    dz2 = (a2 - y) * a2 * (1 - a2)
    dz1 = (w[2].T @ dz2) * (1 - a1 ** 2)
    gw = {2: dz2 @ a1.T / m, 1: dz1 @ x.T / m}
    gc = {2: np.sum(dz2, axis=1, keepdims=True) / m, 1: np.sum(dz1, axis=1, keepdims=True) / m}
    if gradients is None:
        gradients = [gw[1].T, gc[1].ravel(), gw[2].T, gc[2].ravel()]
    for l in (1, 2):
        vw[l] = mom * vw[l] - rate * gw[l]
        vc[l] = mom * vc[l] - rate * gc[l]
        w[l] = w[l] + vw[l]
        c[l] = c[l] + vc[l]
weights = [w[1].T, c[1].ravel(), w[2].T, c[2].ravel()]
a1, a2 = forward()
loss = np.sum((a2 - y) ** 2) / (2 * m)
''', (
    edit("sign", "gw", "dz2 = (a2 - y)", "dz2 = (y - a2)"),
    edit("not divided by n", "gw", "gw = {2: dz2 @ a1.T / m, 1: dz1 @ x.T / m}", "gw = {2: dz2 @ a1.T, 1: dz1 @ x.T}",
         "keepdims=True) / m", "keepdims=True)"),
    edit("divided by n twice", "gw", "a2 * (1 - a2)\n    dz1", "a2 * (1 - a2) / m\n    dz1"),
    edit("biases not divided by n", "gw", "keepdims=True) / m", "keepdims=True)"),
    edit("sigmoid slope in a tanh layer", "gw", "(1 - a1 ** 2)", "a1 * (1 - a1)"),
    edit("output slope missing", "gw", "(a2 - y) * a2 * (1 - a2)", "(a2 - y)"),
    edit("not zeroed", "w", "    if gradients is None:", "    if it:\n        gw = {k: gw[k] + ow[k] for k in gw}; "
         "gc = {k: gc[k] + oc[k] for k in gc}\n    ow, oc = gw, gc\n    if gradients is None:"),
    edit("momentum in one layer", "w", "vw[l] = mom * vw[l]", "vw[l] = (mom if l == 2 else 0) * vw[l]",
         "vc[l] = mom * vc[l]", "vc[l] = (mom if l == 2 else 0) * vc[l]"),
    edit("no momentum", "w", "mom * vw[l]", "0 * vw[l]", "mom * vc[l]", "0 * vc[l]"),
    edit("averaged velocity", "w", "mom * vw[l] - rate * gw[l]", "mom * vw[l] - (1 - mom) * rate * gw[l]",
         "mom * vc[l] - rate * gc[l]", "mom * vc[l] - (1 - mom) * rate * gc[l]"),
    edit("nesterov", "w", "w[l] = w[l] + vw[l]", "w[l] = w[l] + mom * vw[l] - rate * gw[l]",
         "c[l] = c[l] + vc[l]", "c[l] = c[l] + mom * vc[l] - rate * gc[l]"),
    edit("thresholds", "gwl", "w[1] @ x + c[1]", "w[1] @ x - c[1]", "w[2] @ a1 + c[2]", "w[2] @ a1 - c[2]",
         "gc = {2: np.sum(dz2, axis=1, keepdims=True) / m, 1: np.sum(dz1, axis=1, keepdims=True) / m}",
         "gc = {2: -np.sum(dz2, axis=1, keepdims=True) / m, 1: -np.sum(dz1, axis=1, keepdims=True) / m}"),
    edit("MSE no half", "l", "(2 * m)", "m"),
    edit("mean over outputs", "l", "(2 * m)", "(4 * m)"),
    edit("last sample", "l", "np.sum((a2 - y) ** 2) / (2 * m)", "0.5 * np.sum((a2 - y)[:, -1] ** 2)"),
))
