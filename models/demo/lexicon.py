"""Word lists and topics of the synthetic corpus. Topics are composed from everyday words or made up; 15 % are held out."""
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_sections(name):
    """Lines of a data file grouped by their `[section]`; comments and blank lines are dropped."""
    sections, lines = {}, None
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


def read_words(lang):
    """{name of the list: words} of one language."""
    return {name: "|".join(lines).split("|") for name, lines in read_sections(f"words.{lang}.txt").items()}


WORDS = {lang: read_words(lang) for lang in ("zh", "en")}


def common_hanzi():
    """The 3,755 level-1 characters of GB 2312, the everyday Chinese characters, straight from Python's codec."""
    codes = [bytes([high, low]) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    return [c for c in (code.decode("gb2312", "ignore") for code in codes) if c]


COMMON_HANZI = common_hanzi()
CONSONANTS = "b c d f g h j k l m n p r s t v w z br ch cl dr gr sh st th tr".split()
VOWELS = "a e i o u ai ea io ou".split()


def hanzi(r, count):
    """`count` random everyday characters."""
    return "".join(r.choice(COMMON_HANZI) for _ in range(count))


def pseudo_word(r):
    """A pronounceable word that does not exist."""
    syllables = "".join(r.choice(CONSONANTS) + r.choice(VOWELS) for _ in range(r.choice([1, 2, 2, 3])))
    return syllables + r.choice(["", "n", "r", "s", "l", "ton", "ra"])


ONSETS = CONSONANTS + "bl fl gl pl sl sp st sk sm sn sw tw wh qu str spr scr thr".split() + [""]
NUCLEI = VOWELS + "ee oo ay aw ew ow er ar or al".split()
CODAS = ["", ""] + "n r s l t d m g p k b x ng nt st ck ll ss mp nd rk ble lk th sh ft pt ct".split()
ENDINGS = [
    "",
    "",
    "",
] + "ing er es ed ly tion ness ment ship house man ford ley son worth y ies ism ist able ful ing's ers".split()


def wide_word(r):
    """A word that does not exist, from a wider choice of letter groups than `pseudo_word`."""
    syllables = "".join(r.choice(ONSETS) + r.choice(NUCLEI) + r.choice(CODAS) for _ in range(r.choice([1, 1, 2])))
    return syllables + r.choice(ENDINGS)


def person(r, lang):
    """A name; the Chinese and half of the English ones are made up."""
    if lang == "zh":
        return r.choice(WORDS["zh"]["surnames"]) + hanzi(r, r.choice([1, 2, 2]))
    first = r.choice(WORDS["en"]["names"]) if r.random() < 0.5 else pseudo_word(r).capitalize()
    return first + r.choice(["", " " + pseudo_word(r).capitalize()])


def place(r, lang):
    """The name of a place, half of them made up."""
    if lang == "zh":
        return (r.choice(WORDS["zh"]["places"]) if r.random() < 0.5 else hanzi(r, 2)) + r.choice(
            ["", "", "镇", "市", "县", "村"]
        )
    return r.choice(WORDS["en"]["places"]) if r.random() < 0.5 else pseudo_word(r).capitalize()


def simple_topic_zh(r):
    """A topic without a frame, such as 城市绿化 or a made-up one."""
    w, kind = WORDS["zh"], r.random()
    if kind < 0.3:
        return r.choice(w["topics"])
    if kind < 0.45:
        return r.choice(w["mods"]) + r.choice(w["heads"])
    if kind < 0.6:
        return hanzi(r, r.choice([1, 2, 2, 3])) + r.choice(w["heads"])
    if kind < 0.7:
        return r.choice(w["mods"]) + r.choice(w["heads"]) + r.choice(w["tails"])
    if kind < 0.8:
        return hanzi(r, r.choice([2, 3, 4, 4, 5]))
    if kind < 0.9:
        return place(r, "zh") + r.choice(["", "的"]) + r.choice(w["heads"])
    return person(r, "zh") + r.choice(["的故事", "的小店", "的发明", "的一天", "的农场"])


def topic_zh(r):
    """A topic, sometimes within a frame such as “A如何改变B”."""
    a, kind = simple_topic_zh(r), r.random()
    if kind < 0.72:
        return a
    b = simple_topic_zh(r)
    forms = [
        f"{a}与{b}",
        f"{a}和{b}",
        f"{a}如何改变{b}",
        f"{a}如何重塑{b}",
        f"{a}对{b}的影响",
        f"如何做好{a}",
        f"怎样看待{a}",
        f"新型{a}",
        f"为什么要关注{a}",
        f"{a}的意义",
        f"我的{a}",
        f"{a}中的{b}",
        f"一次{a}",
        f"{a}：{b}",
        f"AI{a}",
        f"{r.randint(2, 2099)}年的{a}",
        f"{pseudo_word(r).capitalize()} {a}",
    ]
    return r.choice(forms)


def simple_topic_en(r):
    """A topic without a frame, such as "city parks" or a made-up one."""
    w, kind = WORDS["en"], r.random()
    if kind < 0.3:
        return r.choice(w["topics"])
    if kind < 0.48:
        return r.choice(w["mods"]) + " " + r.choice(w["heads"])
    if kind < 0.58:
        return r.choice(w["mods"]) + " " + r.choice(w["heads"]) + " " + r.choice(w["tails"])
    if kind < 0.74:
        return pseudo_word(r) + " " + r.choice(w["heads"])
    if kind < 0.84:
        return r.choice(w["mods"]) + " " + pseudo_word(r) + " " + r.choice(w["heads"])
    if kind < 0.94:
        return r.choice(w["heads"]) + " in " + place(r, "en")
    return "the " + pseudo_word(r).capitalize() + " " + r.choice(w["tails"])


def topic_en(r):
    """A topic, sometimes within a frame such as "how to plan A"."""
    a, kind = simple_topic_en(r), r.random()
    if kind < 0.76:
        return a
    b = simple_topic_en(r)
    forms = [
        f"{a} and {b}",
        f"how {a} can change {b}",
        f"the meaning of {a}",
        f"{a} for beginners",
        f"a visit to {a}",
        f"how to plan {a}",
        f"why {a} matters",
        f"the history of {a}",
        f"a day with {a}",
        a.title(),
        f"{a} in {r.randint(1900, 2099)}",
    ]
    return r.choice(forms)


def held_out(topic):
    """True for a deterministic 15 % of all topic strings; these never appear as a training topic."""
    value = 0
    for byte in topic.encode():
        value = (value * 31 + byte) % 1000003
    return value % 100 < 15


def made_up_topic(r, lang):
    """A topic of random characters or of words that do not exist: nothing in it can be guessed."""
    if lang == "zh":
        return hanzi(r, r.choice([2, 3, 4, 4, 5, 6]))
    return " ".join(wide_word(r) for _ in range(r.choice([1, 2, 2, 3])))


def topic(r, lang, made_up_share=0):
    """A training topic: never one of the held-out strings."""
    compose = topic_zh if lang == "zh" else topic_en
    while True:
        t = made_up_topic(r, lang) if made_up_share and r.random() < made_up_share else compose(r)
        if not held_out(t):
            return t
