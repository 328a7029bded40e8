#!/usr/bin/env python3
"""Writes a checkpoint as a GGUF v3 file (architecture qwen3) without any GGUF library: a header, key-values, a list of tensors,
then the aligned tensor data. Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

usage: export_gguf.py [build/model.pt] [build/tokenizer.json] [maobi-demo.gguf] [--type q8_0|f16]
"""
import argparse
import struct
from pathlib import Path

import numpy as np

from model import load
from tokenizer import SPECIAL, Tokenizer

HERE = Path(__file__).parent
ALIGN = 32  # bytes
F32, F16, Q8_0 = 0, 1, 8  # ggml tensor types; FILE_TYPE is llama.cpp's name for the mix
FILE_TYPE = {"f16": 1, "q8_0": 7}
TEMPLATE = """{%- for message in messages -%}
{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}"""


def string(s):
    """A GGUF string: its length in bytes, then UTF-8."""
    b = s.encode("utf-8")
    return struct.pack("<Q", len(b)) + b


def value(v):
    """One typed GGUF value: bool, u32, f32, string, or an array of strings or i32."""
    if isinstance(v, bool):
        return struct.pack("<I?", 7, v)
    if isinstance(v, int):
        return struct.pack("<II", 4, v)
    if isinstance(v, float):
        return struct.pack("<If", 6, v)
    if isinstance(v, str):
        return struct.pack("<I", 8) + string(v)
    kind, pack = (8, string) if isinstance(v[0], str) else (5, lambda i: struct.pack("<i", i))
    return struct.pack("<IIQ", 9, kind, len(v)) + b"".join(map(pack, v))


def q8_0(x):
    """Blocks of 32 values: one f16 scale, then 32 signed bytes."""
    b = x.reshape(-1, 32)
    d = (np.abs(b).max(1, keepdims=True) / 127).astype(np.float16)
    q = np.round(np.divide(b, d.astype(np.float32), out=np.zeros_like(b), where=d != 0)).clip(-127, 127).astype(np.int8)
    return np.concatenate([d.view(np.uint8), q.view(np.uint8)], 1).tobytes()


def tensors(model):
    """(name, array) pairs under the names llama.cpp expects."""
    names = dict(
        q="attn_q",
        k="attn_k",
        v="attn_v",
        o="attn_output",
        q_norm="attn_q_norm",
        k_norm="attn_k_norm",
        gate="ffn_gate",
        up="ffn_up",
        down="ffn_down",
        attn_norm="attn_norm",
        ffn_norm="ffn_norm",
    )
    for key, t in model.state_dict().items():
        part = key.split(".")
        name = {"embed": "token_embd", "norm": "output_norm"}.get(part[0]) or f"blk.{part[1]}.{names[part[2]]}"
        yield name + ".weight", t.numpy().astype(np.float32)


def metadata(c, tok, kind, context):
    """The key-values: what the model is, its shape, its tokenizer and chat template."""
    n = len(tok.tokens)
    special = {t: tok.ids[t] for t in SPECIAL}
    return {
        "general.architecture": "qwen3",
        "general.name": "Maobi demo",
        "general.license": "apache-2.0",
        "general.file_type": FILE_TYPE[kind],
        "general.description": "Tiny demo model trained from scratch on synthetic text; writes on-topic boilerplate only.",
        "general.quantization_version": 2,
        "qwen3.block_count": c.layers,
        "qwen3.context_length": context,
        "qwen3.embedding_length": c.dim,
        "qwen3.feed_forward_length": c.ffn,
        "qwen3.attention.head_count": c.heads,
        "qwen3.attention.head_count_kv": c.kv_heads,
        "qwen3.attention.key_length": c.head_dim,
        "qwen3.attention.value_length": c.head_dim,
        "qwen3.rope.freq_base": float(c.theta),
        "qwen3.attention.layer_norm_rms_epsilon": c.eps,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "qwen2",
        "tokenizer.ggml.tokens": tok.tokens,
        "tokenizer.ggml.token_type": [3 if t in special else 1 for t in tok.tokens],
        "tokenizer.ggml.merges": [f"{a} {b}" for a, b in tok.merges],
        "tokenizer.ggml.eos_token_id": special["<|im_end|>"],
        "tokenizer.ggml.bos_token_id": special["<|endoftext|>"],
        "tokenizer.ggml.padding_token_id": special["<|endoftext|>"],
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": TEMPLATE,
    }


def encode_tensor(x, kind):
    """(tensor type, bytes): vectors stay f32, matrices become f16 or q8_0."""
    if x.ndim == 1:
        return F32, x.tobytes()
    return (F16, x.astype(np.float16).tobytes()) if kind == "f16" else (Q8_0, q8_0(x))


def gguf(model, tok, kind, context):
    """The whole file as bytes."""
    pairs, infos, data = metadata(model.c, tok, kind, context), b"", b""
    named = list(tensors(model))
    for name, x in named:
        code, raw = encode_tensor(x, kind)
        infos += (
            string(name)
            + struct.pack("<I", x.ndim)
            + struct.pack(f"<{x.ndim}Q", *reversed(x.shape))
            + struct.pack("<IQ", code, len(data))
        )
        data += raw + b"\0" * (-len(raw) % ALIGN)
    head = (
        b"GGUF"
        + struct.pack("<IQQ", 3, len(named), len(pairs))
        + b"".join(string(k) + value(v) for k, v in pairs.items())
        + infos
    )
    return head + b"\0" * (-len(head) % ALIGN) + data


def main():
    ap = argparse.ArgumentParser(description="write the GGUF file")
    ap.add_argument("checkpoint", nargs="?", type=Path, default=HERE / "build" / "model.pt")
    ap.add_argument("tokenizer", nargs="?", type=Path, default=HERE / "build" / "tokenizer.json")
    ap.add_argument("out", nargs="?", type=Path, default=HERE / "maobi-demo.gguf")
    ap.add_argument("--type", default="q8_0", choices=list(FILE_TYPE))
    ap.add_argument("--context", type=int, default=4096, help="tokens")
    a = ap.parse_args()
    model, _ = load(a.checkpoint)
    tok = Tokenizer.load(a.tokenizer)
    content = gguf(model, tok, a.type, a.context)
    part = a.out.with_suffix(".part")
    part.write_bytes(content)
    part.replace(a.out)
    print(
        f"{a.out}: {len(content) / 1e6:.2f} MB, {len(tok.tokens)} tokens, {sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters"
    )


if __name__ == "__main__":
    main()
