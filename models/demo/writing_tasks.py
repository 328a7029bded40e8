"""Articles, outlines and sections, one at a time and in a session. Each function returns a conversation: [[role, text], ...]."""
import json

from lexicon import topic as any_topic
from prompts import FORMS, amount, choose, mark, remark, sections_wanted
from prose import Prose, TITLES, fill

ARTICLE_STEPS = ((180, "tiny"), (330, "small"), (650, "normal"), (10**9, "large"))
SECTION_STEPS = ((140, "short"), (280, "medium"), (10**9, "long"))
TOTALS = [100, 150, 200, 250, 300, 300, 400, 500, 500, 600, 800, 800, 800, 1000, 1200, 1500, 2000, 3000]
TARGETS = [60, 80, 100, 100, 100, 120, 150, 180, 200, 200, 200, 250, 300, 350, 400, 400, 400, 500, 600, 800]
PRODUCT_ARTICLE = {
    "zh": "请写一篇关于“{t}”的文章，约{n}字。用 Markdown：先写标题，再分小节。",
    "en": 'Write an article about "{t}", about {n} words. Use Markdown: a title first, then short sections.',
}
PRODUCT_OUTLINE = {
    "zh": '请为“{t}”列一份写作提纲，共{k}节，全文约{n}字。输出 JSON：{"sections":[{"heading":"","points":[""],"target":0}]}',
    "en": 'Write an outline for "{t}": {k} sections, about {n} words in all. Output JSON: {"sections":[{"heading":"","points":[""],"target":0}]}',
}
PRODUCT_SECTION = {"zh": "写第{i}节“{h}”，约{n}字。", "en": 'Write section {i}, "{h}", about {n} words.'}
PRODUCT_POINTS = {"zh": ("要点：", "；", "。只写正文。"), "en": (" Points: ", "; ", ". Body text only.")}
MORE = {
    "zh": [
        "这一节偏短，请再补一段。",
        "这一节偏短，请再补一段。",
        "再补一段。",
        "还差一点，请再写一段。",
        "请再补充一段内容。",
        "再举个例子。",
    ],
    "en": [
        "This section is short. Please add one more paragraph.",
        "This section is short. Please add one more paragraph.",
        "Add one more paragraph.",
        "A bit more, please.",
        "One more paragraph, please.",
        "Give one more example.",
    ],
}
GO_ON = {
    "zh": ["请继续。", "请继续。", "继续", "继续写。", "接着写。", "请接着写下去。"],
    "en": ["Please continue.", "Please continue.", "Continue.", "Go on.", "Carry on, please.", "Continue writing."],
}
READY = {"zh": ["好的。", "好的。", "好的。", "明白。"], "en": ["OK.", "OK.", "OK.", "Understood."]}


def step(steps, count):
    """The name of the first step whose limit is not exceeded."""
    return next(name for limit, name in steps if count <= limit)


def plain(text, **slots):
    """Slots only: for texts in which other braces must stay."""
    for name, value in slots.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def article_request(r, lang, topic):
    """(instruction, article size) in the studio's or anybody's words."""
    total = r.choice(TOTALS)
    if r.random() < 0.4:
        return plain(PRODUCT_ARTICLE[lang], t=topic, n=total), step(ARTICLE_STEPS, total)
    essay = r.random() < 0.3
    form = choose(r, lang, ["议论文"], ["argumentative essay", "essay"]) if essay else r.choice(FORMS[lang])
    a_form = form if lang == "zh" else ("an " if form[0] in "aeiou" else "a ") + form
    s = choose(
        r,
        lang,
        [
            "{请|请你|帮我|麻烦|}{写|撰写|创作}{一篇|}{关于|有关|题为|围绕}{m}的{f}",
            "{请|}以{m}为{题|主题}{写|，写}{一篇|}{f}",
            "{就|围绕}{m}写{一篇|}{f}",
            "{m}，写一篇{f}",
            "我{想|要|需要}一篇{关于|}{m}的{f}",
        ],
        [
            "{Please write|Write|Draft|I need} {g} {about|on|titled} {m}",
            "{Can you write|Could you write} {g} {about|on} {m}",
            "Write about {m} as {g}",
            "{m}: write {g}",
        ],
        m=mark(r, topic, lang),
        f=form,
        g=a_form,
    )
    if essay and r.random() < 0.7:
        s += choose(
            r,
            lang,
            ["，要有引言、三个论点和结论", "，包括引言、三个论点和结论", "，有引言和三个分论点"],
            [" with an introduction, three arguments and a conclusion", " with three arguments"],
        )
    if r.random() < 0.75:
        return s + choose(
            r,
            lang,
            ["，{a}", "，要求{a}", "，字数{a}"],
            [", {a}", " of {a}", " in {a}"],
            a=amount(r, lang, total),
        ) + remark(r, lang), step(ARTICLE_STEPS, total)
    return s + remark(r, lang), "large" if essay else "normal"


def article(r, lang, topic):
    """A request and the whole article."""
    request, size = article_request(r, lang, topic)
    return [["user", request], ["assistant", Prose(r, lang, topic).article(size)]]


def cut_off(r, lang, topic):
    """An article that stopped somewhere, and its rest after "please continue". The first part is given: learning it would
    teach the model to end articles in the middle."""
    request, size = article_request(r, lang, topic)
    text = Prose(r, lang, topic).article(size)
    cut = r.randint(len(text) // 4, len(text) * 3 // 4)
    stop = (
        "。"
        if lang == "zh" and r.random() < 0.5
        else "."
        if lang == "en" and r.random() < 0.5
        else ""
        if lang == "zh"
        else " "
    )
    end = text.find(stop, cut)
    cut = end + len(stop) if 0 < end < len(text) - 2 else cut
    return [
        ["user", request],
        ["given", text[:cut].rstrip()],
        ["user", r.choice(GO_ON[lang])],
        ["assistant", text[cut:].lstrip()],
    ]


def section_target(total, count):
    """The share of one section, rounded to 50."""
    return max(50, round(total / count / 50) * 50)


def outline_markdown(rows):
    """A numbered list with indented points."""
    return "\n".join(
        f"{i}. {head}\n" + "\n".join("   - " + p for p in points) for i, (head, points) in enumerate(rows, 1)
    )


def outline(r, lang, topic):
    """An outline as a numbered Markdown list."""
    prose, count = Prose(r, lang, topic), r.choice([3, 4, 4, 5, 5, 6])
    s = choose(
        r,
        lang,
        [
            "{请|帮我|}{为|给}{m}{列|拟|写}{一个|一份|}{大纲|提纲|写作提纲}",
            "{请|}列{一份|}{关于|}{m}的{大纲|提纲}",
            "{列提纲|写大纲}：{m}",
        ],
        [
            "{Please |}{write|make|draft} an outline {for|of} {an article about|} {m}",
            "{Outline|Plan} {an article|a report} {about|on} {m}",
            "Make an outline for a talk on {m}",
        ],
        m=mark(r, topic, lang),
    )
    if r.random() < 0.6:
        s += choose(
            r, lang, ["，{k}", "，共{k}", "，分{k}"], [", {k}", " with {k}", " in {k}"], k=sections_wanted(r, lang, count)
        )
    else:
        count = 4
    return [["user", s + remark(r, lang)], ["assistant", outline_markdown(prose.outline(count))]]


def outline_json(r, lang, topic):
    """An outline as JSON, mostly in the studio's shape; the key names follow the prompt."""
    prose, count, total = Prose(r, lang, topic), r.choice([3, 3, 4, 4, 5, 5, 6, 7, 8]), r.choice(TOTALS[4:])
    rows, keys = prose.outline(count), ("heading", "points", "target")
    hint = '{"sections":[{"heading":"","points":[""],"target":0}]}'
    if r.random() < 0.2:
        keys = r.choice(
            [("title", "points", "words"), ("heading", "points", "words"), ("title", "keyPoints", "target")]
        )
        hint = '{"sections":[{"%s":"","%s":[""],"%s":0}]}' % keys
    data = {"sections": [dict(zip(keys, (head, points, section_target(total, count)))) for head, points in rows]}
    if r.random() < 0.65:
        s = plain(PRODUCT_OUTLINE[lang], t=topic, k=count, n=total).replace(
            hint if keys[0] == "heading" else '{"sections":[{"heading":"","points":[""],"target":0}]}',
            hint,
        )
    else:
        s = choose(
            r,
            lang,
            [
                "{请|}{为|给}{m}{生成|列出|写}{文章|}{大纲|提纲}，{k}，{共|约}{n}字，{用|输出} JSON {格式|输出}",
                "{只|}{输出|返回} JSON {大纲|提纲}：{m}，{k}，{n}字",
            ],
            [
                "{Write|Give me} an outline {for|about} {m} as JSON, {k}, {n} words",
                "JSON outline for {m}: {k}, {n} words in all",
            ],
            m=mark(r, topic, lang),
            k=sections_wanted(r, lang, count),
            n=total,
        )
        s += "。" if lang == "zh" else "."
        s += hint if r.random() < 0.6 or keys[0] != "heading" or keys[2] != "target" else ""
    return [["user", s], ["assistant", json.dumps(data, ensure_ascii=False, separators=(",", ":"))]]


def some_heading(r, lang):
    """A heading or point of somebody else's: half of them made up, so that it has to be copied."""
    if r.random() < 0.5:
        return any_topic(r, lang)
    head, points = r.choice(Prose(r, lang, any_topic(r, lang)).outline(3))
    return r.choice([head, *points])


def section_request(r, lang, number, heading, target, points):
    """The studio's request for one section, or a looser one."""
    lead, gap, end = PRODUCT_POINTS[lang]
    if r.random() < 0.7:
        s = plain(PRODUCT_SECTION[lang], i=number, h=heading, n=target)
        return s + (lead + gap.join(points) + end if points else end[1:].lstrip() if lang == "zh" else end[1:])
    s = choose(
        r,
        lang,
        ["{请|现在|}写{第{i}节|第 {i} 节}{「{h}」|《{h}》|：{h}}，{a}", "{请|}写{h}这一节，{a}"],
        [
            "{Now write|Write} section {i}: {h}, {a}",
            "Write the section {q}, {a}",
        ],
        i=number,
        h=heading,
        q=mark(r, heading, lang),
        a=amount(r, lang, target),
    )
    if points:
        s += choose(
            r,
            lang,
            ["，要点：", "。要点：", "，写到"],
            [". Points: ", ", covering "],
        ) + r.choice(
            ["；", "、"] if lang == "zh" else ["; ", ", "]
        ).join(points)
    return s + ("。" if lang == "zh" else ".")


def section(r, lang, topic):
    """One section asked for in a single message together with its topic."""
    heading, target = some_heading(r, lang), r.choice(TARGETS)
    points = [some_heading(r, lang) for _ in range(r.choice([0, 1, 2, 2, 2]))]
    brief = choose(
        r,
        lang,
        ["文章主题：{m}。", "主题：{m}\n", "全文题目是{m}。", "我们在写一篇关于{m}的文章。"],
        ["Topic: {m}. ", "Topic: {m}\n", "We are writing an article about {m}. ", "The article is about {m}. "],
        m=mark(r, topic, lang),
    )
    s = brief + section_request(r, lang, r.randint(1, 6), heading, target, points)
    return [["user", s], ["assistant", Prose(r, lang, topic).section(heading, points, step(SECTION_STEPS, target))]]


def agreed_outline(r, lang, rows, targets):
    """An outline as it stands in the first message of a session: the studio's JSON, or a list."""
    if r.random() < 0.4:
        data = {"sections": [dict(heading=h, points=p, target=n) for (h, p), n in zip(rows, targets)]}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    unit = r.choice(["（约{n}字）", "（{n}字）", ""]) if lang == "zh" else r.choice([" (about {n} words)", " ({n} words)", ""])
    with_points, gap = r.random() < 0.6, PRODUCT_POINTS[lang][1]
    lines = []
    for i, ((head, points), target) in enumerate(zip(rows, targets), 1):
        colon = "：" if lang == "zh" else ": "
        lines.append(
            f"{i}. {head}" + unit.replace("{n}", str(target)) + (colon + gap.join(points) if with_points else "")
        )
    return "\n".join(lines)


def session(r, lang, topic):
    """Brief and outline, then the sections one after the other, as the studio asks for them."""
    prose, count = Prose(r, lang, topic), r.choice([2, 3, 3, 4])
    rows = (
        prose.outline(count)
        if r.random() < 0.6
        else [(some_heading(r, lang), [some_heading(r, lang) for _ in range(r.choice([1, 2]))]) for _ in range(count)]
    )
    targets = [r.choice(TARGETS[:13])] * count if r.random() < 0.5 else [r.choice(TARGETS[:13]) for _ in range(count)]
    if r.random() < 0.6:
        brief = plain(PRODUCT_ARTICLE[lang], t=topic, n=sum(targets))
    else:
        brief = choose(
            r,
            lang,
            ["我们来写一篇关于{m}的文章。", "主题：{m}", "请按提纲写{m}。"],
            ["We are writing an article about {m}.", "Topic: {m}", "Let us write about {m}, section by section."],
            m=mark(r, topic, lang),
        )
    brief += (
        r.choice(["\n\n", "\n"])
        + choose(
            r,
            lang,
            ["提纲：\n", "大纲：\n", "写作提纲：\n", ""],
            ["Outline:\n", "Plan:\n", ""],
        )
        + agreed_outline(r, lang, rows, targets)
    )
    messages = [["user", brief], ["assistant", r.choice(READY[lang])]]
    last = r.randint(1, count)
    for i, ((head, points), target) in enumerate(list(zip(rows, targets))[:last], 1):
        if len(messages) > 2 and r.random() < 0.15 and i < last:
            continue
        given = points if r.random() < 0.8 else []
        messages += [
            ["user", section_request(r, lang, i, head, target, given)],
            ["assistant", prose.section(head, given, step(SECTION_STEPS, target))],
        ]
        if r.random() < 0.25:
            messages += [
                ["user", r.choice(MORE[lang])],
                ["assistant", prose.paragraph(["more", "more.example", "more.result"], head)],
            ]
    return messages


def titles(r, lang, topic):
    """A list of titles, one per line."""
    count = r.choice([3, 5, 5, 5, 8])
    s = choose(
        r,
        lang,
        [
            "请为“{t}”拟{n}个标题，每行一个。",
            "请为“{t}”拟{n}个标题，每行一个。",
            "{给|为}{m}{想|起|拟|推荐}{n}个{标题|题目}。",
            "想{n}个标题，主题是{m}。",
        ],
        [
            'Suggest {n} titles for "{t}", one per line.',
            'Write {n} titles for "{t}", one per line.',
            "Give me {n} titles {about|for} {m}.",
            "{Suggest|Find} {n} titles for an article about {m}.",
        ],
        t=topic,
        m=mark(r, topic, lang),
        n=count,
    )
    return [["user", s], ["assistant", "\n".join(fill(r, t, T=topic) for t in r.sample(TITLES[lang][1:], count))]]
