import { describe, expect, it } from 'vitest';
import { readHtml } from './read-html.ts';
import { writeBlock } from './write-markdown.ts';

const pasted = (html: string) => readHtml(html).map(writeBlock).join('\n\n');

describe('what is pasted from other programs', () => {
  it('W10: becomes Markdown of what it says, without scripts, styles and images that would be fetched', () => {
    const hostile =
      '<style>p{}</style><script>alert(1)</script><p onclick="x()">甲<img src="https://a.b/c.png" alt="图" onerror="alert(1)"></p>' +
      '<p><a href="javascript:alert(1)">点</a> <a href="https://a.b/">去</a></p><iframe src="https://a.b"></iframe><svg><script>1</script></svg>';
    expect(pasted(hostile)).toBe('甲![图](https://a.b/c.png)\n\n点 [去](https://a.b/)');
  });

  it('W10: keeps headings, lists, tables and weight, also where they stand in styles', () => {
    expect(pasted('<h2>题</h2><ul><li>一</li><li>二</li></ul>')).toBe('## 题\n\n- 一\n- 二');
    expect(pasted('<b style="font-weight:normal"><p>平<span style="font-weight:700">重</span></p></b>')).toBe('平**重**');
    expect(pasted('<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2<br>3</td></tr></table>')).toBe(
      '| 甲 | 乙 |\n| - | - |\n| 1 | 2 3 |',
    );
  });

  it('W10: knows the lists of Word', () => {
    const word =
      '<p class="MsoNormal">前</p><p class="MsoListParagraph">·&nbsp;&nbsp; 一</p><p class="MsoListParagraph">·&nbsp;&nbsp; 二</p>' +
      '<p class="MsoListParagraph">1.&nbsp; 三</p><o:p>&nbsp;</o:p>';
    expect(pasted(word)).toBe('前\n\n- 一\n- 二\n\n1. 三');
  });

  it('W10: keeps a table of Word, which has paragraphs in its cells', () => {
    const cell = (...words: string[]) => `<td>${words.map((each) => `<p class="MsoNormal">${each}</p>`).join('')}</td>`;
    const word = `<table><tr>${cell('甲')}${cell('乙')}</tr><tr>${cell('1')}${cell('2', '3')}</tr></table>`;
    expect(pasted(word)).toBe('| 甲 | 乙 |\n| - | - |\n| 1 | 2 3 |');
    expect(pasted(`<table><tr>${cell('甲')}</tr></table>`)).toContain('甲');
  });
});
