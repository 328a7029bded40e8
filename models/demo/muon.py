"""Muon: momentum whose update is orthogonalised by Newton-Schulz steps (Keller Jordan et al., 2024), for weight matrices."""
import torch

from precision import FAST

COEFFICIENTS = (3.4445, -4.775, 2.0315)  # of the quintic iteration, from the original description of Muon


def orthogonalise(u, steps=5):
    """The nearest matrix whose singular values are about 1."""
    a, b, c = COEFFICIENTS
    x = (u.t() if u.shape[0] > u.shape[1] else u).to(FAST)
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        gram = x @ x.t()
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.t() if u.shape[0] > u.shape[1] else x).float()


class Muon(torch.optim.Optimizer):
    """The update of every element has a root mean square of about 0.2 lr, like AdamW's."""

    def __init__(self, params, lr, momentum=0.95):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                average = self.state[p].setdefault("average", torch.zeros_like(p))
                average.lerp_(p.grad, 1 - group["momentum"])
                update = orthogonalise(p.grad.lerp(average, group["momentum"]))
                p.add_(update, alpha=-group["lr"] * 0.2 * max(p.shape) ** 0.5)
