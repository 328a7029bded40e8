import type { Paragraph, PhrasingContent } from 'mdast';
import type { Drawing } from './drawing.ts';
import { beginsScene, linesOf, speechIn } from './script-lines.ts';

type DrawChildren = (children: readonly PhrasingContent[]) => string;

/** A paragraph; in a script each of its lines is one. */
export function drawParagraph(node: Paragraph, { preset, roles }: Drawing, draw: DrawChildren): string {
  const { children } = node;
  const isPicture = children.every(({ type }) => type === 'image' || type === 'imageReference');
  if (isPicture) return paragraph('picture', draw(children));
  if (preset !== 'script') return paragraph(roles.get(node) ?? '', draw(children));
  const lines = linesOf(children).map((line) => drawScriptLine(line, draw));
  return lines.join('');
}

/** @param words HTML */
function paragraph(className: string, words: string): string {
  return `<p${className ? ` class="${className}"` : ''}>${words}</p>\n`;
}

/** Who speaks stands apart from what they say, and where a scene begins that shows. */
function drawScriptLine(line: readonly PhrasingContent[], draw: DrawChildren): string {
  if (beginsScene(line)) return paragraph('scene', draw(line));
  const speech = speechIn(line);
  if (!speech) return paragraph('', draw(line));
  return paragraph('speech', `<b>${draw(speech.speaker)}</b> ${draw(speech.words)}`);
}
