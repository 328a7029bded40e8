"""Work on a text that is already there: polish, shorten, expand, go on, sum up, copy. Names and numbers must survive."""
import re

from lexicon import COMMON_HANZI, WORDS, hanzi, person, place, pseudo_word, topic as any_topic, wide_word
from prompts import choose
from prose import Prose, fill

STORY = {
    "zh": [
        "{name}在{place}{开了一家|参观了|负责|介绍了}{thing}，{前后用了|已经有}{n}{天|个月|年}。",
        "{month}月{day}日，{name}和{name2}一起{讨论|整理|修改}{thing}。",
        "{thing}的{价格|数量|面积}是{n}，比去年{多了|少了}{m}。",
        "{name}说：“{thing}{很有意思|还需要改进|让人放心|值得再看一遍}。”",
        "在{place}，{thing}每{天|周}开放{n}小时，{name}常去那里。",
        "{place}的{thing}由{name}设计，{大家都很喜欢|细节做得不错|下周完工}。",
        "{name}把{thing}写进了{计划|日记|报告}，一共{n}页。",
        "{去年|昨天|上个月}{name}花了{n}元买{thing}，送给{name2}。",
        "{year}年{month}月，{thing}在{place}{开业|举行|建成}，共有{n}人参加。",
        "{name}今年{m}岁，住在{place}，{喜欢|研究|负责}{thing}。",
        "因为天气很冷，{place}的{thing}推迟到{month}月{day}日。",
    ],
    "en": [
        "{name} {opened|visited|described|planned} {thing} in {place} {n} {days|weeks|years} ago.",
        "On {month}/{day}, {name} and {name2} {discussed|repaired|reviewed} {thing}.",
        "The price of {thing} is {n} dollars, which is {m} {more|less} than last year.",
        "{name} said that {thing} {is worth another look|still needs work|was a good idea}.",
        "In {place}, {thing} is open {n} hours a week, and {name} often goes there.",
        "{name} wrote about {thing} in the {diary|report|plan}, {n} pages in all.",
        "{Yesterday|Last month} {name} paid {n} dollars for {thing} and gave it to {name2}.",
        "In {year}, {thing} opened in {place}, and {n} people came.",
        "{name} is {m} years old, lives in {place} and works on {thing}.",
        "Because of the weather, {thing} in {place} was moved to {day} May.",
    ],
}
# (clean wording, draft wording): polishing goes from right to left
DRAFT = {
    "zh": [
        ("因此", "所以说"),
        ("许多", "好多好多"),
        ("非常", "特别特别"),
        ("需要", "得要"),
        ("然而", "但是呢"),
        ("例如", "比方说"),
        ("往往", "老是"),
        ("如果", "要是"),
        ("一起", "一块儿"),
        ("已经", "都已经"),
        ("喜欢", "挺喜欢的"),
        ("介绍了", "讲了讲"),
        ("讨论", "聊了聊"),
        ("整理", "弄了弄"),
    ],
    "en": [
        ("therefore", "so"),
        ("many", "a lot of"),
        ("very", "really really"),
        ("It is", "It's"),
        ("does not", "doesn't"),
        ("often", "pretty often"),
        ("discussed", "talked about"),
        ("described", "told about"),
        ("works on", "is working on"),
        ("still needs", "kind of still needs"),
        ("lives in", "is living in"),
    ],
}
FILLERS = {
    "zh": ["然后，", "就是说，", "其实吧，", "那个，", "嗯，", "怎么说呢，"],
    "en": ["Well, ", "You know, ", "So, ", "I mean, ", "Basically, ", "Um, "],
}
ENDINGS = {"zh": r"(?<=[。！？”])(?=[^”])", "en": r"(?<=[.!?]) (?=\S)"}


def story(r, lang, count):
    """Small made-up news sentences full of names, numbers and rare words: material that can only be copied."""
    out = []
    for template in r.sample(STORY[lang], count):
        thing = (
            hanzi(r, r.choice([1, 2, 2, 3])) + r.choice(WORDS["zh"]["heads"])
            if lang == "zh"
            else choose(
                r,
                "en",
                [],
                ["the {a} {b}", "a {a} {b}"],
                a=r.choice(WORDS["en"]["mods"]) if r.random() < 0.4 else pseudo_word(r),
                b=r.choice(WORDS["en"]["heads"]).rstrip("s"),
            )
        )
        out.append(
            fill(
                r,
                template,
                name=person(r, lang),
                name2=person(r, lang),
                place=place(r, lang),
                thing=thing,
                year=r.randint(1900, 2035),
                n=r.randint(2, 10 ** r.randint(1, 4)),
                m=r.randint(2, 99),
                month=r.randint(1, 12),
                day=r.randint(1, 28),
            )
        )
    return ("" if lang == "zh" else " ").join(out)


def passage(r, lang, topic):
    """One to four sentences: story sentences, general ones, or both."""
    prose, kind = Prose(r, lang, topic), r.random()
    general = [
        prose.sentence(role, topic)
        for role in r.sample(["hook", "open", "first.effect", "second.reason", "third.contrast"], r.choice([1, 2, 2]))
    ]
    if kind < 0.55:
        return story(r, lang, r.randint(1, 4))
    if kind < 0.8:
        return prose.gap.join(general + [story(r, lang, r.randint(1, 2))])
    return prose.gap.join(general)


def sentences(text, lang):
    """The sentences of a text."""
    return re.split(ENDINGS[lang], text)


def roughen(r, text, lang):
    """The inverse of polishing: a draft with colloquial words, fillers and doubled signs."""
    for clean, draft in DRAFT[lang]:
        if r.random() < 0.6:
            text = text.replace(clean, draft)
    parts = sentences(text, lang)
    for i in range(len(parts)):
        if r.random() < 0.3:
            parts[i] = r.choice(FILLERS[lang]) + parts[i]
    text = ("" if lang == "zh" else " ").join(parts)
    if r.random() < 0.2:
        text = text.replace("。", "。。", 1) if lang == "zh" else text.replace(". ", " . ", 1)
    return text


def wrap(r, lang, instruction, text):
    """Instruction and passage in the layouts people use."""
    quoted = r.choice(["{x}", "{x}", "{x}", "“{x}”", "> {x}", "```\n{x}\n```"]).replace("{x}", text)
    return instruction + r.choice(["：\n", "：", "。\n\n"] if lang == "zh" else [":\n", ": ", ".\n\n"]) + quoted


def polish(r, lang, topic):
    """A roughened passage back into its clean form."""
    text = passage(r, lang, topic)
    draft = roughen(r, text, lang) if r.random() < 0.8 else text
    product = (
        "请润色下面的文字，不改变意思、人名和数字，只输出结果。\n\n"
        if lang == "zh"
        else "Polish the text below. Keep the meaning, names and numbers. Output only the result.\n\n"
    )
    other = choose(
        r,
        lang,
        [
            "{请|帮我|}{润色|修改|改写|优化}{下面的|以下|这段}{文字|段落|话|内容}",
            "{请|帮忙|}把{下面|}这段{话|文字}{改得|写得}{通顺|正式}{些|一些|一点}",
        ],
        ["{Please |}{polish|improve|edit|revise|proofread} {this|the following} {text|passage|paragraph}"],
    )
    return [["user", product + draft if r.random() < 0.55 else wrap(r, lang, other, draft)], ["assistant", text]]


def shorten(r, lang, topic):
    """Only the first and the last sentence stay."""
    prose = Prose(r, lang, topic)
    parts = [
        prose.sentence(role, topic)
        for role in r.sample(["hook", "open", "first.reason", "second.effect", "third.contrast"], r.choice([2, 3]))
    ] + [story(r, lang, 1)]
    r.shuffle(parts)
    s = choose(
        r,
        lang,
        ["{请|}{缩写|精简|压缩|缩短}{下面的|以下|这段}{文字|段落|内容}{，保留要点|，保留人名和数字|}"],
        ["{Please |}{shorten|condense|cut} {this|the following|the} {text|passage}{, keep the main point|}"],
    )
    return [["user", wrap(r, lang, s, prose.gap.join(parts))], ["assistant", prose.gap.join([parts[0], parts[-1]])]]


def expand(r, lang, topic):
    """The passage, then more sentences about its topic."""
    prose = Prose(r, lang, topic)
    text = prose.paragraph(r.choice([["hook"], ["open"], ["hook", "thesis"]]), topic)
    s = choose(
        r,
        lang,
        ["{请|}{扩写|丰富|扩展}{下面的|以下|这段}{文字|话|内容}{，增加细节|，加入例子|}"],
        ["{Please |}{expand|extend|enrich} {this|the following|the} {text|passage}{ with details| with an example|}"],
    )
    return [
        ["user", wrap(r, lang, s, text)],
        ["assistant", text + prose.gap + prose.paragraph(["first.reason", "second.example", "third.effect"])],
    ]


def go_on(r, lang, topic):
    """New sentences that follow a given passage."""
    prose = Prose(r, lang, topic)
    text = prose.paragraph(r.choice([["hook"], ["hook", "thesis"], ["open", "scene"]]), topic)
    s = choose(
        r,
        lang,
        ["接着写", "接着写", "{请|}{续写|接着写|继续写}{下面的文字|以下内容|这段话|}"],
        ["Continue this text", "{Please |}{continue|go on with} {this|the following} {text|passage}"],
    )
    return [["user", wrap(r, lang, s, text)], ["assistant", prose.paragraph(["more", "more.example", "more.result"])]]


def sum_up(r, lang, topic):
    """The first sentence of the passage behind a fixed lead."""
    prose = Prose(r, lang, topic)
    text = passage(r, lang, topic) + prose.gap + prose.paragraph(["scene", "value"])
    s = choose(
        r,
        lang,
        ["{请|}{用一句话|简要|}{总结|概括|归纳}{下面的|以下|这段}{文字|段落|内容}"],
        ["{Please |}{summarise|sum up} {this|the following} {text|passage}{ in one sentence| briefly|}"],
    )
    return [
        ["user", wrap(r, lang, s, text)],
        ["assistant", choose(r, lang, ["概括来说："], ["In short: "]) + sentences(text, lang)[0]],
    ]


def spelling(r, lang, topic):
    """Long copy drills over all characters and letter groups: a rare token is learned only where it has to be written."""
    if lang == "zh":
        text = "，".join(hanzi(r, r.randint(2, 7)) for _ in range(r.randint(4, 16)))
    else:
        text = " ".join(wide_word(r) for _ in range(r.randint(5, 16)))
    return [
        ["user", choose(r, lang, ["{重复|原样输出|照抄}{下面的文字|以下内容}：{x}"], ["{Repeat|Copy} {this|the text}: {x}"], x=text)],
        ["assistant", text],
    ]


def copy(r, lang, topic):
    """Copy drills: they teach the copying that every other task needs."""
    kind = r.random()
    if kind < 0.4:
        text = story(r, lang, r.choice([1, 1, 2]))
    elif kind < 0.7:
        text = (
            "".join(r.choice(COMMON_HANZI) for _ in range(r.randint(3, 20)))
            if lang == "zh"
            else " ".join(pseudo_word(r) for _ in range(r.randint(2, 10)))
        )
    elif kind < 0.9:
        text = ("、" if lang == "zh" else ", ").join(any_topic(r, lang) for _ in range(r.randint(2, 4)))
    else:
        text = "".join(
            chr(r.choice([r.randint(0x4E00, 0x9FA5), r.randint(0xC0, 0x17F), r.randint(0x3041, 0x30F6)]))
            for _ in range(r.randint(1, 6))
        )
    return [
        ["user", choose(r, lang, ["{重复|原样输出|照抄}{下面的文字|以下内容}：{x}"], ["{Repeat|Copy} {this|the text}: {x}"], x=text)],
        ["assistant", text],
    ]
