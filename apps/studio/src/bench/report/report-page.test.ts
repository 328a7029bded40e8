import { describe, expect, it } from 'vitest';
import { barChart } from './bar-chart.ts';
import { html, Markup } from './markup.ts';

describe('markup', () => {
  it('escapes what is put into it, but not other markup', () => {
    expect(html`<p>${'<b>&"'} ${3} ${html`<i>${"'"}</i>`} ${[new Markup('<br>')]}</p>`.text).toBe(
      '<p>&#60;b&#62;&#38;&#34; 3 <i>&#39;</i> <br></p>',
    );
  });
});

describe('a bar chart', () => {
  it('draws every bar on the same scale', () => {
    const { text } = barChart('Speed', [
      { label: 'a', value: '5', parts: [{ from: 0, to: 5, kind: 'ours' }] },
      { label: 'b', value: '10', parts: [{ from: 4, to: 10, kind: 'review' }], mark: 8 },
    ]);
    expect(text).toMatch(/class="ours" x="0%"[^>]* width="50%"/u);
    expect(text).toMatch(/class="review" x="40%"[^>]* width="60%"/u);
    expect(text).toMatch(/class="limit" x="79.7%"/u);
  });

  it('survives a chart of nothing but zeros', () => {
    expect(barChart('Nothing', [{ label: 'a', value: '0', parts: [{ from: 0, to: 0, kind: 'ours' }] }]).text).toContain('width="0.4%"');
  });
});
