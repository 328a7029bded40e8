// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { sampleSection, sampleVersion } from '../../testing/document-samples.ts';
import { anchorOf, placeOf } from './find-words.ts';

const text = '书很有耐心，它们等着每一个**走进来的人**。\n\n夜里的灯一直亮着。有人来还书，有人只是坐一坐，听听雨声。';

/** A comment on these words of section 1, and the sections as they are now. */
function find(quote: string, now: readonly (string | null)[], written = text) {
  const start = written.indexOf(quote);
  const comment = { sectionId: sampleSection(1).id, ...anchorOf(written, { start, end: start + quote.length }) };
  const sections = now.map((words, index) =>
    sampleSection(index + 1, { version: words === null ? null : sampleVersion(index + 1, index + 1, { text: words }) }),
  );
  const place = placeOf(comment, sections);
  const section = sections.findIndex(({ id }) => id === place?.sectionId);
  return place && [section + 1, now[section]?.slice(place.start, place.end), place.isChanged];
}

describe('W41: the words of a comment', () => {
  it('are found where they stand', () => {
    expect(find('有人来还书', [text])).toEqual([1, '有人来还书', false]);
    expect(find('等着每一个**走进来的人**', [text])).toEqual([1, '等着每一个**走进来的人', false]);
  });

  it('follow when the text around them changes, grows or loses its marks', () => {
    expect(find('有人来还书', [`新的开头。\n\n${text.replace('听听雨声', '读几页书')}`])).toEqual([1, '有人来还书', false]);
    expect(find('走进来的人', [text.replaceAll('**', '')])).toEqual([1, '走进来的人', false]);
  });

  it('are known by themselves where they stand once in their section, whatever became of the text on either side', () => {
    expect(find('有人来还书', ['别的。有人来还书。又是别的。'])).toEqual([1, '有人来还书', false]);
    expect(find('有人来还书', [null, '别的。有人来还书。又是别的。'])).toBeNull();
  });

  it('are told from the same words elsewhere by what stands beside them', () => {
    const twice = '甲有一盏灯，照着门口的石阶。乙有一盏灯，照着窗边的桌子。';
    const start = twice.lastIndexOf('有一盏灯');
    const comment = { sectionId: sampleSection(1).id, ...anchorOf(twice, { start, end: start + 4 }) };
    const moved = sampleSection(1, { version: sampleVersion(1, 1, { text: `丙有一盏灯，没有点亮过。${twice}` }) });
    expect(placeOf(comment, [moved])).toMatchObject({ start: start + 12 });
  });

  it('are not taken for the same short words in another place', () => {
    expect(find('灯', ['雨停了，街上只剩一盏灯还亮着。'])).toBeNull();
    expect(find('the', ['On that day, the others came late.'], 'We saw the lake and went home.')).toBeNull();
  });

  it('stay in place when they were reworded between the same surroundings', () => {
    expect(find('有人来还书', [text.replace('有人来还书', '借书的人来了又走')])).toEqual([1, '借书的人来了又走', true]);
    expect(find('书很有耐心', [text.replace('书很有耐心', '书不着急')])).toEqual([1, '书不着急', true]);
    expect(find('听听雨声', [text.replace('听听雨声', '听雨')])).toEqual([1, '听雨', true]);
  });

  it('are gone when they were deleted, or everything around them is another text', () => {
    expect(find('有人来还书，', [text.replace('有人来还书，', '')])).toBeNull();
    expect(find('有人来还书', ['完全是另一段话，说的是另一件事情。'])).toBeNull();
    expect(find('有人来还书', [null])).toBeNull();
    expect(find('有人来还书', [])).toBeNull();
  });

  it('are found by the longest sentence that is left of a passage', () => {
    const left = '开头换过了。有人来还书，有人只是坐一坐，听听雨声。结尾也换过了。';
    expect(find('夜里的灯一直亮着。有人来还书，有人只是坐一坐，听听雨声', [left])).toEqual([
      1,
      '有人来还书，有人只是坐一坐，听听雨声',
      true,
    ]);
  });

  it('are found in the section that they came to by a split or a merge, and in their own before others', () => {
    const [first = '', second = ''] = text.split('\n\n');
    expect(find('有人来还书', [first, second])).toEqual([2, '有人来还书', false]);
    expect(find('有人只是坐一坐，听听雨声', [text, text])?.[0]).toBe(1);
    expect(find('有人只是坐一坐，听听雨声', [null, `前一节。\n\n${text}`])).toEqual([2, '有人只是坐一坐，听听雨声', false]);
  });
});
