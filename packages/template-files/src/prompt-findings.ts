import { promptPieces, standardValueNames } from '@maobi/core';
import type { Finding } from './finding.ts';
import type { SplitFile } from './front-matter.ts';
import { languages, type PromptSection } from './prompt-sections.ts';
import type { SoundKeys } from './sound-keys.ts';

/** Slots that nothing fills, braces that are no slots, and fields that no prompt uses. */
export function promptFindings(keys: SoundKeys, sections: readonly PromptSection[], lineOf: SplitFile['lineOf']): Finding[] {
  return [...slotFindings(keys, sections), ...unusedFields(keys, sections, lineOf)];
}

function slotFindings({ fieldNames }: SoundKeys, sections: readonly PromptSection[]): Finding[] {
  const known: readonly string[] = [...standardValueNames, ...(fieldNames ?? [])];
  return sections.flatMap(({ lines }) =>
    lines.flatMap(({ line, text }) =>
      promptPieces(text).flatMap((piece) => {
        if (piece.kind === 'stray-brace') {
          const hint = 'A slot is a name between braces, like {topic}; a brace that belongs to the text is written twice.';
          return [{ line, message: `A single "${piece.text}" is no slot.`, hint }];
        }
        if (piece.kind === 'text' || fieldNames === null || known.includes(piece.text)) return [];
        return [
          { line, message: `Nothing fills the slot {${piece.text}}.`, hint: `Add a field of this name, or use: ${known.join(', ')}.` },
        ];
      }),
    ),
  );
}

/** What a writer fills in must reach the model, in whichever language. */
function unusedFields({ fields }: SoundKeys, sections: readonly PromptSection[], lineOf: SplitFile['lineOf']): Finding[] {
  const written = languages.filter((language) => sections.some((section) => section.language === language && section.part === 'brief'));
  return fields.flatMap((field, index) => {
    if (!field) return [];
    const { name } = field;
    const without = written.filter((language) => !slotsIn(sections, language).has(name));
    const hint = `Write {${name}} where its value belongs, or remove the field.`;
    const message = `No prompt below "# ${without.join('" or "# ')}" uses the field "${name}".`;
    return without.length === 0 ? [] : [{ line: lineOf(['fields', index, 'name']), message, hint }];
  });
}

function slotsIn(sections: readonly PromptSection[], language: string): Set<string> {
  const lines = sections.filter((section) => section.language === language).flatMap((section) => section.lines);
  const slots = lines.flatMap(({ text }) => promptPieces(text).filter(({ kind }) => kind === 'slot'));
  return new Set(slots.map(({ text }) => text));
}
