"""Adam."""

from tests.helpers.planted_program import Program, edit

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
