"""A class for each layer."""

from tests.helpers.planted_program import Program, edit

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
