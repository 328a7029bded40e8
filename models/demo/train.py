#!/usr/bin/env python3
"""Trains the demo model on CPU for a fixed wall time, in bfloat16 where the processor has it. The loss counts assistant tokens only.

usage: train.py [--corpus build/corpus.jsonl] [--tokenizer build/tokenizer.json] [--out build/model.pt] [--minutes 75] [--resume build/model.pt]
"""
import argparse
import random
import time
from itertools import islice
from pathlib import Path

import torch

from dataset import batches, collate, encode_corpus
from induction import plant
from model import Config, Qwen3, load, save
from muon import Muon
from tokenizer import Tokenizer
from workers import Workers, loss_sum

BUILD = Path(__file__).parent / "build"
HELD_BACK = 64  # conversations that are only measured
WARM_UP = 40  # steps
SAVE_EVERY = 240  # seconds
FLOOR = 0.02  # lowest learning rate as a share of the highest


def rate(done, step, hold):
    """Learning rate as a share of the highest, `done` being the share of the time that has passed: a warm-up, the highest
    until `hold`, then a straight fall to FLOOR."""
    return min(1, (step + 1) / WARM_UP) * (1 if done < hold else FLOOR + (1 - FLOOR) * (1 - done) / (1 - hold))


def make_optimizers(model, lr):
    """Muon for the matrices of the blocks, AdamW for everything else."""
    matrices = [p for p in model.blocks.parameters() if p.dim() == 2]
    chosen = {id(p) for p in matrices}
    others = [p for p in model.parameters() if id(p) not in chosen]
    return [Muon(matrices, lr), torch.optim.AdamW(others, lr, betas=(0.9, 0.98), weight_decay=0.0)]


@torch.no_grad()
def held_back_loss(model, docs, start_token, r):
    """Mean loss per assistant token of conversations that are not trained on."""
    sums = []
    for doc in docs:
        batch = collate([doc], start_token, r)
        sums.append((loss_sum(model, *batch).item(), len(batch[3])))
    return sum(s for s, _ in sums) / sum(n for _, n in sums)


class Run:
    """Model, optimizers and counters of one training run; everything that a checkpoint has to hold."""

    def __init__(self, a, tok):
        self.a, self.start_token = a, tok.ids["<|im_start|>"]
        self.step = self.seen = 0
        self.mean = None
        self.model, old = (
            load(a.resume) if a.resume else (Qwen3(Config(vocab=len(tok.tokens), layers=a.layers, ffn=a.ffn)), {})
        )
        self.model.train()
        if not a.resume:
            plant(self.model)
        self.optimizers = make_optimizers(self.model, a.lr)
        for o, state in zip(self.optimizers, old.get("optimizers", [])):
            o.load_state_dict(state)
        self.seen_before = old.get("seen", 0)

    def save(self):
        """A checkpoint to go on from."""
        save(
            self.a.out,
            self.model,
            seen=self.seen_before + self.seen,
            optimizers=[o.state_dict() for o in self.optimizers],
        )

    def log(self, started):
        """One line: steps, seconds, tokens, speed, running mean of the loss."""
        t = time.time() - started
        print(
            f"step {self.step} {t:.0f} s, {self.seen / 1e6:.2f} M tokens, {self.seen / t:.0f} tok/s, loss {self.mean:.4f}",
            flush=True,
        )

    def update(self, lr):
        """One step of every optimizer along the clipped gradients."""
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for o in self.optimizers:
            for group in o.param_groups:
                group["lr"] = lr
            o.step()

    def go(self, docs, workers, r):
        """Steps until the time is over."""
        started = saved = time.time()
        for groups in steps(docs, self.a, 0 if self.a.resume else self.a.short_first, r):
            done = (time.time() - started) / (self.a.minutes * 60)
            if done >= 1:
                return
            loss = workers.gradients(groups)
            self.update(self.a.lr * rate(done, self.step, self.a.hold))
            self.step, self.seen = self.step + 1, self.seen + sum(len(ids) for group in groups for ids, _ in group)
            self.mean = loss if self.mean is None else 0.97 * self.mean + 0.03 * loss
            if self.step % 25 == 0:
                self.log(started)
            if time.time() - saved > SAVE_EVERY:
                self.save()
                saved = time.time()


def steps(docs, a, short_first, r):
    """Endless lists of small batches, `a.parts` for each step."""
    while True:
        made = batches(docs, a.part, r, short_first)
        while groups := list(islice(made, a.parts)):
            yield groups
        short_first = 0


def parse_arguments():
    ap = argparse.ArgumentParser(description="train the demo model")
    ap.add_argument("--corpus", type=Path, default=BUILD / "corpus.jsonl")
    ap.add_argument("--tokenizer", type=Path, default=BUILD / "tokenizer.json")
    ap.add_argument("--out", type=Path, default=BUILD / "model.pt")
    ap.add_argument("--minutes", type=float, default=75)
    ap.add_argument("--part", type=int, default=1536, help="tokens of one small batch")
    ap.add_argument("--parts", type=int, default=4, help="small batches per step")
    ap.add_argument("--processes", type=int, default=2)
    ap.add_argument("--lr", type=float, default=4e-3)
    ap.add_argument("--hold", type=float, default=0.45, help="share of the time at full learning rate")
    ap.add_argument("--layers", type=int, default=6)
    ap.add_argument("--ffn", type=int, default=512)
    ap.add_argument("--short-first", type=int, default=1500, help="short conversations at the start")
    ap.add_argument("--slips", type=float, default=0, help="share of the assistant's tokens at which its text so far goes wrong")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument(
        "--resume", type=Path, help="checkpoint to go on from, with its optimizer state; a new schedule starts"
    )
    return ap.parse_args()


def main():
    a = parse_arguments()
    torch.set_num_threads(1)  # the work is shared out to processes
    torch.set_flush_denormal(True)
    torch.manual_seed(a.seed)
    r = random.Random(a.seed)
    tok = Tokenizer.load(a.tokenizer)
    docs = encode_corpus(a.corpus, tok, a.processes)
    held_back, docs = docs[:HELD_BACK], docs[HELD_BACK:]
    run = Run(a, tok)
    print(
        f"{len(docs)} conversations, {sum(len(ids) for ids, _ in docs) / 1e6:.1f} M tokens, {sum(p.numel() for p in run.model.parameters()) / 1e6:.2f} M parameters",
        flush=True,
    )
    workers = Workers(run.model, a.processes, run.start_token, a.slips, a.seed)
    run.go(docs, workers, r)
    workers.stop()
    run.save()
    print(
        f"{run.seen_before + run.seen} tokens seen, loss {run.mean:.4f}, held-back loss {held_back_loss(run.model, held_back, run.start_token, r):.4f}",
    )


if __name__ == "__main__":
    main()
