"""RMSprop by closures."""

from tests.helpers.planted_program import Program, edit

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
