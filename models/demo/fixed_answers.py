"""Answers the demo model recites: code from data/code, a few formulas, and who it is."""
from lexicon import DATA
from prompts import choose
from prose import fill

# file, language of the code block, ways to ask in Chinese and English, closing sentence in both
CODE = [
    (
        "calculator.py",
        "python",
        "用Python写一个图形界面计算器|用 tkinter 写一个计算器|用 tkinter 做一个计算器|写一个计算器程序|用 Python 做一个带界面的计算器|写个计算器",
        "a calculator with tkinter|a Python calculator with a graphical interface|a GUI calculator in Python|a calculator app",
        "点击按钮输入算式，按 = 得到结果，按 C 清空。",
        "Click the buttons to type, press = for the result and C to clear.",
    ),
    (
        "quick_sort.py",
        "python",
        "用 Python 写快速排序|用Python实现快速排序|快速排序的代码|写一个快排",
        "quick sort in Python|a Python quicksort|the quicksort algorithm",
        "它选取中间的数作为基准，再递归地排序两边。",
        "It picks a pivot and sorts both sides recursively.",
    ),
    (
        "binary_search.py",
        "python",
        "用 Python 写二分查找|用Python实现二分查找|二分查找函数|写一个二分搜索",
        "binary search in Python|a Python function for binary search|a binary search function",
        "列表必须先排好序，找不到时返回 -1。",
        "The list must be sorted; it returns -1 if nothing is found.",
    ),
    (
        "fibonacci.py",
        "python",
        "用 Python 计算斐波那契数列|用Python写斐波那契数列|斐波那契数列的代码",
        "Fibonacci numbers in Python|a Fibonacci function|the Fibonacci sequence in Python",
        "函数返回前 n 个斐波那契数。",
        "The function returns the first n Fibonacci numbers.",
    ),
    (
        "count_words.py",
        "python",
        "用 Python 统计文本中的词频|用Python统计单词出现次数|词频统计的代码",
        "word counts in Python|a word frequency counter in Python|a script that counts words",
        "它返回出现次数最多的十个词。",
        "It returns the ten most frequent words.",
    ),
    (
        "is_prime.py",
        "python",
        "用 Python 判断质数|用Python判断一个数是不是素数|判断质数的函数",
        "a prime test in Python|a Python function that checks for primes|an is_prime function",
        "只需要试除到平方根即可。",
        "Trial division up to the square root is enough.",
    ),
    (
        "debounce.js",
        "javascript",
        "用 JavaScript 写防抖函数|写一个 JS 防抖函数|防抖的代码",
        "a debounce function in JavaScript|debounce in JS",
        "连续触发时只执行最后一次。",
        "Only the last call in a burst is executed.",
    ),
    (
        "page.html",
        "html",
        "写一个简单的 HTML 页面|写一个网页模板|最简单的HTML网页",
        "a simple HTML page|a minimal web page in HTML",
        "保存为 index.html 后用浏览器打开即可。",
        "Save it as index.html and open it in a browser.",
    ),
    (
        "average_salary.sql",
        "sql",
        "写 SQL 查询每个部门的平均工资|用SQL统计各部门平均工资|查询部门平均工资的 SQL",
        "SQL for the average salary per department|an SQL query for the average salary of each department",
        "GROUP BY 按部门分组，再计算平均值。",
        "GROUP BY groups the rows before averaging.",
    ),
    (
        "large_files.sh",
        "bash",
        "用 bash 查找大文件|写一个查找大文件的命令|怎么用命令行找出大文件",
        "find large files with bash|a shell command that finds large files",
        "它列出大于 100 MB 的文件。",
        "It lists files larger than 100 MB.",
    ),
]
# ways to ask in Chinese and English, answer in both
MATHS = [
    (
        "求解一元二次方程|一元二次方程怎么解|一元二次方程的求根公式|解一元二次方程",
        "the quadratic formula|how to solve a quadratic equation|the solution of a quadratic equation",
        "方程 $ax^2+bx+c=0$（$a \\neq 0$）的解由求根公式给出：\n\n$$x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}$$\n\n当 $b^2-4ac \\ge 0$ 时有实数解。",
        "The solutions of $ax^2+bx+c=0$ with $a \\neq 0$ are given by\n\n$$x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}$$\n\nThey are real when $b^2-4ac \\ge 0$.",
    ),
    (
        "勾股定理|说明勾股定理|什么是勾股定理|写出勾股定理",
        "the Pythagorean theorem|Pythagoras' theorem|the theorem of Pythagoras",
        "直角三角形的两条直角边 $a$、$b$ 与斜边 $c$ 满足：\n\n$$a^2 + b^2 = c^2$$\n\n例如 $3^2 + 4^2 = 5^2$。",
        "In a right triangle with legs $a$, $b$ and hypotenuse $c$:\n\n$$a^2 + b^2 = c^2$$\n\nFor example, $3^2 + 4^2 = 5^2$.",
    ),
    (
        "等差数列求和公式|等差数列怎么求和|写出等差数列的求和公式",
        "the sum of an arithmetic series|the formula for an arithmetic series",
        "首项为 $a_1$、末项为 $a_n$ 的等差数列，前 $n$ 项和为：\n\n$$S_n = \\frac{n(a_1+a_n)}{2}$$\n\n例如 $1+2+\\cdots+100 = 5050$。",
        "With first term $a_1$ and last term $a_n$, the sum of $n$ terms is\n\n$$S_n = \\frac{n(a_1+a_n)}{2}$$\n\nFor example, $1+2+\\cdots+100 = 5050$.",
    ),
    (
        "圆的面积公式|圆的面积怎么算|写出圆的面积公式",
        "the area of a circle|the formula for the area of a circle",
        "半径为 $r$ 的圆，面积和周长分别是：\n\n$$S = \\pi r^2, \\quad C = 2\\pi r$$\n\n其中 $\\pi \\approx 3.14$。",
        "A circle of radius $r$ has area and circumference\n\n$$S = \\pi r^2, \\quad C = 2\\pi r$$\n\nwith $\\pi \\approx 3.14$.",
    ),
]
WHO = {
    "zh": "我是毛笔自带的小型演示模型，只会模仿文章的样子，并不理解内容。要认真写作，请运行 `maobi models pull`，或者在“模型”页面安装 Qwen3-4B。",
    "en": "I am the tiny demo model that comes with Maobi. I imitate the look of writing and understand nothing. For real work, run `maobi models pull` or install Qwen3-4B on the Models page.",
}
HELLO = {
    "zh": "你好！我是毛笔的小型演示模型。给我一个主题，我来试着写一段。",
    "en": "Hello! I am Maobi's tiny demo model. Give me a topic and I will try a draft.",
}
THANKS = {"zh": "不客气！还想写什么，随时告诉我。", "en": "You are welcome! Tell me if you want to write something else."}


def code(r, lang, topic):
    """One of the programs in data/code with a closing sentence."""
    name, kind, zh, en, note_zh, note_en = r.choice(CODE + CODE[:1])
    q = choose(
        r,
        lang,
        ["{请|帮我|能不能|}{q}{。|，给出代码。|，要能运行。||？}"],
        ["{Write|Please write|Show me|I need|Give me} {q}{.||, with code.}"],
        q=r.choice((zh if lang == "zh" else en).split("|")),
    )
    text = (DATA / "code" / name).read_text(encoding="utf-8").rstrip("\n")
    return [["user", q], ["assistant", f"```{kind}\n{text}\n```\n\n" + (note_zh if lang == "zh" else note_en)]]


def maths(r, lang, topic):
    """A formula in LaTeX."""
    zh, en, answer_zh, answer_en = r.choice(MATHS)
    q = choose(
        r,
        lang,
        ["{请|}{q}{。|，用公式表示。|？|}"],
        ["{Explain|Show|What is|Give me|Write} {q}{.|?|}"],
        q=r.choice((zh if lang == "zh" else en).split("|")),
    )
    return [["user", q], ["assistant", answer_zh if lang == "zh" else answer_en]]


def small_talk(r, lang, topic):
    """Who the model is, greetings and thanks."""
    kind = r.random()
    if kind < 0.55:
        zh, en, answer = (
            "{你是谁|你是什么模型|介绍一下你自己|你叫什么名字|你能做什么|你是GPT吗|你是Qwen吗|你会什么}{？|?|}",
            "{Who are you|What model are you|Introduce yourself|What can you do|Are you ChatGPT|What is your name}{?|}",
            WHO,
        )
    elif kind < 0.85:
        zh, en, answer = (
            "{你好|您好|嗨|在吗|早上好|晚上好}{。|！|，|}",
            "{Hello|Hi|Hey|Good morning|Good evening|Hi there}{.|!|}",
            HELLO,
        )
    else:
        zh, en, answer = "{谢谢|好的，谢谢|辛苦了|再见}{。|！|}", "{Thanks|Thank you|Great, thanks|Goodbye}{.|!|}", THANKS
    return [["user", fill(r, zh if lang == "zh" else en)], ["assistant", answer[lang]]]
