"""Float32."""

from tests.helpers.planted_program import Program, edit

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
