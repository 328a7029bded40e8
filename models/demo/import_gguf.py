#!/usr/bin/env python3
"""Reads a GGUF file that `export_gguf.py` wrote back into a checkpoint and a tokenizer, so that training can go on from the
weights in this folder where no checkpoint is left. The optimizer starts anew, and matrices carry the rounding of q8_0.

usage: import_gguf.py [maobi-demo.gguf] [build/model.pt] [build/tokenizer.json]
"""
import argparse
import struct
from pathlib import Path

import numpy as np
import torch

from export_gguf import ALIGN, F16, F32, tensors
from model import Config, Qwen3, save
from tokenizer import Tokenizer

HERE = Path(__file__).parent
SCALARS = {4: "<I", 5: "<i", 6: "<f", 7: "<?"}  # GGUF value types that export_gguf.py writes
STRING, ARRAY = 8, 9


class Reader:
    """Walks through the bytes of a GGUF file."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        """The next number of this `struct` form."""
        (x,) = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return x

    def string(self):
        n = self.take("<Q")
        self.at += n
        return self.data[self.at - n : self.at].decode("utf-8")

    def value(self, kind):
        if kind == STRING:
            return self.string()
        if kind == ARRAY:
            item = self.take("<I")
            return [self.value(item) for _ in range(self.take("<Q"))]
        return self.take(SCALARS[kind])


def read_header(data):
    """(key-values, [(name, shape, tensor type, offset)], where the tensor data begins)."""
    r = Reader(data)
    if data[:4] != b"GGUF":
        raise SystemExit("This is no GGUF file.")
    r.at = 4
    _version, count, pairs = r.take("<I"), r.take("<Q"), r.take("<Q")
    kv = {r.string(): r.value(r.take("<I")) for _ in range(pairs)}
    infos = []
    for _ in range(count):
        name = r.string()
        shape = [r.take("<Q") for _ in range(r.take("<I"))][::-1]
        infos.append((name, shape, r.take("<I"), r.take("<Q")))
    return kv, infos, -(-r.at // ALIGN) * ALIGN


def decode_tensor(data, at, shape, kind):
    """The array that `encode_tensor` wrote, as f32."""
    n = int(np.prod(shape))
    if kind == F32:
        return np.frombuffer(data, np.float32, n, at).reshape(shape)
    if kind == F16:
        return np.frombuffer(data, np.float16, n, at).astype(np.float32).reshape(shape)
    blocks = np.frombuffer(data, np.uint8, n // 32 * 34, at).reshape(-1, 34)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    return (blocks[:, 2:].view(np.int8) * scale).astype(np.float32).reshape(shape)


def config_of(kv):
    """The shape of the network."""
    q = lambda key: kv["qwen3." + key]
    return Config(
        vocab=len(kv["tokenizer.ggml.tokens"]),
        dim=q("embedding_length"),
        layers=q("block_count"),
        heads=q("attention.head_count"),
        kv_heads=q("attention.head_count_kv"),
        head_dim=q("attention.key_length"),
        ffn=q("feed_forward_length"),
        theta=q("rope.freq_base"),
        eps=q("attention.layer_norm_rms_epsilon"),
    )


def read_gguf(path):
    """(model, tokenizer) of a GGUF file."""
    data = Path(path).read_bytes()
    kv, infos, start = read_header(data)
    arrays = {name: decode_tensor(data, start + offset, shape, kind) for name, shape, kind, offset in infos}
    model = Qwen3(config_of(kv))
    names = [name for name, _ in tensors(model)]  # in the order of the state
    state = {key: torch.from_numpy(arrays[name].copy()) for key, name in zip(model.state_dict(), names)}
    model.load_state_dict(state)
    return model.eval(), Tokenizer([tuple(merge.split(" ")) for merge in kv["tokenizer.ggml.merges"]])


def main():
    ap = argparse.ArgumentParser(description="read the GGUF file back into a checkpoint")
    ap.add_argument("gguf", nargs="?", type=Path, default=HERE / "maobi-demo.gguf")
    ap.add_argument("checkpoint", nargs="?", type=Path, default=HERE / "build" / "model.pt")
    ap.add_argument("tokenizer", nargs="?", type=Path, default=HERE / "build" / "tokenizer.json")
    a = ap.parse_args()
    model, tok = read_gguf(a.gguf)
    a.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    save(a.checkpoint, model, seen=0)
    tok.save(a.tokenizer)
    print(f"{a.checkpoint}: {sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters, {len(tok.tokens)} tokens")


if __name__ == "__main__":
    main()
