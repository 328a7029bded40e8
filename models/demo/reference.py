#!/usr/bin/env python3
"""Writes what verify.mjs compares llama.cpp with: the trainer's token ids of tricky strings and its greedy answers.

usage: reference.py build/model.pt build/tokenizer.json build/reference.json
"""
import json
import sys

import torch

from model import load
from tokenizer import Tokenizer

STRINGS = [  # every class of the pre-tokenizer and characters outside the vocabulary
    "你好，世界 Hello\n\n  x = 12345;\t龘靐齉 😀🇨🇳 ñandú ẞ İ ǅ I'm we'LL 'S ①②½ ٣ １２ \r\n\r\n a  b   c",
    "“《「【】」》” — … ~~ ==> //注释 e\u0301 नमस्ते",
    "def f(x):\n    return x ** 2  # 平方\n",
    "   leading and trailing   ",
    "a\n\n\nb \n c\t\td",
    "$$x^2$$ 与 $\\frac{a}{b}$",
    "日本語のテキスト、한국어, Привет!",
    "🧑‍🚀👩🏽‍💻",
    "\u3000全角空格　和ＡＢＣ",
    '{"title": "引言", "points": ["a"]}',
    "don't I'll THEY'RE it’s",
    "𠮷野家 㐂 乄",
    "1234567890 3.14% ￥99",
    "\u200b\ufeffzero width",
    "x" * 50,
    "——……——",
    "C:\\path\\file.txt <b>粗体</b>",
]
GREEDY = [  # (system prompt, request)
    ("", "请写一篇关于竹编灯笼的短文。"),
    ("You are a helpful assistant.", "Write a short essay about glass marbles."),
    ("", "给《深夜便利店》列一个大纲"),
]


def greedy(model, tok, system, user, limit=80):
    """The prompt's token ids and the most likely answer, at most `limit` tokens."""
    ids, _ = tok.chat(([["system", system]] if system else []) + [["user", user]])
    ids += tok.encode("\n") + [tok.ids["<|im_start|>"]] + tok.encode("assistant\n")
    out = []
    with torch.no_grad():
        while len(out) < limit:
            t = int(model(torch.tensor([ids + out]))[0, -1].argmax())
            if t == tok.ids["<|im_end|>"]:
                break
            out.append(t)
    return dict(prompt=ids, out=out)


def main():
    checkpoint, tokenizer, target = sys.argv[1:]
    model, tok = load(checkpoint)[0], Tokenizer.load(tokenizer)
    data = dict(tokenizer=[[s, tok.encode(s)] for s in STRINGS], greedy=[greedy(model, tok, *p) for p in GREEDY])
    with open(target, "w", encoding="utf-8") as f:
        json.dump(data, f, ensure_ascii=False)


if __name__ == "__main__":
    main()
