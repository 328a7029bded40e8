"""The Qwen3 architecture in plain PyTorch: GQA, per-head q/k norm, NeoX rotary positions, SwiGLU, tied embeddings."""
from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

CHUNK = 256  # queries that attend together; later keys are left out, which halves the work of long texts


@dataclass
class Config:
    """Shape of the network; the names follow the GGUF keys loosely."""

    vocab: int = 8192
    dim: int = 256
    layers: int = 5
    heads: int = 4
    kv_heads: int = 2
    head_dim: int = 64
    ffn: int = 640
    theta: float = 1e6
    eps: float = 1e-6


class RMSNorm(nn.Module):
    """Scales vectors to a root mean square of 1, then by a learned weight."""

    def __init__(self, n, eps):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(n)), eps

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight


def linear(inputs, outputs):
    return nn.Linear(inputs, outputs, bias=False)


def rotate(x, cos, sin):
    """Rotary positions: turns the pairs (i, i + half) by their angles."""
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)


class Block(nn.Module):
    """One layer: attention, then the SwiGLU feed-forward part, each behind a norm and added to the stream."""

    def __init__(self, c):
        super().__init__()
        self.c = c
        self.attn_norm, self.ffn_norm = RMSNorm(c.dim, c.eps), RMSNorm(c.dim, c.eps)
        self.q = linear(c.dim, c.heads * c.head_dim)
        self.k = linear(c.dim, c.kv_heads * c.head_dim)
        self.v = linear(c.dim, c.kv_heads * c.head_dim)
        self.o = linear(c.heads * c.head_dim, c.dim)
        self.q_norm, self.k_norm = RMSNorm(c.head_dim, c.eps), RMSNorm(c.head_dim, c.eps)
        self.gate, self.up, self.down = linear(c.dim, c.ffn), linear(c.dim, c.ffn), linear(c.ffn, c.dim)

    def attend(self, q, k, v):
        """Causal attention of the last queries; query heads that share one key head are stacked along the time axis."""
        c, (B, _, n, d) = self.c, q.shape
        g, m = c.heads // c.kv_heads, k.shape[2]
        scores = (q * d**-0.5).reshape(B, c.kv_heads, g * n, d) @ k.transpose(-2, -1)
        mask = torch.full((n, m), float("-inf"), dtype=scores.dtype).triu(1 + m - n)
        weights = torch.softmax(scores.view(B, c.kv_heads, g, n, m) + mask, -1).view(B, c.kv_heads, g * n, m)
        return (weights @ v).view(B, c.heads, n, d)

    def forward(self, x, cos, sin):
        c, (B, T, _) = self.c, x.shape
        h = self.attn_norm(x)
        q = rotate(self.q_norm(self.q(h).view(B, T, c.heads, c.head_dim)).transpose(1, 2), cos, sin)
        k = rotate(self.k_norm(self.k(h).view(B, T, c.kv_heads, c.head_dim)).transpose(1, 2), cos, sin)
        v = self.v(h).view(B, T, c.kv_heads, c.head_dim).transpose(1, 2)
        y = torch.cat(
            [
                self.attend(q[:, :, i : i + CHUNK], k[:, :, : i + CHUNK], v[:, :, : i + CHUNK])
                for i in range(0, T, CHUNK)
            ],
            2,
        )
        y = y.transpose(1, 2).reshape(B, T, -1)
        x = x + self.o(y)
        h = self.ffn_norm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Qwen3(nn.Module):
    """The whole network from token ids to logits; the output matrix is the embedding."""

    def __init__(self, c):
        super().__init__()
        self.c = c
        self.embed = nn.Embedding(c.vocab, c.dim)
        self.blocks = nn.ModuleList(Block(c) for _ in range(c.layers))
        self.norm = RMSNorm(c.dim, c.eps)
        for n, p in self.named_parameters():
            if p.dim() == 2:
                nn.init.normal_(
                    p, std=0.02 if not n.endswith(("o.weight", "down.weight")) else 0.02 / (2 * c.layers) ** 0.5
                )

    def forward(self, ids, keep=None, positions=None):
        """Logits for all positions, or only where the boolean mask `keep` is set (saves the big output product).
        `positions` (batch, time) replaces 0, 1, 2, ..."""
        T, c = ids.shape[1], self.c
        inv = c.theta ** (-torch.arange(0, c.head_dim, 2).float() / c.head_dim)
        positions = torch.arange(T)[None] if positions is None else positions
        angle = positions[:, None, :, None].float() * inv
        cos, sin = angle.cos(), angle.sin()
        x = self.embed(ids)
        for b in self.blocks:
            x = b(x, cos, sin)
        x = self.norm(x if keep is None else x[keep])
        return x @ self.embed.weight.t()


def save(path, model, **extra):
    """Writes configuration, weights and whatever else the caller wants back from `load`."""
    torch.save(dict(config=asdict(model.c), state=model.state_dict(), **extra), path)


def load(path):
    """(model in evaluation mode, everything that was saved). Loads only files that you trust: they are pickles."""
    d = torch.load(path, map_location="cpu")
    m = Qwen3(Config(**d["config"]))
    m.load_state_dict(d["state"])
    return m.eval(), d
