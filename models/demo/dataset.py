"""From the corpus to batches: token ids, a mask of what the assistant has to write, and positions."""
import json
from functools import partial
from multiprocessing import Pool

import numpy as np
import torch

MAX_LEN = 1400  # tokens; longer conversations are left out
MAX_GAP = 1500  # positions skipped before a message, so that distances beyond MAX_LEN are met in training


def encode_line(tok, line):
    """(token ids, mask) of one line of the corpus."""
    ids, mask = tok.chat(json.loads(line)[1])
    return np.array(ids, np.int16), np.array(mask, bool)


def encode_corpus(path, tok, processes=2):
    """[(token ids, mask)] of every conversation that fits."""
    with open(path, encoding="utf-8") as f, Pool(processes) as pool:
        docs = pool.map(partial(encode_line, tok), f, chunksize=2000)
    return [doc for doc in docs if len(doc[0]) <= MAX_LEN]


def batches(docs, tokens, r, short_first=0):
    """One pass over the conversations in groups of similar length (little padding), about `tokens` per batch. The first
    `short_first` conversations are short ones: they start the copying."""
    r.shuffle(docs)
    head = [d for d in docs if len(d[0]) < 200][:short_first]
    taken = {id(d) for d in head}
    rest = [d for d in docs if id(d) not in taken]
    for group in [head] + [rest[i : i + 2000] for i in range(0, len(rest), 2000)]:
        group.sort(key=lambda d: len(d[0]))
        made, current = [], []
        for d in group:
            if current and len(d[0]) * (len(current) + 1) > tokens:
                made.append(current)
                current = []
            current.append(d)
        if current:
            made.append(current)
        r.shuffle(made)
        yield from made


def positions(ids, start_token, r):
    """0, 1, 2, ... with a random jump before some messages in a third of the conversations."""
    steps = np.ones(len(ids), np.int64)
    if r.random() < 0.33:
        for i in np.flatnonzero(ids == start_token)[1:]:
            if r.random() < 0.5:
                steps[i] += r.randint(0, MAX_GAP)
    return np.cumsum(steps) - 1


LONGEST_SLIP = 4  # tokens


def with_slips(inputs, written, slips, r):
    """Inputs in which about `slips` of the assistant's tokens begin a slip: one wrong token, up to LONGEST_SLIP times, either the token
    before it or one from elsewhere in the batch. Who has learnt to go on rightly after a slip does not fall into a loop after making one.
    """
    pool = inputs.flatten().tolist()
    for row, at in written.nonzero().tolist():
        if r.random() >= slips:
            continue
        wrong = int(inputs[row, at - 1]) if r.random() < 0.4 else r.choice(pool)
        for place in range(at, min(at + r.randint(1, LONGEST_SLIP), written.shape[1])):
            if written[row, place]:
                inputs[row, place] = wrong
    return inputs


def collate(batch, start_token, r, slips=0.0):
    """(inputs, mask of the predicted tokens, positions, targets where the mask is set) of one batch; `slips` is the share of the
    assistant's tokens at which the inputs go wrong."""
    n = max(len(ids) for ids, _ in batch)
    ids, keep, pos = (np.zeros((len(batch), n), kind) for kind in (np.int64, bool, np.int64))
    for i, (a, m) in enumerate(batch):
        ids[i, : len(a)], keep[i, : len(a)], pos[i, : len(a)] = a, m, positions(a, start_token, r)
    ids, keep, pos = map(torch.from_numpy, (ids, keep, pos))
    target = ids[:, 1:][keep[:, 1:]]
    inputs = with_slips(ids[:, :-1].clone(), keep[:, :-1], slips, r) if slips else ids[:, :-1]
    return inputs, keep[:, 1:], pos[:, :-1], target
