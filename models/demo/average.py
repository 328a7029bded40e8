#!/usr/bin/env python3
"""Writes the mean of several checkpoints of one training: their mistakes differ, what they have learnt does not.

usage: average.py OUT.pt CHECKPOINT.pt CHECKPOINT.pt ...
"""
import argparse
from pathlib import Path

import torch

from model import load, save


def main():
    ap = argparse.ArgumentParser(description="average checkpoints")
    ap.add_argument("out", type=Path)
    ap.add_argument("checkpoints", type=Path, nargs="+")
    a = ap.parse_args()
    (mean, last), *others = [load(path) for path in reversed(a.checkpoints)]
    with torch.no_grad():
        for p, *more in zip(mean.parameters(), *(model.parameters() for model, _ in others)):
            p.copy_(torch.stack([p, *more]).mean(0))
    save(a.out, mean, seen=last.get("seen", 0))


if __name__ == "__main__":
    main()
