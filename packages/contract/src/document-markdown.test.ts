import { describe, expect, it } from 'vitest';
import { documentMarkdown } from './document-markdown.ts';

const brief = { topic: '春天\n和柳树', language: 'zh' } as Parameters<typeof documentMarkdown>[0]['brief'];
const section = (heading: string, text: string) => ({ heading, version: { text } }) as Parameters<typeof documentMarkdown>[1][number];

describe('documentMarkdown', () => {
  it('puts each section under its heading, and leaves out what is not written', () => {
    const sections = [section('引言', '第一段。\n'), section('中间', ' '), { heading: '结语', version: null }];
    expect(documentMarkdown({ title: '春日', brief }, sections)).toBe('# 春日\n\n## 引言\n\n第一段。\n');
  });

  it('has no heading over a first section that is called as the document is', () => {
    const sections = [section('春日', '先说一句。'), section('春日', '正文。')];
    expect(documentMarkdown({ title: '春日', brief }, sections)).toBe('# 春日\n\n先说一句。\n\n## 春日\n\n正文。\n');
    expect(documentMarkdown({ title: '夏日', brief }, sections)).toContain('## 春日\n\n先说一句。');
  });

  it('has no heading over the only section, and takes the topic for a title', () => {
    expect(documentMarkdown({ title: '', brief }, [section('春天', '正文。')])).toBe('# 春天 和柳树\n\n正文。\n');
    expect(documentMarkdown({ title: '', brief }, [section('春天', '# 春日\n\n正文。')])).toBe('# 春日\n\n正文。\n');
  });
});
