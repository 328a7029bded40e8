import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sampleDocument, sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { openDocumentPage } from '../../testing/open-document-page.tsx';
import { preparedElements, prepareElements } from './prepared-elements.ts';

afterEach(() => {
  cleanup();
  document.getSelection()?.removeAllRanges();
  vi.unstubAllGlobals();
});

const texts = [
  '见[维基](https://example.com/w)。\n\n- 甲\n- 乙\n\n```js\nlet a;\nlet b;\n```',
  '| 名 | 数 |\n| - | -: |\n| 茶 | **三** |\n\n3. 子\n4. 丑',
];

async function openDocument() {
  const sections = texts.map((text, index) =>
    sampleSection(index + 1, {
      heading: `第${index + 1}节`,
      version: sampleVersion(index + 1, index + 1, { text }),
      count: 345,
      state: 'done',
    }),
  );
  const standing = sampleDocument({ sections });
  await openDocumentPage(standing);
  await screen.findByText('维基');
  const article = document.querySelector('article.prose') as HTMLElement;
  const copy = (select: (range: Range) => void) => {
    const range = document.createRange();
    select(range);
    document.getSelection()?.removeAllRanges();
    document.getSelection()?.addRange(range);
    const data = new Map<string, string>();
    const target = article.contains(range.startContainer) ? range.startContainer : article;
    const event = createEvent.copy(target, { clipboardData: { setData: (type: string, words: string) => data.set(type, words) } });
    fireEvent(target, event);
    return { html: data.get('text/html'), plain: data.get('text/plain') };
  };
  return { article, copy };
}

describe('words that are copied from a document', () => {
  it('W31: are its headings and texts, and nothing that the studio adds', async () => {
    const { article, copy } = await openDocument();
    const { html, plain } = copy((range) => range.selectNodeContents(article));
    expect(plain?.slice(plain.indexOf('第1节'))).toBe(
      '第1节\n\n见维基。\n\n- 甲\n- 乙\n\nlet a;\nlet b;\n\n第2节\n\n名\t数\n茶\t三\n\n3. 子\n4. 丑',
    );
    expect(html).toContain('<p>见<a href="https://example.com/w">维基</a>。</p><ul><li>甲</li><li>乙</li></ul><pre><code>let a;');
    expect(html).toContain('<td align="right"><strong>三</strong></td></tr></tbody></table><ol start="3"><li>子</li>');
    expect(html).not.toMatch(/345|class|button|example\.com<\/a>/u);
  });

  it('W31: keep their list where they are a part of one, and are words inside of a line', async () => {
    const { copy } = await openDocument();
    const list = screen.getByText('甲').closest('ul') as HTMLElement;
    expect(copy((range) => range.selectNodeContents(list))).toEqual({ html: '<ul><li>甲</li><li>乙</li></ul>', plain: '- 甲\n- 乙' });
    expect(copy((range) => range.selectNodeContents(screen.getByText('丑')))).toEqual({ html: '丑', plain: '丑' });
    expect(copy((range) => range.selectNodeContents(screen.getByText('维基')))).toEqual({
      html: '<a href="https://example.com/w">维基</a>',
      plain: '维基',
    });
  });

  it('W31: are left to the browser where they are the studio’s own', async () => {
    const { copy } = await openDocument();
    const own = screen.getAllByText('example.com')[0] as HTMLElement;
    expect(copy((range) => range.selectNodeContents(own))).toEqual({});
  });
});

describe('a section that is far away, and not drawn yet', () => {
  it('W31: is copied as it would be if it were drawn', async () => {
    const { article, copy } = await openDocument();
    const drawn = copy((range) => range.selectNodeContents(article));
    await prepareElements();
    const section = document.querySelectorAll('[data-text]')[1]!;
    section.innerHTML = '<div class="answer"><p class="plain-text"></p></div>';
    section.querySelector('p')!.textContent = texts[1]!;
    expect(copy((range) => range.selectNodeContents(article))).toEqual(drawn);
  });

  it('W31: has its marks in no form', async () => {
    await prepareElements();
    const markdown = [
      '# 题\n\n**重** *轻* ~~删~~ `码` $x$ [去][1] [坏](javascript:a) 注[^1]  \n行',
      '> 引\n\n- [x] 办\n\n![图](/api/images/a.png)\n\n$$\ny\n$$\n\n---\n\n[1]: https://example.com/\n\n[^1]: 脚注',
    ].join('\n\n');
    const host = document.createElement('div');
    host.append(...preparedElements(markdown));
    expect(host.innerHTML).toBe(
      '<h3>题</h3><p><strong>重</strong> <em>轻</em> <del>删</del> <code>码</code> $x$ <a href="https://example.com/">去</a> 坏 注<sup>[1]</sup><br>行</p>' +
        `<blockquote><p>引</p></blockquote><ul><li>办</li></ul><p><img src="${location.origin}/api/images/a.png" alt="图"></p><p>$$y$$</p><hr><p>[1] 脚注</p>`,
    );
  });
});
