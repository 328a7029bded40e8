"""How people and programs ask: system prompts, quotation marks, lengths, forms. The studio's own wordings are marked PRODUCT."""
from lexicon import WORDS
from prose import fill

PRODUCT_SYSTEM = {
    "zh": "你是毛笔，一位严谨的写作助手。直接写出成稿，不说客套话。",
    "en": "You are Maobi, a careful writing assistant. Write the finished text directly, without pleasantries.",
}
OTHER_SYSTEM = {
    "zh": [
        "你是{一位|一个}{经验丰富的|专业的|耐心的|}{写作助手|中文编辑|文案专家|智能助手|作家}。",
        "请用{中文|简体中文}{回答|写作}。",
        "{语言要|文字应当}{简洁|自然|通顺}，{不要编造数据|避免套话|不要重复}。",
        "使用 Markdown 格式。",
        "{只输出正文|只返回结果}，不要解释。",
        "严格按照{用户|要求}给出的{主题|大纲}和{字数|篇幅}写作。",
        "保持前后一致。",
        "You are a helpful assistant.",
    ],
    "en": [
        "You are {a|an experienced|a careful|a professional} {writing assistant|editor|copywriter|assistant}.",
        "You are a helpful assistant.",
        "Always answer in {English|plain English}.",
        "Use {short|clear} sentences and {avoid clichés|do not repeat yourself}.",
        "Use Markdown.",
        "Return only the {text|result}, without comments.",
        "Follow the {outline|brief} and the {length|word count} closely.",
    ],
}
MARKS = {
    "zh": ["“{t}”", "“{t}”", "“{t}”", "{t}", "{t}", "《{t}》", "「{t}」", '"{t}"'],
    "en": ['"{t}"', '"{t}"', '"{t}"', "{t}", "{t}", "“{t}”", "'{t}'"],
}
CHINESE_NUMBERS = {100: "一百", 150: "一百五十", 200: "二百", 300: "三百", 400: "四百", 500: "五百", 600: "六百", 800: "八百", 1000: "一千"}
FORMS = {
    "zh": "文章 文章 作文 短文 散文 随笔 稿子 评论 科普文 公众号文章 博客 专栏 说明文 报告 演讲稿".split(),
    "en": "article|article|essay|blog post|piece|feature|column|report|text|explainer|speech".split("|"),
}


def system_prompt(r, lang):
    """None (no system prompt), the studio's own, or somebody else's."""
    kind = r.random()
    if kind < 0.3:
        return None
    if kind < 0.72:
        return PRODUCT_SYSTEM[lang]
    lines = [fill(r, line) for line in r.sample(OTHER_SYSTEM[lang], r.choice([1, 1, 2, 3]))]
    lines.sort(key=lambda line: not line.startswith(("你是", "You are")))
    return ("" if lang == "zh" else " ").join(lines)


def mark(r, text, lang):
    """The topic as users write it: bare, quoted or in book-title brackets."""
    return fill(r, r.choice(MARKS[lang]), t=text)


def amount(r, lang, count):
    """A length in characters or words: 约300字, 三百字左右, about 300 words."""
    if lang == "en":
        return fill(r, r.choice(["{n} words", "about {n} words", "around {n} words", "at least {n} words"]), n=count)
    number = CHINESE_NUMBERS[count] if count in CHINESE_NUMBERS and r.random() < 0.25 else count
    return fill(r, r.choice(["{n}字", "约{n}字", "{n}字左右", "大约{n}字", "不少于{n}字", "{n} 字"]), n=number)


def sections_wanted(r, lang, count):
    """A number of sections in digits or in words: 3节, 三节, three sections."""
    zh = ["", "一", "两", "三", "四", "五", "六", "七", "八"]
    en = ["", "one", "two", "three", "four", "five", "six", "seven", "eight"]
    number = (zh if lang == "zh" else en)[count] if r.random() < 0.3 else count
    return f"{number}节" if lang == "zh" else f"{number} sections"


def remark(r, lang):
    """A loose wish after an instruction, or just the full stop."""
    zh = ["。", "。", "", "！", "。谢谢。", "，语言{style}。", "，写给{audience}看。", "，条理要清楚。", "。不要跑题。"]
    en = [
        ".",
        ".",
        "",
        ". Thanks.",
        ". The tone should be {style}.",
        " for {audience}.",
        ". Please be clear.",
        ". Stay on topic.",
    ]
    return fill(
        r,
        r.choice(zh if lang == "zh" else en),
        style=r.choice(WORDS[lang]["styles"]),
        audience=r.choice(WORDS[lang]["audience"]),
    )


def choose(r, lang, zh, en, **slots):
    """One of several templates in the given language, filled."""
    return fill(r, r.choice(zh if lang == "zh" else en), **slots)
