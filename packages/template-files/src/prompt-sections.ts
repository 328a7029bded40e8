import type { Bilingual, Template } from '@maobi/contract';
import type { Finding } from './finding.ts';
import type { SplitFile } from './front-matter.ts';

export const languages = ['zh', 'en'] as const satisfies readonly (keyof Bilingual)[];
const parts = ['system', 'brief'] as const;

/** A line of a prompt and where it stands in the file. */
export interface PromptLine {
  readonly line: number;
  readonly text: string;
}

/** The lines of one prompt, without empty ones at its ends. */
export interface PromptSection {
  readonly language: (typeof languages)[number];
  readonly part: (typeof parts)[number];
  readonly lines: readonly PromptLine[];
}

interface OpenSection extends PromptSection {
  readonly line: number;
  readonly lines: PromptLine[];
}

const structure = 'The body has the headings "# zh" and "# en", and below each "## system" and "## brief".';

/** Finds the four prompts in the body of a file by their headings, and what is wrong with those. */
export function promptSections({ body, bodyLine }: SplitFile): { sections: PromptSection[]; findings: Finding[] } {
  const reader = new BodyReader();
  for (const [index, text] of body.entries()) reader.read({ line: bodyLine + index, text });
  const findings = [...reader.findings, ...missingFindings(reader, bodyLine - 1)];
  return { sections: reader.sections.map((section) => ({ ...section, lines: withoutEmptyEnds(section.lines) })), findings };
}

/** The prompts as a template holds them. All four must be there. */
export function promptsOf(sections: readonly PromptSection[]): Template['prompts'] {
  const textOf = (language: PromptSection['language'], part: PromptSection['part']): string =>
    sections
      .filter((section) => section.language === language && section.part === part)
      .flatMap(({ lines }) => lines.map(({ text }) => text))
      .join('\n');
  const promptOf = (language: PromptSection['language']) => ({ system: textOf(language, 'system'), brief: textOf(language, 'brief') });
  return { zh: promptOf('zh'), en: promptOf('en') };
}

class BodyReader {
  readonly sections: OpenSection[] = [];
  readonly findings: Finding[] = [];
  readonly languageLines = new Map<PromptSection['language'], number>();
  #language: PromptSection['language'] | null = null;
  #open: OpenSection | null = null;

  read(read: PromptLine): void {
    const heading = /^##?(?=[ \t])/u.exec(read.text)?.[0];
    const name = read.text.slice(heading?.length).trim();
    if (heading === '#') this.#beginLanguage(name, read.line);
    else if (heading === '##') this.#beginPart(name, read.line);
    else if (this.#open) this.#open.lines.push({ ...read, text: read.text.trimEnd() });
    else if (read.text.trim() !== '') this.#report(read.line, 'This text belongs to no prompt.');
  }

  #beginLanguage(name: string, line: number): void {
    this.#open = null;
    this.#language = languages.find((language) => language === name) ?? null;
    if (this.#language === null) this.#report(line, `"# ${name.slice(0, 100)}" is no language of a template.`);
    else if (this.languageLines.has(this.#language)) this.#report(line, `"# ${name}" is there twice.`);
    else this.languageLines.set(this.#language, line);
  }

  #beginPart(name: string, line: number): void {
    const language = this.#language;
    const part = parts.find((known) => known === name);
    this.#open = null;
    if (language === null) return this.#report(line, `"## ${name.slice(0, 100)}" stands below no language.`);
    if (part === undefined) return this.#report(line, `"## ${name.slice(0, 100)}" is no prompt of a template.`);
    if (this.sections.some((section) => section.language === language && section.part === part)) {
      this.#report(line, `"## ${part}" is there twice below "# ${language}".`);
    }
    this.#open = { language, part, line, lines: [] };
    this.sections.push(this.#open);
  }

  #report(line: number, message: string): void {
    this.findings.push({ line, message, hint: structure });
  }
}

/** @param lastLine of the front matter: there may be no other */
function missingFindings({ sections, languageLines }: BodyReader, lastLine: number): Finding[] {
  return languages.flatMap((language) =>
    parts.flatMap((part) => {
      const found = sections.find((section) => section.language === language && section.part === part);
      if (found && withoutEmptyEnds(found.lines).length > 0) return [];
      const state = found ? 'empty' : 'missing';
      const line = found?.line ?? languageLines.get(language) ?? lastLine;
      return [{ line, message: `The prompt "## ${part}" below "# ${language}" is ${state}.`, hint: structure }];
    }),
  );
}

function withoutEmptyEnds(lines: readonly PromptLine[]): PromptLine[] {
  const first = lines.findIndex(({ text }) => text !== '');
  const last = lines.findLastIndex(({ text }) => text !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}
