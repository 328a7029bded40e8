import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Template, TemplateProblem } from '@maobi/contract';
import { parseTemplate, type ParsedTemplate } from './parse-template.ts';

const mostBytes = 256 * 1024;
const goodName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.md$/;
/** Leftovers of editors and systems, which nobody takes for a template. */
const leftover = /^\.|~$|\.(?:swp|tmp|bak)$/;

export interface LoadedTemplate {
  readonly template: Template;
  readonly path: string;
}

export interface LoadedFolder {
  /** In the order of their files' names. */
  readonly templates: readonly LoadedTemplate[];
  readonly problems: readonly TemplateProblem[];
}

/** A folder of templates. Its files are read at each question; one whose text is what it was is not checked again. */
export class TemplateFolder {
  readonly path: string;
  readonly #origin: Template['origin'];
  readonly #checked = new Map<string, { readonly text: string; readonly parsed: ParsedTemplate }>();

  constructor(folder: string, origin: Template['origin']) {
    this.path = folder;
    this.#origin = origin;
  }

  /** An own folder that does not exist is empty. Never throws: what cannot be read is a problem. */
  async read(): Promise<LoadedFolder> {
    const names = await fileNames(this.path, this.#origin);
    if (!Array.isArray(names)) return { templates: [], problems: [names] };
    const templates: LoadedTemplate[] = [];
    const problems: TemplateProblem[] = [];
    const files = new Map<string, string>();
    for (const fileName of names) {
      const parsed = await this.#parse(fileName);
      if ('problems' in parsed) {
        problems.push(...parsed.problems);
        continue;
      }
      const { template, idLine } = parsed;
      const earlier = files.get(template.id);
      if (earlier === undefined) templates.push({ template, path: path.join(this.path, fileName) });
      else problems.push(usedTwice(fileName, idLine, template.id, earlier));
      files.set(template.id, earlier ?? fileName);
    }
    return { templates, problems };
  }

  async #parse(fileName: string): Promise<ParsedTemplate> {
    const text = await readText(path.join(this.path, fileName), fileName);
    if (typeof text !== 'string') return { problems: [text] };
    const before = this.#checked.get(fileName);
    const parsed = before?.text === text ? before.parsed : parseTemplate({ fileName, text, origin: this.#origin });
    this.#checked.set(fileName, { text, parsed });
    return parsed;
  }
}

async function fileNames(folder: string, origin: Template['origin']): Promise<string[] | TemplateProblem> {
  try {
    return (await readdir(folder)).filter((name) => !leftover.test(name)).sort();
  } catch (caught) {
    const { code } = caught as NodeJS.ErrnoException;
    if (code === 'ENOENT' && origin === 'own') return [];
    const hint = origin === 'own' ? 'Make it a folder that you may read.' : 'Install Maobi again.';
    return { fileName: path.basename(folder), line: null, message: `The folder ${folder} cannot be read (${code}).`, hint };
  }
}

/** The text of a file, or why there is none. Only files of a right name and size are opened. */
async function readText(filePath: string, fileName: string): Promise<string | TemplateProblem> {
  const problem = (message: string, hint: string): TemplateProblem => ({ fileName, line: null, message, hint });
  if (!goodName.test(fileName)) {
    const hint = 'Name it with small letters, digits and hyphens, ending with .md, e.g. weekly-report.md.';
    return problem('Files of templates are not called like this.', hint);
  }
  try {
    const found = await stat(filePath);
    if (!found.isFile()) return problem('This is no file.', 'Move it out of the folder of templates.');
    if (found.size > mostBytes) return problem('The file is larger than 256 KB.', 'Shorten it.');
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(filePath));
  } catch (caught) {
    if (caught instanceof TypeError) return problem('The file is not written in UTF-8.', 'Save it again with the encoding UTF-8.');
    return problem(`The file cannot be read (${(caught as NodeJS.ErrnoException).code}).`, 'See to it that you may read it.');
  }
}

function usedTwice(fileName: string, line: number, id: string, earlier: string): TemplateProblem {
  return { fileName, line, message: `The id "${id}" is that of ${earlier}, too.`, hint: 'Give one of them another id.' };
}
