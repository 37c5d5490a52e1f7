"""The loss over all samples as each of many variants hands it in, with its L2 term."""

import numpy as np

from xorcore.config import Config
from xorcore.diagnosis.variants.formulas import summed_loss
from xorcore.diagnosis.variants.gradient_variants import VariantNetworks
from xorcore.diagnosis.variants.printed_losses import REPORTED, Evaluated


@np.errstate(all="ignore")
def reported_losses(networks: VariantNetworks, inputs: np.ndarray, targets: np.ndarray, config: Config,
                    while_training: np.ndarray) -> np.ndarray:
    """(V,); while_training: the losses of its last pass, summed."""
    (*_, a), (*_, z) = networks.forward(np.broadcast_to(inputs, (len(networks.w), *inputs.shape)))
    y = targets[None]
    whole = summed_loss(config.loss, a, z, y) / (len(inputs) if config.reduction == "mean" else 1)
    result = np.empty(len(a))
    for name, rows in networks.variants.groups("reported"):
        result[rows] = REPORTED[name](Evaluated(config.loss, whole[rows], while_training[rows], a[rows], z[rows], y))
    return result + penalties(networks, config)


def penalties(networks: VariantNetworks, config: Config) -> np.ndarray:
    """½ λ Σ w², or with the λ that a variant prints."""
    l2 = networks.variants.each("l2_reported", lambda l2: config.l2 if l2 is None else float(l2))
    return l2 / 2 * sum((Wb[:, :-1] ** 2).sum(axis=(1, 2)) for Wb in networks.Wb)
