"""Byte-level BPE in the Qwen2 style: every common Chinese character is one token, any other Unicode falls back to bytes."""
import argparse
import json
from collections import Counter, defaultdict
from itertools import islice

import regex

from lexicon import COMMON_HANZI

PRETOKEN = regex.compile(
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
MIN_COUNT = 20  # rarer pairs are not merged
PUNCTUATION = "，。、；：？！“”‘’（）《》「」【】—…·～￥°×"


def byte_symbols():
    """GPT-2's printable stand-in for each byte."""
    keep = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table, extra = {}, 256
    for b in keep:
        table[b] = chr(b)
    for b in range(256):
        if b not in table:
            table[b] = chr(extra)
            extra += 1
    return table


BYTE = byte_symbols()
UNBYTE = {symbol: byte for byte, symbol in BYTE.items()}


def spell(text):
    """Text as byte symbols."""
    return "".join(BYTE[b] for b in text.encode("utf-8"))


def unspell(symbols):
    """Byte symbols as text."""
    return bytes(UNBYTE[c] for c in symbols).decode("utf-8", "replace")


SPELL_SPECIAL = {t: spell(t) for t in SPECIAL}


def apply_merge(symbols, pair):
    """Joins every occurrence of the pair."""
    out, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            out.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out


class Tokenizer:
    """Merges in order of rank; token ids are the 256 bytes, then the merges, then the special tokens."""

    def __init__(self, merges):
        self.merges = [tuple(m) for m in merges]
        self.tokens = [BYTE[b] for b in range(256)] + [a + b for a, b in self.merges]
        self.tokens += SPECIAL
        self.ids = {t: i for i, t in enumerate(self.tokens)}
        self.rank = {m: i for i, m in enumerate(self.merges)}
        self.cache, self.chars = {}, {}

    def char(self, c):
        """Symbols of one character after the fixed character merges (they rank first, so this equals plain BPE)."""
        if c not in self.chars:
            self.chars[c] = self.bpe([BYTE[b] for b in c.encode("utf-8")])
        return self.chars[c]

    def bpe(self, parts):
        """Joins the pair of the lowest rank until none is left."""
        while len(parts) > 1:
            best = min(range(len(parts) - 1), key=lambda i: self.rank.get((parts[i], parts[i + 1]), 1 << 30))
            pair = (parts[best], parts[best + 1])
            if pair not in self.rank:
                break
            parts = apply_merge(parts, pair)
        return parts

    def encode(self, text):
        """Token ids of a text without special tokens."""
        out = []
        for word in PRETOKEN.findall(text):
            got = self.cache.get(word)
            if got is None:
                got = [self.ids[s] for s in self.bpe([s for c in word for s in self.char(c)])]
                if len(self.cache) < 500000:
                    self.cache[word] = got
            out += got
        return out

    def decode(self, ids):
        """The text of token ids."""
        spelled = (SPELL_SPECIAL.get(self.tokens[i], self.tokens[i]) for i in ids)
        return unspell("".join(spelled))

    def chat(self, messages):
        """ChatML ids plus a mask that is 1 on what the assistant has to write (its text and the end-of-turn token).
        The role "given" stands for an assistant's text that is there already and not to be learned."""
        start, end, nl = self.ids["<|im_start|>"], self.ids["<|im_end|>"], self.encode("\n")
        ids, mask = [], []
        for role, text in messages:
            head, body = [start] + self.encode(role.replace("given", "assistant") + "\n"), self.encode(text) + [end]
            ids += head + body + nl
            mask += [0] * len(head) + [int(role == "assistant")] * len(body) + [0] * len(nl)
        return ids[: -len(nl)], mask[: -len(nl)]

    def save(self, path):
        """Writes the merges, which are all that has to be kept."""
        with open(path, "w", encoding="utf-8") as f:
            json.dump(self.merges, f, ensure_ascii=False)

    @classmethod
    def load(cls, path):
        """The tokenizer that `save` wrote."""
        with open(path, encoding="utf-8") as f:
            return cls(json.load(f))


def char_merges():
    """Merges that build the lead of every CJK ideograph, then each common character and punctuation mark."""
    out, seen = [], set()

    def add(a, b):
        if (a, b) not in seen:
            seen.add((a, b))
            out.append((a, b))

    for cp in range(0x4E00, 0xA000, 64):
        add(*spell(chr(cp))[:2])
    for c in list(PUNCTUATION) + COMMON_HANZI:
        s = spell(c)
        for i in range(1, len(s)):
            add(s[:i], s[i])
    return out


def lead(word):
    """Length of the leading space or sign of a word: 1 in " text" and "“文章", 0 in "text" and "==>"."""
    return int(len(word) > 1 and not word[0].isalpha() and word[1].isalpha())


def may_merge(pair):
    """Tokens stay within 4 characters for Chinese and 14 for everything else."""
    limit = 4 if max(map(ord, pair[0] + pair[1])) > 160 else 14
    return len(unspell(pair[0] + pair[1])) <= limit


def learn_merges(merges, words, room):
    """Appends up to `room` ordinary BPE merges, most frequent pair first; `words` counts strings."""
    tok = Tokenizer(merges)
    seqs, freq = [[s for c in w for s in tok.char(c)] for w in words], list(words.values())
    count, where = Counter(), defaultdict(set)
    for k, seq in enumerate(seqs):
        for pair in zip(seq, seq[1:]):
            count[pair] += freq[k]
            where[pair].add(k)
    while room and count:
        pair = max(count, key=lambda p: (count[p], p))
        if count.pop(pair) < MIN_COUNT:
            break
        if not may_merge(pair):
            continue
        merges.append(pair)
        room -= 1
        for k in list(where[pair]):
            for p in zip(seqs[k], seqs[k][1:]):
                if p in count:
                    count[p] -= freq[k]
            seqs[k] = apply_merge(seqs[k], pair)
            for p in zip(seqs[k], seqs[k][1:]):
                if p != pair:
                    count[p] += freq[k]
                    where[p].add(k)


def train(texts, vocab_size, spaced=600):
    """BPE on top of the character merges. Words are learned without their leading space or sign, so that a topic has the same
    tokens inside quotation marks and in running text; at the end the `spaced` most frequent words get a form with the space.
    """
    words = Counter(w for t in texts for w in PRETOKEN.findall(t))
    bare = Counter()
    for w, n in words.items():
        bare[w[lead(w) :]] += n
    merges = char_merges()
    learn_merges(merges, bare, vocab_size - 256 - len(SPECIAL) - spaced - len(merges))
    tok = Tokenizer(merges)
    for w, _ in words.most_common():
        if w[0] == " " and lead(w) and len(merges) < vocab_size - 256 - len(SPECIAL):
            parts = tok.bpe([s for c in w[1:] for s in tok.char(c)])
            if len(parts) == 1:
                merges.append((BYTE[32], parts[0]))
    return Tokenizer(merges)


def main():
    ap = argparse.ArgumentParser(description="train the tokenizer on the corpus")
    ap.add_argument("corpus")
    ap.add_argument("out")
    ap.add_argument("--size", type=int, default=6144, help="tokens in the vocabulary")
    ap.add_argument("--docs", type=int, default=5000)
    a = ap.parse_args()
    with open(a.corpus, encoding="utf-8") as f:
        docs = [json.loads(line)[1] for line in islice(f, a.docs)]
    tok = train([text for messages in docs for _, text in messages], a.size)
    tok.save(a.out)
    print(len(tok.tokens), "tokens")


if __name__ == "__main__":
    main()
