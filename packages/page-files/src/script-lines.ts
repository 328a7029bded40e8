import type { PhrasingContent, Strong, Text } from 'mdast';

interface Speech {
  /** With the colon behind the name. */
  readonly speaker: readonly PhrasingContent[];
  readonly words: readonly PhrasingContent[];
}

const speakerInText = /^\s*([\p{L}\p{N}·・][\p{L}\p{N}·・ ]{0,15}(?:（[^（）]{0,20}）|\([^()]{0,20}\))?[：:])(?!\/\/)\s*/u;
const sceneInText = /^\s*(?:第[\d〇零一二三四五六七八九十百]+[场幕]|(?:场景|镜头|Scene|Shot)\s*[\d一二三四五六七八九十]|(?:INT|EXT)\b)/iu;
const colonInFront = /^[：:]\s*/u;

/** The lines of a paragraph; those in which nothing stands are left out. */
export function linesOf(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const child of children) {
    if (child.type === 'break') lines.push([]);
    else if (child.type === 'text') {
      const [first = '', ...others] = child.value.split('\n');
      lines.at(-1)?.push({ ...child, value: first });
      for (const value of others) lines.push([{ ...child, value }]);
    } else lines.at(-1)?.push(child);
  }
  return lines.filter((line) => line.some((child) => child.type !== 'text' || child.value.trim() !== ''));
}

export function beginsScene([first]: readonly PhrasingContent[]): boolean {
  return first?.type === 'text' && sceneInText.test(first.value);
}

/** Who speaks in a line, and what they say: 阿木：… and **旁白**：… and **Tam:** …; `null`: nobody does. */
export function speechIn([first, ...rest]: readonly PhrasingContent[]): Speech | null {
  if (first?.type === 'text') return speechInText(first, rest);
  return first?.type === 'strong' ? speechBehind(first, rest) : null;
}

function speechInText(first: Text, rest: readonly PhrasingContent[]): Speech | null {
  const [start = '', speaker = ''] = speakerInText.exec(first.value) ?? [];
  return speaker === '' ? null : { speaker: [{ ...first, value: speaker }], words: [behind(first, start), ...rest] };
}

function speechBehind({ children }: Strong, rest: readonly PhrasingContent[]): Speech | null {
  const [next, ...others] = rest;
  if (next?.type !== 'text') return null;
  const colon = colonInFront.exec(next.value)?.[0];
  if (colon !== undefined) return { speaker: [...children, { ...next, value: colon.trim() }], words: [behind(next, colon), ...others] };
  const last = children.at(-1);
  const isNamed = last?.type === 'text' && /[：:]$/u.test(last.value);
  return isNamed ? { speaker: children, words: [behind(next, /^\s*/u.exec(next.value)?.[0] ?? ''), ...others] } : null;
}

function behind(text: Text, start: string): Text {
  return { ...text, value: text.value.slice(start.length) };
}
