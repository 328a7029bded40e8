"""Start values that already copy. Key/value group 0 of layers 0 and 1 begins life as an induction circuit ("what followed the
last time I saw this?"): layer 0 looks one and two tokens back, layer 1 finds the place where the same two tokens stood before
and copies what came next. Training is free to change every weight; it only has to refine copying instead of discovering it.

The residual stream is divided: channel 0 is a constant, then comes the token itself (up to half the width), then what
stood one token back and two tokens back, one head width each."""
import torch

CONSTANT = 0.32  # value of channel 0; lets attention depend on position alone
BACK_PEAK = (20.0, 14.0, 10.0, 8.0, 5.0, 4.0, 2.0, 1.0)  # sharpness of "n tokens back" on the fastest rotary pairs
PAIR_PREVIOUS = range(14, 26)  # slow rotary pairs, which hardly depend on distance: they match the token before ...
PAIR_BEFORE = range(26, 32)  # ... and the one before that


class Channels:
    """Slices of the residual stream."""

    def __init__(self, c):
        half, width = c.dim // 2, c.head_dim
        self.token = slice(1, half)
        self.one_back = slice(half, half + width)
        self.two_back = slice(half + width, half + 2 * width)


def orthonormal(rows, cols):
    """A random matrix with orthonormal rows; needs rows <= cols."""
    return torch.linalg.qr(torch.randn(cols, rows))[0].t()


def into(target, source, size):
    """`source` as columns `target` of a zero matrix with `size` columns."""
    out = torch.zeros(source.shape[0], size)
    out[:, target] = source
    return out


def clear(block, width):
    """Empties key/value group 0 and its two query heads."""
    block.q.weight[: 2 * width] = 0
    block.k.weight[:width] = 0
    block.v.weight[:width] = 0
    block.o.weight[:, : 2 * width] = 0
    block.q_norm.weight.fill_(1.4)
    block.k_norm.weight.fill_(1.4)


def plant_look_back(block, c, channels):
    """Heads 0 and 1 look one and two tokens back. Returns the projection in which they write down what they saw."""
    width, half = c.head_dim, c.head_dim // 2
    theta = c.theta ** (-torch.arange(half).float() / half)
    strength = torch.zeros(half)
    strength[: len(BACK_PEAK)] = torch.tensor(BACK_PEAK).sqrt() / 10
    block.k.weight[:half, 0] = strength
    for head, back in ((0, 1), (1, 2)):
        start = head * width
        block.q.weight[start : start + half, 0] = strength * torch.cos(-back * theta)
        block.q.weight[start + half : start + width, 0] = strength * torch.sin(-back * theta)
    seen = orthonormal(width, c.dim // 2 - 1)
    block.v.weight[:width, channels.token] = seen
    block.o.weight[channels.one_back, :width] = 0.05 * torch.eye(width)
    block.o.weight[channels.two_back, width : 2 * width] = 0.05 * torch.eye(width)
    return seen


def plant_match(block, c, channels, seen):
    """Heads 0 and 1 match (this token, previous) against (one back, two back) and copy the token found there."""
    width, half = c.head_dim, c.head_dim // 2
    rows = [[i for p in pairs for i in (p, p + half)] for pairs in (PAIR_PREVIOUS, PAIR_BEFORE)]
    first, second = (orthonormal(len(r), width) for r in rows)
    for head in (0, 1):
        block.q.weight[[head * width + i for i in rows[0]]] = into(channels.token, 0.1 * first @ seen, c.dim)
    block.q.weight[rows[1]] = into(channels.one_back, 0.1 * second, c.dim)
    block.k.weight[rows[0]] = into(channels.one_back, 0.1 * first, c.dim)
    block.k.weight[rows[1]] = into(channels.two_back, 0.1 * second, c.dim)
    found = orthonormal(width, c.dim // 2 - 1)
    block.v.weight[:width, channels.token] = found
    block.o.weight[channels.token, :width] = 0.12 * found.t()
    block.o.weight[channels.token, width : 2 * width] = 0.06 * found.t()


@torch.no_grad()
def plant(model):
    """Writes the circuit into a freshly initialised model."""
    c, channels, embedding = model.c, Channels(model.c), model.embed.weight
    embedding[:, c.dim // 2 :] *= 0.2
    embedding[:, channels.token] *= 1.4
    embedding[:, 0] = CONSTANT
    first, second = model.blocks[0], model.blocks[1]
    clear(first, c.head_dim)
    clear(second, c.head_dim)
    seen = plant_look_back(first, c, channels)
    plant_match(second, c, channels, seen)
    model.norm.weight.fill_(2.0)
