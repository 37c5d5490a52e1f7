"""Einsum, samples in columns, a mean."""

from tests.helpers.planted_program import Program, edit

EINSUM = Program("einsum, samples in columns, a mean", {
    "optimizer": "momentum", "hidden": (3,), "hidden_activation": "tanh", "output_activation": "linear",
    "reduction": "mean",
}, (2, 3, 1), 6, '''
Ws, bs = [start[0].T, start[2].T], [start[1][:, None], start[3][:, None]]
x, t, n = X.T, T.T, len(X)
vW, vb = [np.zeros(W.shape) for W in Ws], [np.zeros(b.shape) for b in bs]
def output():
    h = np.tanh(np.einsum("ij,jn->in", Ws[0], x) + bs[0])
    return h, np.einsum("ij,jn->in", Ws[1], h) + bs[1]
gradients = None
for step in range(steps):
    h, y = output()
    e = (y - t) / n
    d = np.einsum("ij,in->jn", Ws[1], e) * (1 - h ** 2)
    dW = [np.einsum("in,jn->ij", d, x), np.einsum("in,jn->ij", e, h)]
    db = [d.sum(1, keepdims=True), e.sum(1, keepdims=True)]
    if gradients is None:
        gradients = [dW[0].T, db[0].ravel(), dW[1].T, db[1].ravel()]
    for k in range(2):
        vW[k] = mom * vW[k] - rate * dW[k]
        vb[k] = mom * vb[k] - rate * db[k]
        Ws[k] = Ws[k] + vW[k]
        bs[k] = bs[k] + vb[k]
weights = [Ws[0].T, bs[0].ravel(), Ws[1].T, bs[1].ravel()]
loss = 0.5 * np.sum((output()[1] - t) ** 2) / n
''', (
    edit("sign", "gw", "e = (y - t)", "e = (t - y)"),
    edit("not divided by n", "gw", "(y - t) / n", "(y - t)"),
    edit("divided by n twice", "gw", "(y - t) / n", "(y - t) / n / n"),
    edit("doubled", "gw", "e = (y - t)", "e = 2 * (y - t)"),
    edit("hidden slope missing", "gw", " * (1 - h ** 2)", ""),
    edit("sigmoid slope", "gw", "(1 - h ** 2)", "h * (1 - h)"),
    edit("momentum sign", "w", "mom * vW[k] - rate", "-mom * vW[k] - rate", "mom * vb[k] - rate", "-mom * vb[k] - rate"),
    edit("no momentum", "w", "mom * vW[k] - rate", "-rate", "mom * vb[k] - rate", "-rate"),
    edit("averaged velocity", "w", "- rate * dW", "- (1 - mom) * rate * dW", "- rate * db", "- (1 - mom) * rate * db"),
    edit("biases not updated", "w", "        bs[k] = bs[k] + vb[k]\n", ""),
    edit("bias not added", "gwl", "h) + bs[1]", "h)"),
    edit("no half", "l", "0.5 * np.sum", "np.sum"),
    edit("RMSE", "l", "0.5 * np.sum((output()[1] - t) ** 2) / n", "np.sqrt(np.mean((output()[1] - t) ** 2))"),
    edit("mean absolute", "l", "0.5 * np.sum((output()[1] - t) ** 2) / n", "np.mean(abs(output()[1] - t))"),
))
