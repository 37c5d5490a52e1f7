"""Programs as students write them, each in another style, with the mistakes that such a program can hold."""

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

CLASSES = Program("a class for each layer", {
    "hidden": (4,), "hidden_activation": "relu", "output_activation": "linear", "reduction": "mean",
    "optimizer": "gradient_descent"}, (3, 4, 1), 6, '''
class Linear:
    def __init__(self, W, b): self.W, self.b, self.dW, self.db = W, b, 0, 0
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, g):
        self.dW = self.x.T @ g
        self.db = g.sum(axis=0)
        return g @ self.W.T
    def update(self):
        self.W = self.W - rate * self.dW
        self.b = self.b - rate * self.db
class ReLU:
    def forward(self, x):
        self.on = x > 0
        return x * self.on
    def backward(self, g): return g * self.on
    def update(self): pass
net = [Linear(start[0], start[1]), ReLU(), Linear(start[2], start[3])]
def predict(x):
    for layer in net: x = layer.forward(x)
    return x
gradients = None
for _ in range(steps):
    g = (predict(X) - T) / len(X)
    for layer in reversed(net): g = layer.backward(g)
    if gradients is None: gradients = [net[0].dW, net[0].db, net[2].dW, net[2].db]
    for layer in net: layer.update()
weights = [net[0].W, net[0].b, net[2].W, net[2].b]
loss = 0.5 * np.mean((predict(X) - T) ** 2)
''', (
    edit("not zeroed", "w", "self.dW = self.x.T @ g", "self.dW = self.dW + self.x.T @ g", "self.db = g.sum(axis=0)",
         "self.db = self.db + g.sum(axis=0)"),
    edit("sign", "gw", "(predict(X) - T)", "(T - predict(X))", ),
    edit("doubled", "gw", "(predict(X) - T) / len(X)", "2 * (predict(X) - T) / len(X)"),
    edit("not divided by n", "gw", " / len(X)\n", "\n"),
    edit("relu slope missing", "gw", "return g * self.on", "return g"),
    edit("biases averaged twice", "gw", "g.sum(axis=0)", "g.mean(axis=0)"),
    edit("biases not updated", "w", "        self.b = self.b - rate * self.db\n", ""),
    edit("biases not added", "gwl", "x @ self.W + self.b", "x @ self.W"),
    edit("sum for mean", "l", "0.5 * np.mean((", "0.5 * np.sum(("),
    edit("MSE", "l", "0.5 * np.mean", "np.mean"),
))

ENTROPY = Program("cross-entropy", {
    "hidden": (4,), "loss": "cross_entropy", "reduction": "mean", "optimizer": "gradient_descent"}, (2, 4, 1), 5, '''
p = dict(W1=start[0], b1=start[1], W2=start[2], b2=start[3])
N = X.shape[0]
def sigmoid(z): return 1.0 / (1.0 + np.exp(-z))
def fwd(p):
    H = sigmoid(np.matmul(X, p["W1"]) + p["b1"])
    return H, sigmoid(np.matmul(H, p["W2"]) + p["b2"])
def grads(p):
    H, Y = fwd(p)
    dZ = (Y - T) / N
    dH = np.matmul(dZ, p["W2"].T)
    dA = dH * H * (1 - H)
    return dict(W1=np.matmul(X.T, dA), b1=np.sum(dA, 0), W2=np.matmul(H.T, dZ), b2=np.sum(dZ, 0))
gradients = list(grads(p).values())
for i in range(steps):
    g = grads(p)
    p = {k: p[k] - rate * g[k] for k in p}
weights = list(p.values())
H, Y = fwd(p)
loss = -np.mean(T * np.log(Y) + (1 - T) * np.log(1 - Y))
''', (
    edit("output slope kept", "gw", "dZ = (Y - T) / N", "dZ = (Y - T) * Y * (1 - Y) / N"),
    edit("sign", "gw", "(Y - T) / N", "(T - Y) / N"),
    edit("not divided by n", "gw", "(Y - T) / N", "(Y - T)"),
    edit("divided by n twice", "gw", "(Y - T) / N", "(Y - T) / N / N"),
    edit("hidden slope missing", "gw", "dH * H * (1 - H)", "dH"),
    edit("hidden error without output weights", "gw", "np.matmul(dZ, p[\"W2\"].T)",
         "np.matmul(dZ, np.ones_like(p[\"W2\"].T))"),
    edit("sign wrong in the loss", "l", "(1 - T) * np.log", "-(1 - T) * np.log"),
    edit("minus forgotten", "l", "-np.mean", "np.mean"),
    edit("half of the entropy", "l", " + (1 - T) * np.log(1 - Y)", ""),
    edit("sum for mean", "l", "-np.mean", "-np.sum"),
    edit("squared error", "l", "-np.mean(T * np.log(Y) + (1 - T) * np.log(1 - Y))", "np.mean((Y - T) ** 2)"),
    edit("log 2", "l", "np.log(", "np.log2("),
))

ADAM = Program("Adam", {"hidden": (4,), "optimizer": "adam", "reduction": "sum"}, (2, 4, 1), 4, '''
theta = [part for part in start]
b1, b2, eps = 0.9, 0.999, 1e-8
def act(z): return 1 / (1 + np.exp(-z))
def evaluate(theta):
    W, b, V, c = theta
    h = act(X @ W + b)
    y = act(h @ V + c)
    e = y - T
    dy = e * y * (1 - y)
    dh = dy @ V.T * h * (1 - h)
    return (e ** 2).sum() / 2, [X.T @ dh, dh.sum(0), h.T @ dy, dy.sum(0)]
m = [np.zeros_like(part) for part in theta]
s = [np.zeros_like(part) for part in theta]
gradients = evaluate(theta)[1]
for t in range(1, steps + 1):
    _, g = evaluate(theta)
    for i in range(4):
        m[i] = b1 * m[i] + (1 - b1) * g[i]
        s[i] = b2 * s[i] + (1 - b2) * g[i] ** 2
        mh = m[i] / (1 - b1 ** t)
        sh = s[i] / (1 - b2 ** t)
        theta[i] = theta[i] - rate * mh / (np.sqrt(sh) + eps)
weights = theta
loss = evaluate(theta)[0]
''', (
    edit("no bias correction", "w", "mh = m[i] / (1 - b1 ** t)", "mh = m[i]", "sh = s[i] / (1 - b2 ** t)", "sh = s[i]"),
    edit("first moment not corrected", "w", "mh = m[i] / (1 - b1 ** t)", "mh = m[i]"),
    edit("eps inside the root", "w", "(np.sqrt(sh) + eps)", "np.sqrt(sh + eps)", learning_rate=0.5),
    edit("t stays 1", "w", "** t)", "** 1)"),
    edit("beta2 0.99", "w", "0.999", "0.99"),
    edit("root forgotten", "w", "np.sqrt(sh)", "sh"),
    edit("sign", "g", "e = y - T", "e = T - y"),
    edit("slope missing", "g", "V.T * h * (1 - h)", "V.T"),
))

NARROW = Program("float32", {"hidden": (3,), "optimizer": "gradient_descent", "reduction": "mean"}, (2, 3, 1), 4, '''
X, T = X.astype(np.float32), T.astype(np.float32)
W1, b1, W2, b2 = [part.astype(np.float32) for part in start]
r, one = np.float32(rate), np.float32(1)
gradients = None
def forward():
    h = one / (one + np.exp(-(X @ W1 + b1)))
    return h, one / (one + np.exp(-(h @ W2 + b2)))
for _ in range(steps):
    h, y = forward()
    d2 = (y - T) * y * (one - y) / np.float32(len(X))
    d1 = (d2 @ W2.T) * h * (one - h)
    g = [X.T @ d1, d1.sum(0), h.T @ d2, d2.sum(0)]
    if gradients is None: gradients = g
    W1, b1, W2, b2 = [p - r * q for p, q in zip([W1, b1, W2, b2], g)]
weights = [W1, b1, W2, b2]
h, y = forward()
loss = float(np.float32(0.5) * np.mean((y - T) ** 2))
''', (
    edit("sign", "gw", "(y - T) * y", "(T - y) * y"),
    edit("hidden slope missing", "gw", " * h * (one - h)", ""),
    edit("not divided by n", "gw", " / np.float32(len(X))", ""),
))

OTHER_RULES = Program("RMSprop by closures", {"hidden": (2, 2), "optimizer": "rmsprop", "hidden_activation": "tanh"},
                      (2, 2, 2, 1), 4, '''
def make_layer(W, b, fn, slope):
    def fwd(x):
        return fn(x @ W + b)
    def back(x, a, upstream):
        delta = upstream * slope(a)
        return x.T @ delta, delta.sum(0), delta @ W.T
    return fwd, back
tanh = (np.tanh, lambda a: 1 - a * a)
logistic = (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a))
kinds = [tanh, tanh, logistic]
def build(P): return [make_layer(P[2 * k], P[2 * k + 1], *kinds[k]) for k in range(3)]
def gradient(P):
    layers, acts = build(P), [X]
    for fwd, _ in layers: acts.append(fwd(acts[-1]))
    up, out = acts[-1] - T, []
    for k in (2, 1, 0):
        dW, db, up = layers[k][1](acts[k], acts[k + 1], up)
        out = [dW, db] + out
    return out, 0.5 * ((acts[-1] - T) ** 2).sum()
P, cache = list(start), [np.zeros_like(part) for part in start]
gradients = gradient(P)[0]
for _ in range(steps):
    g, _L = gradient(P)
    for i in range(6):
        cache[i] = 0.9 * cache[i] + 0.1 * g[i] ** 2
        P[i] = P[i] - rate * g[i] / (np.sqrt(cache[i]) + 1e-8)
weights, loss = P, gradient(P)[1]
''', (
    edit("root forgotten", "w", "np.sqrt(cache[i])", "cache[i]"),
    edit("cache not squared", "w", "g[i] ** 2", "np.abs(g[i])"),
    edit("slope of sigmoid", "gw", "1 - a * a", "a * (1 - a)"),
    edit("own slopes only", "gw", "delta @ W.T", "upstream @ W.T"),
    edit("sign", "g", "acts[-1] - T, []", "T - acts[-1], []"),
))

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

TAPE = Program("numbers that remember how they came about", {
    "optimizer": "gradient_descent", "hidden": (3,), "loss": "cross_entropy",
}, (2, 3, 1), 4, '''
from math import exp, log
class Num:
    def __init__(self, value, come_from=()):
        self.value, self.come_from, self.slope = value, come_from, 0.0
    def __add__(self, other):
        return Num(self.value + other.value, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Num(self.value * other.value, ((self, other.value), (other, self.value)))
    def squashed(self):
        s = 1 / (1 + exp(-self.value))
        return Num(s, ((self, s * (1 - s)),))
    def answered(self, t):
        a = 1 / (1 + exp(-self.value))
        return Num(-t * log(a) - (1 - t) * log(1 - a), ((self, a - t),))
    def back(self):
        order, seen = [], set()
        def visit(one):
            if id(one) not in seen:
                seen.add(id(one))
                for other, _ in one.come_from:
                    visit(other)
                order.append(one)
        visit(self)
        self.slope = 1.0
        for one in reversed(order):
            for other, by in one.come_from:
                other.slope += by * one.slope
parts = [np.vectorize(Num, otypes=[object])(part) for part in start]
W1, b1, W2, b2 = parts
def whole_loss():
    total = Num(0.0)
    for x, t in zip(X.tolist(), T.tolist()):
        hidden = []
        for j in range(len(b1)):
            z = b1[j]
            for i in range(2):
                z = z + Num(x[i]) * W1[i, j]
            hidden.append(z.squashed())
        z = b2[0]
        for j, h in enumerate(hidden):
            z = z + h * W2[j, 0]
        total = total + z.answered(t[0])
    return total
gradients = None
for step in range(steps):
    for part in parts:
        for one in part.flat:
            one.slope = 0.0
    whole_loss().back()
    if gradients is None:
        gradients = [np.vectorize(lambda one: one.slope)(part) for part in parts]
    for part in parts:
        for one in part.flat:
            one.value -= rate * one.slope
weights = [np.vectorize(lambda one: one.value)(part) for part in parts]
loss = whole_loss().value
''', (
    edit("sign", "gw", "((self, a - t),)", "((self, t - a),)"),
    edit("not zeroed", "w", "            one.slope = 0.0\n", "            pass\n"),
    edit("output slope kept", "gw", "((self, a - t),)", "((self, (a - t) * a * (1 - a)),)"),
    edit("hidden slope missing", "gw", "((self, s * (1 - s)),)", "((self, 1.0),)"),
    edit("= for +=", "gw", "        total = total + z.answered(t[0])", "        total = z.answered(t[0])"),
    edit("output bias not there", "gwl", "        z = b2[0]\n", "        z = Num(0.0)\n"),
    edit("hidden bias not there", "gwl", "            z = b1[j]\n", "            z = Num(0.0)\n"),
    edit("doubled", "gw", "((self, a - t),)", "((self, 2 * (a - t)),)"),
    edit("biases not updated", "w", "for part in parts:\n        for one in part.flat:\n            one.value",
         "for part in (W1, W2):\n        for one in part.flat:\n            one.value"),
    edit("half of the entropy", "l", " - (1 - t) * log(1 - a)", ""),
    edit("sign wrong in the loss", "l", " - (1 - t) * log", " + (1 - t) * log"),
    edit("minus forgotten", "l", "Num(-t * log(a) - (1 - t) * log(1 - a)", "Num(t * log(a) + (1 - t) * log(1 - a)"),
))

PROGRAMS = (LOOPS, ROWS, COLUMNS, ONLINE, AUGMENTED, CLASSES, ENTROPY, ADAM, NARROW, OTHER_RULES, EINSUM, TAPE)
