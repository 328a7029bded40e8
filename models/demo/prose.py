"""Turns the sentence templates into paragraphs, sections, articles and outlines that never repeat a sentence."""
import re

from lexicon import read_sections

CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")
PHRASES = {lang: read_sections(f"phrases.{lang}.txt") for lang in ("zh", "en")}


def read_outline(lang):
    """{place in the text: [(heading, points)]}."""
    colon = "：" if lang == "zh" else ": "
    rows = {}
    for part, lines in read_sections(f"outline.{lang}.txt").items():
        rows[part] = [(head, points.split("|")) for head, points in (line.split(colon, 1) for line in lines)]
    return rows


OUTLINE = {lang: read_outline(lang) for lang in ("zh", "en")}
ORDINALS = ("first", "second", "third")
ARGUMENT = ("point", "reason", "example", "contrast", "effect", "advice")
CONCLUSION = ("conclude", "conclude.act", "conclude.wish")
CLOSING_HEADS = {"zh": ["结语", "结论", "总结"], "en": ["Conclusion", "Summary", "Closing words"]}
TITLES = {
    "zh": [
        "{T}",
        "浅谈{T}",
        "关于{T}的思考",
        "我看{T}",
        "重新认识{T}",
        "走近{T}",
        "{T}：从想法到行动",
        "{T}：细节里的力量",
        "为什么要谈{T}",
        "{T}与我们的生活",
    ],
    "en": [
        "On {T}",
        "Notes on {T}",
        "Thoughts on {T}",
        "A closer look at {T}",
        "Rethinking {T}",
        "The case for {T}",
        "A short guide to {T}",
        "Living with {T}",
        "What {T} can teach us",
        "Small steps: {T}",
    ],
}


def fill(r, text, **slots):
    """Resolves {a|b|c} choices (innermost first), then {NAME} slots; slots may stand inside choices."""
    for name in slots:
        text = text.replace("{" + name + "}", f"\x00{name}\x00")
    while CHOICE.search(text):
        text = CHOICE.sub(lambda m: r.choice(m.group(1).split("|")), text, count=1)
    for name, value in slots.items():
        text = text.replace(f"\x00{name}\x00", str(value))
    return text


def length(text, lang):
    """Length as the studio counts it: Chinese characters plus Latin words, or words."""
    return len(re.findall(r"[\u3400-\u9fff]|[A-Za-z0-9']+", text)) if lang == "zh" else len(text.split())


class Prose:
    """One document about one topic: remembers which templates were used so that no sentence comes twice."""

    def __init__(self, r, lang, topic):
        self.r, self.lang, self.topic, self.used = r, lang, topic, set()
        self.gap = "" if lang == "zh" else " "

    def sentence(self, role, focus=None, ordinal=None):
        """One unused sentence of a role; `focus` is the heading or point that it is about. With an `ordinal` only every third
        sentence of the role may come, so that one argument cannot take what belongs to another: a small model does not keep
        track of the sentences it has used."""
        pool = PHRASES[self.lang][role]
        pool = pool if ordinal is None else pool[ordinal::3]
        template = self.r.choice([t for t in pool if t not in self.used] or pool)
        self.used.add(template)
        return fill(self.r, template, T=self.topic, X=focus or self.topic)

    def paragraph(self, roles, focus=None):
        """One sentence for each role."""
        return self.gap.join(self.sentence(role, focus) for role in roles)

    def argument(self, ordinal, focus, roles=ARGUMENT):
        """A paragraph of the first, second or third argument (ordinal 0, 1, 2); each has its own sentences."""
        return self.gap.join(
            self.sentence(role, focus, ordinal)
            if "." in role
            else self.sentence(f"{ORDINALS[ordinal]}.{role}", focus)
            for role in roles
        )

    def title(self):
        """A title that names the topic."""
        return fill(self.r, self.r.choice(TITLES[self.lang]), T=self.topic)

    def outline(self, count):
        """`count` (heading, points) rows: an opening section, middle sections, a closing section. The middle ones keep the
        order of the list, which makes it easy to learn not to take one twice."""
        rows, r = OUTLINE[self.lang], self.r
        middle = sorted(r.sample(range(len(rows["middle"])), max(0, count - 2)))
        picked = [r.choice(rows["start"]), *(rows["middle"][i] for i in middle), r.choice(rows["end"])][:count]
        named = [(head, r.sample(points, 2)) for head, points in picked]
        return [
            (head.replace("{T}", self.topic), [p.replace("{T}", self.topic) for p in points]) for head, points in named
        ]

    def headings(self, count):
        """Headings for the arguments of an article."""
        return [head for head, _ in self.outline(count + 2)[1 : count + 1]]

    def section(self, heading, points, size):
        """The body of one section: one, two or four paragraphs (about 100, 200 or 400 characters or words)."""
        plan, focuses = SECTION_SIZES[size][self.lang], (list(points) + [heading, heading])[:2] + [heading]
        paragraphs = []
        for general, argument in plan:
            sentences = [self.sentence(role, heading) for role in general]
            sentences += [self.sentence(f"{ORDINALS[n]}.{role}", focuses[n]) for n, role in argument]
            paragraphs.append(self.gap.join(sentences))
        paragraphs[-1] += self.gap + self.sentence("close", heading)
        return "\n\n".join(paragraphs)

    def article(self, size, heads=None, title=None):
        """A whole Markdown article: title, introduction, headed sections, conclusion. See ARTICLE_SIZES for the lengths."""
        plan = ARTICLE_SIZES[size]
        heads = heads or self.headings(plan["sections"])
        out = ["# " + (title or self.title()), self.paragraph(plan["intro"])]
        for i, head in enumerate(heads):
            out += ["## " + head, self.argument(i % 3, head, plan["argument"][self.lang])]
        closing = self.paragraph(CONCLUSION[: plan["ending"]])
        return "\n\n".join(
            out + (["## " + self.r.choice(CLOSING_HEADS[self.lang]), closing] if plan["headed"] else [closing])
        )


BRIEF = ("point", "effect")
NORMAL = ("point", "reason", "example")
FULL = ARGUMENT + ("more.example", "more.result")
ARTICLE_SIZES = {
    "tiny": dict(sections=2, intro=["hook"], argument=dict(zh=("point",), en=BRIEF), ending=1, headed=False),
    "small": dict(sections=3, intro=["hook", "thesis"], argument=dict(zh=BRIEF, en=NORMAL), ending=1, headed=False),
    "normal": dict(
        sections=3, intro=["hook", "thesis"], argument=dict(zh=NORMAL + ("effect",), en=ARGUMENT), ending=2, headed=True
    ),
    "large": dict(
        sections=3, intro=["hook", "scene", "thesis", "plan"], argument=dict(zh=FULL, en=FULL), ending=3, headed=True
    ),
}


def one(ordinal, *roles):
    """(ordinal, role) pairs of one argument."""
    return [(ordinal, role) for role in roles]


# paragraphs of a section: (general roles about the heading, (ordinal, role) pairs about the points)
SECTION_SIZES = {
    "short": dict(
        zh=[(["open"], one(0, "point") + one(1, "point", "reason"))],
        en=[(["open", "scene"], one(0, "point") + one(1, "point", "effect"))],
    ),
    "medium": dict(
        zh=[(["open", "scene"], one(0, "point", "reason")), ([], one(1, "point", "reason", "example", "effect"))],
        en=[
            (["open", "scene", "value"], one(0, "point", "reason")),
            ([], one(1, "point", "reason", "example", "effect", "advice")),
        ],
    ),
    "long": dict(
        zh=[
            (["open", "scene", "value"], []),
            ([], one(0, *ARGUMENT[:5])),
            ([], one(1, *ARGUMENT[:5])),
            ([], one(2, "reason", "example", "advice")),
        ],
        en=[
            (["open", "scene", "value"], []),
            ([], one(0, *ARGUMENT)),
            ([], one(1, *ARGUMENT)),
            ([], one(2, *ARGUMENT)),
        ],
    ),
}
