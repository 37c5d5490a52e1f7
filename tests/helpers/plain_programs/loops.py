"""Scalar loops, lists."""

from tests.helpers.planted_program import Program, edit

LOOPS = Program("scalar loops, lists", {"optimizer": "gradient_descent", "hidden": (2,)}, (2, 2, 1), 4, '''
from math import exp
def sig(t): return 1 / (1 + exp(-t))
W1, b1, W2, b2 = [part.tolist() for part in start]
xs, ts, n_in, n_hid = X.tolist(), T.tolist(), len(W1), len(b1)
def forward(x):
    h = []
    for j in range(n_hid):
        s = b1[j]
        for i in range(n_in):
            s += x[i] * W1[i][j]
        h.append(sig(s))
    s = b2[0]
    for j in range(n_hid):
        s += h[j] * W2[j][0]
    return h, sig(s)
gradients = None
gW1, gb1, gW2, gb2 = [[0.0] * n_hid for _ in range(n_in)], [0.0] * n_hid, [[0.0] for _ in range(n_hid)], [0.0]
for epoch in range(steps):
    gW1, gb1, gW2, gb2 = [[0.0] * n_hid for _ in range(n_in)], [0.0] * n_hid, [[0.0] for _ in range(n_hid)], [0.0]
    for x, t in zip(xs, ts):
        h, y = forward(x)
        d2 = (y - t[0]) * y * (1 - y)
        for j in range(n_hid):
            gW2[j][0] += d2 * h[j]
            d1 = d2 * W2[j][0] * h[j] * (1 - h[j])
            gb1[j] += d1
            for i in range(n_in):
                gW1[i][j] += d1 * x[i]
        gb2[0] += d2
    if gradients is None:
        gradients = [np.array(part) for part in (gW1, gb1, gW2, gb2)]
    for j in range(n_hid):
        W2[j][0] -= rate * gW2[j][0]
        b1[j] -= rate * gb1[j]
        for i in range(n_in):
            W1[i][j] -= rate * gW1[i][j]
    b2[0] -= rate * gb2[0]
weights = [np.array(part) for part in (W1, b1, W2, b2)]
loss = 0.0
for x, t in zip(xs, ts):
    h, y = forward(x)
    loss += 0.5 * (y - t[0]) ** 2
''', (
    edit("sign", "gw", "(y - t[0]) * y", "(t[0] - y) * y"),
    edit("not zeroed", "w", "(steps):\n    gW1, gb1, gW2, gb2 = [[0.0] * n_hid for _ in range(n_in)], [0.0] * n_hid, "
         "[[0.0] for _ in range(n_hid)], [0.0]", "(steps):"),
    edit("= for +=", "gw", "gW2[j][0] +=", "gW2[j][0] =", "gb1[j] +=", "gb1[j] =", "gW1[i][j] +=", "gW1[i][j] =",
         "gb2[0] +=", "gb2[0] ="),
    edit("output slope missing", "gw", "(y - t[0]) * y * (1 - y)", "(y - t[0])"),
    edit("hidden slope missing", "gw", " * h[j] * (1 - h[j])", ""),
    edit("bias not updated", "w", "    b2[0] -= rate * gb2[0]\n", ""),
    edit("bias not added", "gwl", "s = b2[0]", "s = 0.0"),
    edit("MSE", "l", "0.5 * (y - t[0]) ** 2", "(y - t[0]) ** 2 / 4"),
    edit("no half", "l", "0.5 * (y", "(y"),
    edit("last sample's loss", "l", "loss += 0.5", "loss = 0.5"),
    edit("absolute loss", "l", "0.5 * (y - t[0]) ** 2", "abs(y - t[0]) / 4"),
))
