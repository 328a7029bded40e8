"""Short forms: mail, weekly report, speech outline, video script, table, explanations, advice, follow-up questions."""
from lexicon import WORDS, pseudo_word
from prompts import choose, mark, remark
from prose import Prose, fill


def ask(r, lang, topic, zh, en, **slots):
    """One of several instructions about the topic, with a loose wish behind it."""
    return choose(r, lang, zh, en, m=mark(r, topic, lang), **slots) + remark(r, lang)


def addressee(r, lang):
    """Whom a mail is for."""
    if lang == "zh":
        return r.choice(WORDS["zh"]["surnames"]) + r.choice(["老师", "经理", "总", "女士", "先生", "同学", "主任"])
    return r.choice(WORDS["en"]["names"]) if r.random() < 0.5 else pseudo_word(r).capitalize()


def email(r, lang, topic):
    """A mail with subject, salutation and closing."""
    prose, name = Prose(r, lang, topic), addressee(r, lang)
    body = prose.paragraph(["mail.why", "mail.body", "mail.ask"])
    if lang == "zh":
        text = f"主题：关于{topic}\n\n{name}：\n\n您好！{body}\n\n此致\n敬礼"
    else:
        text = f"Subject: {topic}\n\nDear {name},\n\n{body}\n\nBest regards"
    q = ask(
        r,
        lang,
        topic,
        [
            "{请|帮我|}{写|起草}{一封|}{邮件|电子邮件|信}给{n}，{内容是|关于|谈}{m}",
            "{请|}给{n}写{一封|}{邮件|信}，{说一下|关于}{m}",
        ],
        ["{Write|Draft} {an email|a mail} to {n} {about|on} {m}", "Email {n} about {m}"],
        n=name,
    )
    return [["user", q], ["assistant", text]]


def weekly_report(r, lang, topic):
    """Done, problems, next week."""
    prose = Prose(r, lang, topic)
    heads = ["本周完成", "遇到的问题", "下周计划"] if lang == "zh" else ["Done this week", "Problems", "Plan for next week"]
    title = fill(r, "# {T}周报" if lang == "zh" else "# Weekly report: {T}", T=topic)
    parts = [
        f"## {head}\n\n- {prose.sentence(role)}\n- {prose.sentence(role)}"
        for head, role in zip(heads, ["done", "problem", "next"])
    ]
    q = ask(
        r,
        lang,
        topic,
        ["{请|帮我|}{写|整理|生成}{一份|}{m}{的|项目的|}{周报|工作周报}", "{m}项目{周报|这周的周报}"],
        ["{Write|Prepare} {a weekly report|a status report} {on|about|for} {m}"],
    )
    return [["user", q], ["assistant", "\n\n".join([title, *parts])]]


def speech_outline(r, lang, topic):
    """Five numbered parts of a speech."""
    prose = Prose(r, lang, topic)
    heads = (
        ["开场", "背景", "核心内容", "案例", "结束语"]
        if lang == "zh"
        else [
            "Opening",
            "Background",
            "Main message",
            "Example",
            "Closing",
        ]
    )
    title = fill(r, "# {T}演讲提纲" if lang == "zh" else "# Speech outline: {T}", T=topic)
    roles = ["hook", "thesis", "first.point", "second.example", "conclude"]
    colon = "：" if lang == "zh" else ": "
    lines = [f"{i}. **{head}**{colon}{prose.sentence(role)}" for i, (head, role) in enumerate(zip(heads, roles), 1)]
    q = ask(
        r,
        lang,
        topic,
        [
            "{请|帮我|}{写|列|准备|设计}{一份|一个|}{关于|}{m}{的|}{演讲提纲|演讲大纲|发言提纲|发布会演讲提纲}",
            "为{一款|}{m}设计发布会演讲提纲",
            "{m}的发布会演讲大纲",
        ],
        [
            "{Write|Prepare|Design} {a speech outline|an outline for a speech|a launch speech outline} {on|about|for} {m}",
            "Outline a launch speech for {m}",
        ],
    )
    return [["user", q], ["assistant", title + "\n\n" + "\n".join(lines)]]


def video_script(r, lang, topic):
    """Four shots with a narrator."""
    prose = Prose(r, lang, topic)
    shots = (
        ["街景", "人物特写", "手部动作", "笑脸"]
        if lang == "zh"
        else ["street view", "close-up of a face", "hands at work", "a smile"]
    )
    out = [fill(r, "# {T}短视频脚本" if lang == "zh" else "# Short video script: {T}", T=topic)]
    for i, (shot, role) in enumerate(zip(shots, ["hook", "scene", "second.example", "conclude"]), 1):
        out.append(
            f"**镜头 {i}**（{shot}）\n旁白：{prose.sentence(role)}"
            if lang == "zh"
            else f"**Shot {i}** ({shot})\nVoice: {prose.sentence(role)}",
        )
    q = ask(
        r,
        lang,
        topic,
        ["{请|帮我|}{写|策划}{一个|一条|}{关于|介绍}{m}的{短视频脚本|视频脚本|抖音脚本}", "{m}{短视频脚本|视频脚本}"],
        ["{Write|Make} {a short video script|a script for a short video} {about|on} {m}"],
    )
    return [["user", q], ["assistant", "\n\n".join(out)]]


def table(r, lang, topic):
    """A Markdown table of three rows."""
    prose = Prose(r, lang, topic)
    head = (
        "| 方面 | 要点 | 说明 |\n| --- | --- | --- |\n"
        if lang == "zh"
        else "| Aspect | Point | Remarks |\n| --- | --- | --- |\n"
    )
    rows = [
        f"| {name} | {points[0]} | {prose.sentence(role)} |"
        for (name, points), role in zip(prose.outline(3), ["pro", "con", "advice"])
    ]
    lead = fill(r, "下面是关于{T}的表格：\n\n" if lang == "zh" else "Here is a table about {T}:\n\n", T=topic)
    q = ask(
        r,
        lang,
        topic,
        ["{请|}{用|做一个}{Markdown 表格|表格}{说明|总结|介绍}{m}", "{请|}列{一个|}{m}的{对比|}表格"],
        ["{Make|Write} a {Markdown table|table} about {m}", "Use a table to explain {m}"],
    )
    return [["user", q], ["assistant", lead + head + "\n".join(rows)]]


def explanation(r, lang, topic):
    """One paragraph that answers "what is it" and "why"."""
    q = ask(
        r,
        lang,
        topic,
        ["{什么是{m}|{m}是什么|介绍一下{m}|解释{m}|为什么{m}很重要|怎么看待{m}|聊聊{m}|说说{m}}"],
        ["{What is {m}|Explain {m}|Why does {m} matter|What do you think of {m}|Tell me about {m}}"],
    )
    return [["user", q], ["assistant", Prose(r, lang, topic).paragraph(["what", "what.why", "what.how"])]]


def tips(r, lang, topic):
    """The number of suggestions that was asked for."""
    prose, count = Prose(r, lang, topic), r.choice([3, 4, 5, 5])
    lead = fill(r, "关于{T}，可以参考以下{n}点：" if lang == "zh" else "Here are {n} suggestions for {T}:", T=topic, n=count)
    zh = (
        [
            "{请|}{给我|列出|给出}{n}条{关于|}{m}的{建议|步骤|方法}",
            "{m}有哪{n}条建议",
        ]
        if r.random() < 0.7 or count != 5
        else ["{如何|怎样|怎么}{做好|开始|规划|安排}{m}"]
    )
    en = (
        ["{Give me|List} {n} {tips|steps|ideas} {for|on} {m}"]
        if r.random() < 0.7 or count != 5
        else [
            "How {can I|do I|should we} {plan|start|improve} {m}",
        ]
    )
    return [
        ["user", ask(r, lang, topic, zh, en, n=count)],
        ["assistant", lead + "\n\n" + "\n".join(f"{i}. {prose.sentence('advice')}" for i in range(1, count + 1))],
    ]


def pros_and_cons(r, lang, topic):
    """Two lists and a conclusion."""
    prose = Prose(r, lang, topic)
    heads = ("优点", "不足") if lang == "zh" else ("Pros", "Cons")
    parts = [
        f"**{head}**\n\n- {prose.sentence(role)}\n- {prose.sentence(role)}" for head, role in zip(heads, ("pro", "con"))
    ]
    q = ask(
        r,
        lang,
        topic,
        ["{请|}{分析|说说|比较}{m}的{优缺点|利弊|好处和坏处}"],
        ["{Analyse|List|Discuss} the {pros and cons|advantages and disadvantages} of {m}"],
    )
    return [["user", q], ["assistant", "\n\n".join([*parts, prose.sentence("conclude")])]]


FOLLOW_UPS = {
    "zh": [
        ("{再举个例子|能举例吗|给一个例子}{。|？|}", ["more.example", "more.result"]),
        ("{再短一点|用一句话说|太长了，精简一下}。", ["thesis"]),
        ("{继续|接着说|再多写一点|然后呢}{。|？|}", ["first.reason", "second.effect"]),
        ("{写个结尾|总结一下|最后总结}。", ["conclude", "conclude.act"]),
    ],
    "en": [
        ("{Give an example|Can you give an example|One example, please}{.|?}", ["more.example", "more.result"]),
        ("{Shorter|In one sentence|Too long, make it shorter}.", ["thesis"]),
        ("{Continue|Go on|More, please}.", ["first.reason", "second.effect"]),
        ("{Write an ending|Conclude|Sum it up}.", ["conclude", "conclude.act"]),
    ],
}


def follow_up(r, lang, topic):
    """A short first answer, then one or two wishes about the same topic."""
    prose = Prose(r, lang, topic)
    q = ask(
        r,
        lang,
        topic,
        ["{写一段|写几句}{关于|}{m}{的话|的文字|的短文|}", "用一段话{介绍|谈谈}{m}"],
        ["Write a {short |}paragraph about {m}", "Write a few sentences about {m}"],
    )
    messages = [["user", q], ["assistant", prose.paragraph(["hook", "thesis", "first.effect"])]]
    for question, roles in r.sample(FOLLOW_UPS[lang], r.choice([0, 1, 1, 2])):
        messages += [["user", fill(r, question)], ["assistant", prose.paragraph(roles)]]
    return messages
