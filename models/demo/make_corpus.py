#!/usr/bin/env python3
"""Writes the synthetic ChatML corpus: one JSON list [task, messages] per line. The same seed gives the same corpus.

usage: make_corpus.py [--mix broad|copying|spelling|finishing] [--docs 40000] [--out build/corpus.jsonl] [--seed 1]
"""
import argparse
import json
import random
from pathlib import Path

from editing_tasks import copy, expand, go_on, polish, shorten, spelling, sum_up
from fixed_answers import code, maths, small_talk
from lexicon import topic
from prompts import system_prompt
from short_tasks import (
    email,
    explanation,
    follow_up,
    pros_and_cons,
    speech_outline,
    table,
    tips,
    video_script,
    weekly_report,
)
from writing_tasks import article, cut_off, outline, outline_json, section, session, titles

BUILD = Path(__file__).parent / "build"
# how often a task comes, relative to the others, in each of the mixes
MIXES = ("broad", "copying", "spelling", "finishing")
WEIGHTS = {
    article: (15, 9, 7, 15),
    cut_off: (4, 2, 1, 1),
    section: (11, 11, 8, 18),
    session: (11, 8, 5, 14),
    outline: (5, 4, 3, 3),
    outline_json: (9, 6, 4, 10),
    titles: (4, 6, 5, 4),
    polish: (11, 20, 14, 22),
    shorten: (3, 5, 3, 3),
    expand: (3, 3, 2, 2),
    go_on: (3, 3, 2, 2),
    sum_up: (2, 3, 3, 6),
    copy: (6, 14, 6, 8),
    spelling: (0, 0, 90, 12),
    email: (2, 4, 3, 3),
    weekly_report: (2, 3, 2, 2),
    speech_outline: (2.5, 3, 2, 2),
    video_script: (2, 2, 2, 2),
    table: (2, 2, 2, 2),
    explanation: (4, 6, 6, 4),
    tips: (3, 4, 4, 3),
    pros_and_cons: (2, 3, 2, 2),
    follow_up: (5, 5, 3, 3),
    code: (4, 7, 4, 8),
    maths: (2, 2.5, 2, 2),
    small_talk: (3, 3, 2, 2),
}
MADE_UP_SHARE = {"broad": 0, "copying": 0, "spelling": 0.5, "finishing": 0.25}  # further topics that can only be copied
LONG = {"zh": 900, "en": 2700}  # characters; of longer conversations a mix keeps this share:
KEPT_LONG = {"broad": 1, "copying": 0.5, "spelling": 0.5, "finishing": 0.8}


def conversation(r, mix):
    """(name of the task, messages) of one document of a mix; 55 % are Chinese."""
    lang = "zh" if r.random() < 0.55 else "en"
    task = r.choices(list(WEIGHTS), weights=[row[MIXES.index(mix)] for row in WEIGHTS.values()])[0]
    messages = task(r, lang, topic(r, lang, MADE_UP_SHARE[mix]))
    too_long = sum(len(text) for _, text in messages) > LONG[lang]
    if too_long and r.random() >= KEPT_LONG[mix]:
        return conversation(r, mix)
    system = system_prompt(r, lang)
    return task.__name__, ([["system", system]] if system else []) + messages


def main():
    ap = argparse.ArgumentParser(description="write the training corpus")
    ap.add_argument("--mix", choices=MIXES, default="broad")
    ap.add_argument("--docs", type=int, default=40000)
    ap.add_argument("--out", type=Path, default=BUILD / "corpus.jsonl")
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    r = random.Random(a.seed)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    with open(a.out, "w", encoding="utf-8") as f:
        for _ in range(a.docs):
            f.write(json.dumps(conversation(r, a.mix), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
