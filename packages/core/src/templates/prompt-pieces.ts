/** A part of a line of a prompt. `stray-brace`: a single brace that belongs to no slot. */
export interface PromptPiece {
  readonly kind: 'text' | 'slot' | 'stray-brace';
  /** What stands there when it is filled; of a slot, the name of its value. */
  readonly text: string;
}

const piece = /\{\{|\}\}|\{(?<slot>[A-Za-z][A-Za-z0-9]*)\}|[{}]|[^{}]+/gu;

/** Takes a line of a prompt apart: `{name}` is a slot, `{{` and `}}` are braces. */
export function promptPieces(line: string): PromptPiece[] {
  return [...line.matchAll(piece)].map(({ 0: found, groups }) => {
    const slot = groups?.['slot'];
    if (slot !== undefined) return { kind: 'slot', text: slot };
    if (found === '{{' || found === '}}') return { kind: 'text', text: found.slice(1) };
    return { kind: found === '{' || found === '}' ? 'stray-brace' : 'text', text: found };
  });
}
