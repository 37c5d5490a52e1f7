"""Presets: named Configs to start from. The first is the lab report; each of the others shows one thing."""

from xorcore.config import Config

PRESETS = {
    "Lab report": Config(),
    # The rule that most books mean by momentum, at a tenth of the epochs.
    "Textbook momentum": Config(optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=3000),
    # The report's formula with its sign taken literally: momentum outweighs the learning rate, the error goes to 1.
    "As printed (climbs)": Config(optimizer="as_printed", epochs=3000),
    # One line cannot separate XOR: half a sum of squares of 0.5 is the best that is left.
    "No hidden layer": Config(hidden=(), optimizer="gradient_descent", learning_rate=0.5, epochs=1000),
    # An update after every pattern; their order is new in every epoch.
    "One sample at a time": Config(
        optimizer="gradient_descent", learning_rate=0.5, batch_size=1, sample_order="shuffled", hidden=(4,), epochs=5000,
    ),
    "XOR line (course)": Config(
        dataset="xor_line", optimizer="momentum", learning_rate=0.1, momentum=0.9, epochs=5000,
    ),
    "Linear (course)": Config(
        dataset="linear", samples=100, noise=0, optimizer="momentum", learning_rate=0.02, momentum=0.9, epochs=3000,
    ),
    # 30 % of the samples are never trained on: their loss shows what was learned and what was learned by heart.
    "Noisy XOR": Config(
        dataset="noisy_xor", noise=0.2, test_share=0.3, reduction="mean", optimizer="nesterov", learning_rate=1,
        momentum=0.9, epochs=2000,
    ),
    # No hidden layer is needed where one line is enough: logistic regression.
    "Gauss": Config(
        dataset="gauss", hidden=(), loss="cross_entropy", reduction="mean", optimizer="gradient_descent",
        learning_rate=0.5, epochs=1000,
    ),
    "Circle": Config(
        dataset="circle", hidden=(6,), hidden_activation="tanh", init="xavier", loss="cross_entropy", reduction="mean",
        optimizer="rmsprop", learning_rate=0.02, epochs=1000,
    ),
    # Straight pieces: each relu unit folds the plane along one line.
    "Moons": Config(
        dataset="moons", hidden=(8, 8), hidden_activation="relu", init="he", loss="cross_entropy", reduction="mean",
        optimizer="adam", learning_rate=0.01, batch_size=32, sample_order="shuffled", epochs=500,
    ),
    "Spiral": Config(
        dataset="spiral", noise=0.02, hidden=(16, 16), hidden_activation="tanh", init="xavier", loss="cross_entropy",
        reduction="mean", optimizer="adam", learning_rate=0.01, batch_size=32, sample_order="shuffled", epochs=500,
    ),
}
