"""Mazur's worked example of one step, the article that the lab report follows, and the two errors in its figures."""

from xorcore.classics.classic import Classic, Computed, Figure, Setup, Setups
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.network import predict
from xorcore.training import train

SETUP = Setup(
    Config(dataset="own", hidden=(2,), optimizer="gradient_descent", learning_rate=0.5, train_biases=False, epochs=10_000),
    [([[0.15, 0.25], [0.20, 0.30]], [0.35, 0.35]), ([[0.40, 0.50], [0.45, 0.55]], [0.60, 0.60])],
    Dataset([[0.05, 0.10]], [[0.01, 0.99]]),
)

FIGURES = (
    Figure("error before the first step", "0.298371109"),
    Figure("w5 after one step", "0.35891648"),
    Figure("w6 after one step", "0.408666186"),
    Figure("w7 after one step", "0.511301270"),
    Figure("w8 after one step", "0.561370121"),
    Figure("w1 after one step", "0.149780716"),
    Figure("w2 after one step", "0.19956143"),
    Figure("w3 after one step", "0.24975114"),
    Figure("w4 after one step", "0.29950229"),
    Figure("error after one step", "0.291027924", corrected="0.291027773693599"),
    Figure("output 1 after 10 000 steps", "0.015912196", corrected="0.015913620444"),
    Figure("output 2 after 10 000 steps", "0.984065734", corrected="0.984064273515"),
)


def compute(setups: Setups) -> Computed:
    setup = setups["the article's network"]
    trainer = train(*setup)
    start, first = next(trainer), next(trainer)
    (hidden, _), (output, _) = first.parameters
    found = [start.loss, *output.T.ravel(), *hidden.T.ravel(), first.loss]
    yield from zip((figure.name for figure in FIGURES), found, strict=False)
    for epoch in trainer:
        if epoch.number % 1000 == 0:
            yield None
    outputs = predict(setup.config, epoch.parameters, setup.samples.inputs)[0]
    yield from zip((figure.name for figure in FIGURES[-2:]), outputs, strict=True)


CLASSIC = Classic(
    title="One step by hand",
    year=2015,
    citation="Matt Mazur, “A Step by Step Backpropagation Example”, 2015. The article that the lab report follows.",
    claim="One step of back-propagation, worked out with every number.",
    story=(
        "Two inputs, two hidden units and two outputs are trained on a single sample, (0.05, 0.10) → (0.01, 0.99).",
        "All start weights are given, the biases are never updated, and the learning rate is 0.5.",
        "The article works out the error, every derivative and every new weight of the first step.",
        "These agree with ours to the last digit; the error that it gives for the network after the step does not.",
        "That error, and the outputs after 10 000 steps, belong to a program that updated the output layer too early.",
    ),
    setups={"the article's network": SETUP},
    figures=FIGURES,
    compute=compute,
    correction="The article's figures after the first step come from an older version of its script, which updated the "
               "output layer before it propagated the error back. Corrected: computed in float64 with all gradients taken "
               "at the old weights.",
)
