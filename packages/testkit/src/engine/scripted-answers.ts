interface Answer {
  readonly language: 'zh' | 'en';
  readonly kind: 'essay' | 'outline' | 'code';
  /** `{topic}` stands for what the writer asked about. */
  readonly text: string;
}

const answers: readonly Answer[] = [
  {
    language: 'zh',
    kind: 'essay',
    text: `# {topic}

清晨六点，城市还没有完全醒来，街角的早餐铺已经升起白汽。谈到“{topic}”，人们往往先想到宏大的叙事，却忽略了它正从这样细小的地方开始改变生活。

## 它改变了节奏

过去，一件事要等上三天；如今，三分钟就有回音。**快**不再是优势，而是前提。真正稀缺的，变成了停下来想一想的耐心。

- 工具替我们做了重复的部分；
- 判断仍然留在人的手里；
- 责任也一样。

> 技术拉近了距离，却没有替任何人走完那段路。

## 它提出了新的问题

如果一切都能被计算，那么不能被计算的东西——信任、审美、偏爱——就会越来越贵。下表是一个粗略的对照：

| 方面 | 从前 | 现在 |
| --- | --- | --- |
| 获取信息 | 以天计 | 以秒计 |
| 形成判断 | 靠经验 | 靠经验与证据 |
| 承担后果 | 人 | 仍然是人 |

## 结语

“{topic}”不是终点，而是一面镜子：它照出我们在意什么，也照出我们害怕什么。与其追问它会把我们带到哪里，不如先想清楚，我们愿意往哪里走。
`,
  },
  {
    language: 'zh',
    kind: 'outline',
    text: `# {topic}：提纲

1. **开场**（约 150 字）
   - 一个具体的场景，把听众带进来
   - 一句话说清今天的主题
2. **为什么是现在**（约 250 字）
   - 三个看得见的变化
   - 一个容易被忽视的代价
3. **我们做了什么**（约 300 字）
   - 核心设计与取舍
   - 现场演示：从打开到完成，两分钟
4. **对你意味着什么**（约 200 字）
   - 省下的时间
   - 可以交给它、以及不该交给它的事
5. **收尾**（约 100 字）
   - 回到开场的场景
   - 行动建议
`,
  },
  {
    language: 'zh',
    kind: 'code',
    text: `下面是一个可以直接运行的版本，只用标准库：

\`\`\`python
import tkinter as tk


def press(key: str) -> None:
    if key == "=":
        try:
            display.set(str(eval(display.get(), {"__builtins__": {}})))
        except Exception:
            display.set("错误")
    elif key == "C":
        display.set("")
    else:
        display.set(display.get() + key)


window = tk.Tk()
window.title("计算器")
display = tk.StringVar()
tk.Entry(window, textvariable=display, justify="right").grid(row=0, column=0, columnspan=4)
for index, key in enumerate("789/456*123-C0=+"):
    row, column = divmod(index, 4)
    tk.Button(window, text=key, width=4, command=lambda k=key: press(k)).grid(row=row + 1, column=column)
window.mainloop()
\`\`\`

运算的复杂度是 $O(n)$，其中 $n$ 是算式的长度。要点有两个：按钮由一个循环生成；\`eval\` 的内建函数被清空。
`,
  },
  {
    language: 'en',
    kind: 'essay',
    text: `# {topic}

At six in the morning the city is only half awake, and the first tram carries more silence than people. Talk about *{topic}* usually starts with grand promises. It is better to start here, with an ordinary day, because that is where any change has to prove itself.

## What actually changes

The first thing that moves is **tempo**. Work that used to wait three days now waits three minutes, and patience becomes the scarce good.

- Tools take over what repeats.
- Judgement stays with people.
- So does responsibility.

> A shorter road is still a road; somebody has to walk it.

## What it asks of us

If everything that can be counted is counted, then what cannot be counted — trust, taste, affection — grows more valuable:

| Aspect | Before | Now |
| --- | --- | --- |
| Finding facts | days | seconds |
| Forming a judgement | experience | experience and evidence |
| Bearing the result | people | still people |

## A quiet conclusion

*{topic}* is less a destination than a mirror. Before asking where it will take us, we might decide where we would like to go.
`,
  },
  {
    language: 'en',
    kind: 'outline',
    text: `# {topic}: an outline

1. **Opening** (about 90 words)
   - one concrete scene that brings the audience in
   - the subject in a single sentence
2. **Why now** (about 150 words)
   - three changes anyone can see
   - one cost that is easy to miss
3. **What we made** (about 200 words)
   - the central idea and its trade-offs
   - a live demonstration: from start to finish in two minutes
4. **What it means for you** (about 120 words)
   - the hours it gives back
   - what to hand over, and what to keep
5. **Closing** (about 60 words)
   - back to the opening scene
   - one thing to do tomorrow
`,
  },
  {
    language: 'en',
    kind: 'code',
    text: `Here is a version that runs as it is and needs the standard library only:

\`\`\`python
from dataclasses import dataclass, field


@dataclass
class Stack:
    items: list[float] = field(default_factory=list)

    def push(self, value: float) -> None:
        self.items.append(value)

    def pop(self) -> float:
        if not self.items:
            raise IndexError("the stack is empty")
        return self.items.pop()


if __name__ == "__main__":
    stack = Stack()
    for value in (1.0, 2.0, 3.0):
        stack.push(value)
    print(stack.pop())
\`\`\`

Both operations take $O(1)$ time. The error says what went wrong instead of returning a value that looks right.
`,
  },
];

/** Emoji of several code points, combining accents, rare characters and right-to-left text: hard to cut rightly. */
export const manyBytesAnswer = '👩‍👩‍👧‍👦 一家人去看🏳️‍🌈彩虹，𠮷野家里 é 与 é 并存，كتاب 也在桌上。👍🏽 完。';

/** One beat of the text that never ends. */
export const endlessBeat = '雨还在下，街灯一盏一盏亮起来，像是有人在远处慢慢数数。';

/** A text that looks like real writing: in the language of the question, of the kind it asks for, on its topic. */
export function answerTo(question: string): string {
  const language = /\p{Script=Han}/u.test(question) ? 'zh' : 'en';
  const kind = kindOf(question);
  const answer = answers.find((candidate) => candidate.language === language && candidate.kind === kind);
  return (answer?.text ?? '').replaceAll('{topic}', topicOf(question, language));
}

function kindOf(question: string): Answer['kind'] {
  if (/代码|程序|python|javascript|函数|计算器|\bcode\b|\bscript\b|\bprogram\b|\bfunction\b/iu.test(question)) return 'code';
  if (/提纲|大纲|outline/iu.test(question)) return 'outline';
  return 'essay';
}

function topicOf(question: string, language: 'zh' | 'en'): string {
  const quoted = /[“《「"]([^”》」"\n]{2,40})[”》」"]/u.exec(question)?.[1];
  if (quoted) return quoted;
  return language === 'zh' ? '身边的变化' : 'Small changes';
}
