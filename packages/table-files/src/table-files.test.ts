import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { tableFiles } from './table-files.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('tables that are read', () => {
  it.each([
    ['commas and quotes', 'topic,words\n"a, b",150\n'],
    ['semicolons, a byte order mark and empty lines', '\uFEFFtopic;words\r\n\r\n"a, b";150\r\n'],
    ['tabs, as they are pasted', 'topic\twords\n"a, b"\t150'],
  ])('B20 takes text with %s apart', async (_, text) => {
    expect(await tableFiles.parse(text)).toEqual([
      ['topic', 'words'],
      ['a, b', '150'],
    ]);
  });

  it('B20 reads Big5, and refuses what could as well be GB18030', async () => {
    const bytes = new Uint8Array([0xa5, 0x44, 0xc3, 0x44, 0x0a, 0xac, 0x4b, 0xa4, 0xd1, 0x0a]);
    expect(await tableFiles.read(bytes, 'a.csv')).toEqual([['主題'], ['春天']]);
    const unclear = tableFiles.read(new Uint8Array([0xb1, 0xb1, 0xbe, 0xa9]), 'a.csv');
    await expect(unclear).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining('“北京”') });
  });

  it('B20 reads GB18030, and names the line that is broken', async () => {
    const bytes = new Uint8Array([0xd6, 0xf7, 0xcc, 0xe2, 0x0a, 0xb4, 0xba, 0xcc, 0xec, 0x0a]);
    expect(await tableFiles.read(bytes, 'a.csv')).toEqual([['主题'], ['春天']]);
    await expect(tableFiles.parse('topic\n"春天\n')).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('line'),
    });
    const noise = tableFiles.read(new Uint8Array([0, 1, 2, 255]), 'a.csv');
    await expect(noise).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining('no text') });
    await expect(tableFiles.read(new Uint8Array([1, 2]), 'a.XLSX')).rejects.toMatchObject({ message: expect.stringContaining('XLSX') });
  });
});

describe('tables that are too large', () => {
  it('B20 are refused when a small file says that it holds gigabytes', async () => {
    const bytes = zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<worksheet/>') });
    const entry = new DataView(bytes.buffer, bytes.byteOffset);
    const at = bytes.findIndex((_, index) => index + 4 <= bytes.length && entry.getUint32(index) === 0x504b0102);
    entry.setUint32(at + 24, 2_000_000_000, true);
    await expect(tableFiles.read(bytes, 'a.xlsx')).rejects.toMatchObject({ message: 'Unpacked, the table is larger than 100 MB.' });
  });

  it('B30 are refused rather than cut, where a cell cannot hold a text', async () => {
    const lines = [['春'.repeat(32_768)]];
    await expect(tableFiles.write(lines, 'xlsx')).rejects.toMatchObject({ code: 'invalid-request', hint: expect.stringContaining('CSV') });
    expect((await tableFiles.write(lines, 'csv')).length).toBeGreaterThan(90_000);
  });
});

describe('tables that are written', () => {
  const lines = [
    ['主题', '正文', '字数'],
    ['=1+1', '-', 3],
    ['+86', '@a\n"b"', -4],
    ["'quoted'", '-12.5', 0],
  ];

  it.each(['csv', 'xlsx'] as const)('B31 come back from %s as they were', async (format) => {
    const bytes = await tableFiles.write(lines, format);
    expect(await tableFiles.read(bytes, `a.${format}`)).toEqual(lines.map((line) => line.map(String)));
  });

  it('B31 hold no cell that a spreadsheet program would run', async () => {
    const text = decode(
      await tableFiles.write(
        [
          ['=cmd|x', '+1+1', '-2-2', '@sum', '\tx', '-5', '5%'],
          ['a', -3],
        ],
        'csv',
      ),
    );
    expect(text).toBe(`\uFEFF'=cmd|x,'+1+1,'-2-2,'@sum,'\tx,-5,5%\r\na,-3\r\n`);
    const sheet = unzipSync(await tableFiles.write([['=1+1']], 'xlsx'));
    const written = Object.values(sheet)
      .map((file) => strFromU8(file))
      .join('');
    expect(written).toContain("'=1+1");
    expect(written).not.toContain('<f>');
  });

  it('B32 go into a ZIP with names as they are, Chinese ones too', async () => {
    const files = [
      { name: '001-春天的河.md', content: '# 春天的河\n' },
      { name: '002-text.md', content: '' },
    ];
    const entries = unzipSync(await tableFiles.archive(files));
    expect(Object.entries(entries).map(([name, bytes]) => ({ name, content: strFromU8(bytes) }))).toEqual(files);
  });

  it('W27 go into a ZIP with images as they are: these are packed already', async () => {
    const image = new Uint8Array(400_000);
    const bytes = await tableFiles.archive([
      { name: 'a.md', content: '春'.repeat(100_000) },
      { name: 'images/b.png', content: image },
    ]);
    expect(unzipSync(bytes)['images/b.png']).toEqual(image);
    expect(bytes.length - image.length).toBeLessThan(5000);
    expect(bytes.length).toBeGreaterThan(image.length);
  });
});
