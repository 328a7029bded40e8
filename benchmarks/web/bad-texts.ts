/** 5 MB of Chinese, as of a book that was copied. */
export const hugeText = '从前有座山，山里有座庙，庙里有个老和尚在讲故事。\n\n'.repeat(70_000);

const tale = '从前有座山，山里有座庙，庙里有个老和尚在讲故事。\n\n';
/** As much as the composer takes at once. */
export const longQuestion = tale.repeat(1800);
/** As much as the source of a section takes at once. */
export const longestSource = tale.repeat(3840);
/** As much as the section editor takes at once. */
export const longSection = tale.repeat(1150);

/** A file near the largest that is opened, without a heading. */
export const hugeFile = '从前有座山，山里有座庙，庙里有个老和尚在讲故事。\n\n'.repeat(26_000);

/** The same with headings, as most long files have them. */
export const hugeFileWithHeadings = Array.from(
  { length: 100 },
  (_, index) => `## 第 ${index + 1} 回\n\n${'从前有座山，山里有座庙，庙里有个老和尚在讲故事。\n\n'.repeat(250)}`,
).join('');

const hostileParts = [
  '<script>window.executed = true</script>',
  '<img src=x onerror="window.executed = true">',
  '<svg onload="window.executed = true"><animate onbegin="window.executed = true" attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.executed = true</script>"></iframe>',
  '[点这里](javascript:window.executed=true) <a href="javascript:window.executed=true">或这里</a>',
  '![图](x" onerror="window.executed=true)',
  '<style>*{display:none}</style><base href="https://example.invalid/"><meta http-equiv="refresh" content="0;url=https://example.invalid/">',
  '$\\href{javascript:window.executed=true}{x}$ `<b onclick=1>` &lt;b&gt; &#x3c;script&#x3e; ]]> --> {{7*7}} ${7*7}',
];
/** HTML that does something where it is taken for HTML. */
export const hostileText = hostileParts.join('\n\n');

/** Right-to-left words and the characters that turn the direction. */
export const rightToLeftText =
  'مرحبا بالعالم، this is English، ثم عربي.\n\n\u202eabc\u202c \u2067שלום\u2069 \u200fנגמר\u200e 123.\n\nעברית ב**הדגשה** ו`קוד`.';

/** Characters of many code points. */
export const emojiText = '👩‍👩‍👧‍👦 一家，👨🏽‍💻👍🏿 肤色，🇨🇳🇺🇳🏴󠁧󠁢󠁥󠁮󠁧󠁿 旗，🏳️‍🌈🏴‍☠️ 1️⃣#️⃣ ☺︎☺️ e\u0301 é 𠮷野家 葛\u{e0100}城。';

const cells = (row: number) => `| ${row} | 第 ${row} 行的名字 | ${row * 17} 元 | 说明写在这里，不长 |`;
export const largeTable = [
  '| 号 | 名 | 价 | 注 |',
  '| --- | --- | ---: | --- |',
  ...Array.from({ length: 500 }, (_, row) => cells(row + 1)),
].join('\n');

/** The columns of the tables below, as a batch calls them. */
export const cellColumns = ['topic', 'words', 'reader', 'tone', 'mustInclude', 'mustAvoid', 'notes'] as const;
const rowOf = (row: number, notes: string) => [
  `第 ${row} 行的题目：城市里的养蜂人`,
  '800',
  '写给邻居看',
  '平实',
  `第 ${row} 只蜂箱`,
  '感叹号',
  notes,
];
export const largeRows = Array.from({ length: 500 }, (_, row) => rowOf(row + 1, '补充说明写在这里，不长也不短。'));
const lines = (rows: readonly (readonly string[])[]) => [cellColumns, ...rows].map((row) => row.join('\t')).join('\n');
/** 500 rows below the names of their columns, as a spreadsheet puts them on the clipboard. */
export const largeCells = lines(largeRows);
/** As many rows, 5 MB of them. */
export const hugeCells = lines(
  Array.from({ length: 500 }, (_, row) => rowOf(row + 1, '从前有座山，山里有座庙，庙里有个老和尚在讲故事。'.repeat(140))),
);
/** 5 MB in which no line ends. */
export const hugeLine = '从前有座山，山里有座庙，庙里有个老和尚在讲故事。'.repeat(70_000);

const codeLine = (line: number) => `  const value_${line} = compute(${line}, "文字 ${line}"); // 第 ${line} 行`;
/** Code whose end never comes. */
export const openFence = `先看代码：\n\n\`\`\`ts\n${Array.from({ length: 500 }, (_, line) => codeLine(line + 1)).join('\n')}`;

const formulaLine = (line: number) => `x_{${line}} = \\frac{a_{${line}}}{b_{${line}}} + \\sqrt{${line}} \\\\`;
/** A formula whose end never comes, and one on a line of its own. */
export const openFormula = `推导如下：$a + b ${'$ c + d'.repeat(200)}\n\n$$\n${Array.from({ length: 400 }, (_, line) => formulaLine(line + 1)).join('\n')}`;

/** Beginnings of formulas, none of which has an end, and lists in one another. */
export const openBeginnings = ['\\(a '.repeat(1500), '$a '.repeat(1500), '\\[x\n'.repeat(500), `${'- '.repeat(1000)}x`].join('\n\n');
