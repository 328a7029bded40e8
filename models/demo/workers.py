"""Gradients from several single-threaded processes. Each takes the next small batch as soon as it is free, so a core that is
shared with other programs slows the step down as little as possible."""
import random

import torch
import torch.multiprocessing as mp
import torch.nn.functional as F

from dataset import collate
from precision import HAS_BFLOAT16


def loss_sum(model, inputs, keep, pos, target):
    """Summed cross-entropy of the tokens that the assistant has to write."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HAS_BFLOAT16):
        logits = model(inputs, keep, pos)
    return F.cross_entropy(logits.float(), target, reduction="sum")


def gradient_views(model, flat):
    """One view per parameter into a flat tensor, in the order of the parameters."""
    views, start = [], 0
    for p in model.parameters():
        views.append(flat[start : start + p.numel()].view_as(p))
        start += p.numel()
    return views


def work(model, flat, tasks, results, start_token, slips, seed):
    """Adds the gradients of every batch it gets to its own shared tensor, until None comes."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    r = random.Random(seed)
    for p, view in zip(model.parameters(), gradient_views(model, flat)):
        p.grad = view
    while (task := tasks.get()) is not None:
        group, scale = task
        loss = loss_sum(model, *collate(group, start_token, r, slips)) * scale
        loss.backward()
        results.put(loss.item())


class Workers:
    """Processes that share the model's parameters; the gradients are summed in this process."""

    def __init__(self, model, count, start_token, slips, seed):
        model.share_memory()
        size = sum(p.numel() for p in model.parameters())
        context = mp.get_context("fork")
        self.tasks, self.results = context.Queue(), context.Queue()
        self.flats = [torch.zeros(size).share_memory_() for _ in range(count)]
        self.total = torch.zeros(size)
        for p, view in zip(model.parameters(), gradient_views(model, self.total)):
            p.grad = view
        self.processes = [
            context.Process(
                target=work, args=(model, flat, self.tasks, self.results, start_token, slips, seed + i), daemon=True
            )
            for i, flat in enumerate(self.flats)
        ]
        for p in self.processes:
            p.start()

    def gradients(self, groups):
        """Fills the parameters' gradients with the mean over all target tokens of the groups; returns the mean loss."""
        scale = 1 / sum(int(mask[1:].sum()) for group in groups for _, mask in group)
        for group in groups:
            self.tasks.put((group, scale))
        loss = sum(self.results.get() for _ in groups)
        self.total.zero_()
        for flat in self.flats:
            self.total += flat
            flat.zero_()
        return loss

    def stop(self):
        """Ends the processes."""
        for _ in self.processes:
            self.tasks.put(None)
        for p in self.processes:
            p.join()
