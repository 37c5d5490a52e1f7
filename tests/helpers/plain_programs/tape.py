"""Numbers that remember how they came about."""

from tests.helpers.planted_program import Program, edit

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
