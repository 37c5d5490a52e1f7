"""NumPy, samples in rows, the lab."""

from tests.helpers.planted_program import Program, edit

ROWS = Program("NumPy, samples in rows, the lab", {"optimizer": "previous_gradient"}, (2, 4, 4, 1), 4, '''
f = lambda z: 1 / (1 + np.exp(-z))
W1, b1, W2, b2, W3, b3 = start
v = [0] * 6
gradients = None
errors = 0
for epoch in range(steps):
    A1 = f(X.dot(W1) + b1)
    A2 = f(A1.dot(W2) + b2)
    Y = f(A2.dot(W3) + b3)
    E = Y - T
    before = 0.5 * np.sum(E ** 2)
    D3 = E * Y * (1 - Y)
    D2 = D3.dot(W3.T) * A2 * (1 - A2)
    D1 = D2.dot(W2.T) * A1 * (1 - A1)
    g = [X.T.dot(D1), D1.sum(0), A1.T.dot(D2), D2.sum(0), A2.T.dot(D3), D3.sum(0)]
    if gradients is None:
        gradients = [part.copy() for part in g]
    params = [W1, b1, W2, b2, W3, b3]
    for k in range(6):
        params[k] = params[k] - (rate * g[k] + mom * v[k])
    v = g
    W1, b1, W2, b2, W3, b3 = params
weights = [W1, b1, W2, b2, W3, b3]
Y = f(f(f(X.dot(W1) + b1).dot(W2) + b2).dot(W3) + b3)
loss = 0.5 * np.sum((Y - T) ** 2)
''', (
    edit("sign", "g", "E = Y - T", "E = T - Y"),
    edit("scaled", "gw", "E = Y - T", "E = 2 * (Y - T)"),
    edit("divided by n", "gw", "E = Y - T", "E = (Y - T) / 4"),
    edit("divided by n twice", "gw", "D1.sum(0)", "D1.mean(0)", "D2.sum(0)", "D2.mean(0)", "D3.sum(0)", "D3.mean(0)",
         "X.T.dot(D1)", "X.T.dot(D1) / 4", "A1.T.dot(D2)", "A1.T.dot(D2) / 4", "A2.T.dot(D3)", "A2.T.dot(D3) / 4",
         "E = Y - T", "E = (Y - T) / 4", reduction="mean"),
    edit("rate inside", "g", "g = [", "g = [rate * part for part in [", "D3.sum(0)]", "D3.sum(0)]]"),
    edit("one array scaled", "gw", "D2.sum(0)", "D2.mean(0)"),
    edit("slope of z", "gw", "* A2 * (1 - A2)", "* f(A2) * (1 - f(A2))"),
    edit("hidden slope missing", "gw", "D2.dot(W2.T) * A1 * (1 - A1)", "D2.dot(W2.T)"),
    edit("other activation's slope", "gw", "* A1 * (1 - A1)", "* (1 - A1 ** 2)"),
    edit("hidden error without output slope", "gw", "D2 = D3.dot", "D2 = E.dot"),
    edit("aliased gradient", "w", "    v = g\n", "", "    params = [", "    v = g\n    params = ["),
    edit("momentum in one layer", "w", "mom * v[k])", "(mom if k > 3 else 0) * v[k])"),
    edit("momentum sign", "w", "+ mom * v[k]", "- mom * v[k]"),
    edit("heavy ball", "w", "        params[k] = params[k] - (rate * g[k] + mom * v[k])\n    v = g\n",
         "        v[k] = mom * v[k] - rate * g[k]\n        params[k] = params[k] + v[k]\n"),
    edit("averaged velocity", "w", "        params[k] = params[k] - (rate * g[k] + mom * v[k])\n    v = g\n",
         "        v[k] = mom * v[k] + (1 - mom) * g[k]\n        params[k] = params[k] - rate * v[k]\n"),
    edit("bias not updated", "w", "for k in range(6)", "for k in (0, 2, 4)"),
    edit("weights updated before", "w", "    D2 = D3", "    W3 = W3 - (rate * A2.T.dot(D3) + mom * v[4])\n    D2 = D3",
         "for k in range(6):", "for k in (0, 1, 2, 3, 5):"),
    edit("loss before the update", "l", "loss = 0.5 * np.sum((Y - T) ** 2)", "loss = before"),
    edit("RMSE", "l", "0.5 * np.sum((Y - T) ** 2)", "np.sqrt(np.mean((Y - T) ** 2))"),
    edit("MSE", "l", "0.5 * np.sum((Y - T) ** 2)", "np.mean((Y - T) ** 2)"),
))
