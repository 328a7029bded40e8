import { imageAt } from '@maobi/contract';

const image = /!\[[^\]\n]*\]\((?<address>[^\s()]+)(?:\s+"[^"\n]*")?\)/gu;
const gap = /\n[ \t]*\n\s*/u;

/**
 * A new wording with all images of the old one, and no others of the studio: one that the model left out comes back at the end of the paragraph
 * where it stood, or as a paragraph of its own where it was one.
 */
export function withKeptImages(old: string, wording: string): string {
  const known = new Set([...old.matchAll(image)].map(({ groups }) => groups?.['address'] ?? ''));
  if (known.size === 0 && !wording.includes('![')) return wording;
  const tidied = withoutImages(wording, known);
  const paragraphs = tidied.split(gap);
  for (const [index, paragraph] of old.split(gap).entries()) {
    for (const { 0: source, groups } of paragraph.matchAll(image)) {
      if (tidied.includes(groups?.['address'] ?? '')) continue;
      const place = Math.min(index, paragraphs.length - 1);
      if (paragraph.trim() === source) paragraphs.splice(index, 0, source);
      else paragraphs[place] = `${paragraphs[place]} ${source}`;
    }
  }
  return paragraphs.join('\n\n').trim();
}

/** A wording without images of the studio but those that are known: a model can only have copied or made up their addresses. */
export function withoutImages(wording: string, known: ReadonlySet<string> = new Set()): string {
  return wording.replaceAll(image, (source, address: string) => {
    const isKept = !address.startsWith('/api/images/') || (imageAt(address) !== null && known.has(address));
    return isKept ? source : '';
  });
}
