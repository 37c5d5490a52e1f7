"""An update after each sample."""

from tests.helpers.planted_program import Program, edit

ONLINE = Program("an update after each sample", {
    "hidden": (3,), "optimizer": "gradient_descent", "batch_size": 1, "hidden_activation": "tanh"}, (2, 3, 1), 4, '''
Wh, bh, Wo, bo = start
gradients = None
loss_seen = 0
order = list(range(len(X)))
for ep in range(steps):
    loss_seen = 0
    for p in order:
        x, t = X[p], T[p]
        h = np.tanh(x @ Wh + bh)
        o = 1 / (1 + np.exp(-(h @ Wo + bo)))
        loss_seen += 0.5 * float((o - t) @ (o - t))
        do = (o - t) * o * (1 - o)
        dh = (Wo @ do) * (1 - h * h)
        g = [np.outer(x, dh), dh, np.outer(h, do), do]
        if gradients is None: gradients = g
        Wo = Wo - rate * g[2]
        bo = bo - rate * g[3]
        Wh = Wh - rate * g[0]
        bh = bh - rate * g[1]
weights = [Wh, bh, Wo, bo]
loss = 0
for x, t in zip(X, T):
    o = 1 / (1 + np.exp(-(np.tanh(x @ Wh + bh) @ Wo + bo)))
    loss += 0.5 * float((o - t) @ (o - t))
''', (
    edit("summed while training", "l", "loss = 0\nfor x, t in zip(X, T):", "loss = loss_seen\nfor x, t in []:"),
    edit("fresh shuffle", "w", "    loss_seen = 0\n", "    random.shuffle(order)\n"),
    edit("all samples in one update", "w", "        Wo = Wo", "        if p == 0: s = [0, 0, 0, 0]\n"
         "        s = [a + b for a, b in zip(s, g)]\n        if p < 3: continue\n        g = s\n        Wo = Wo"),
    edit("reversed", "w", "for p in order", "for p in order[::-1]"),
    edit("output weights updated before", "w", "        dh = (Wo", "        Wo = Wo - rate * np.outer(h, do)\n"
         "        dh = (Wo", "        Wo = Wo - rate * g[2]\n        bo", "        bo"),
    edit("sigmoid slope", "gw", "(1 - h * h)", "h * (1 - h)"),
    edit("hidden slope missing", "gw", " * (1 - h * h)", ""),
    edit("biases not updated", "w", "        bh = bh - rate * g[1]\n", "", "        bo = bo - rate * g[3]\n", ""),
    edit("hidden bias not updated", "w", "        bh = bh - rate * g[1]\n", ""),
    edit("hidden bias left out", "gwl", "x @ Wh + bh", "x @ Wh"),
    edit("mean absolute", "l", "    loss += 0.5 * float((o - t) @ (o - t))", "    loss += abs(float(o[0] - t[0])) / 4"),
))
