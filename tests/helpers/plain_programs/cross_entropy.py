"""Cross-entropy."""

from tests.helpers.planted_program import Program, edit

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
