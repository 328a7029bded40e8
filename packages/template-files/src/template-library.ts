import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { templateAudiences, type Template, type TemplateProblem } from '@maobi/contract';
import { StudioError, type TemplateLibrary } from '@maobi/core';
import { TemplateFolder, type LoadedFolder } from './template-folder.ts';

export interface TemplateFolders {
  /** The program's own. See `bundledTemplatesFolder`. */
  readonly bundled: string;
  /** The writer's; made with the first copy. */
  readonly own: string;
}

/** The templates of these folders, read anew at each question. */
export function createTemplateLibrary(folders: TemplateFolders): TemplateLibrary {
  return new FolderTemplateLibrary(folders);
}

class FolderTemplateLibrary implements TemplateLibrary {
  readonly #bundled: TemplateFolder;
  readonly #own: TemplateFolder;

  constructor({ bundled, own }: TemplateFolders) {
    this.#bundled = new TemplateFolder(bundled, 'bundled');
    this.#own = new TemplateFolder(own, 'own');
  }

  async list(): Promise<{ templates: Template[]; problems: TemplateProblem[] }> {
    const { own, bundled } = await this.#read();
    const byId = new Map([...bundled.templates, ...own.templates].map(({ template }) => [template.id, template]));
    const templates = templateAudiences.flatMap((audience) => [...byId.values()].filter((template) => template.audience === audience));
    return { templates, problems: [...own.problems, ...bundled.problems] };
  }

  async get(id: string): Promise<Template> {
    const { templates, problems } = await this.list();
    return templates.find((template) => template.id === id) ?? unknownTemplate(id, problems);
  }

  async copy(id: string): Promise<{ template: Template; path: string }> {
    const { own, bundled } = await this.#read();
    const present = own.templates.find(({ template }) => template.id === id);
    if (present) throw ownAlready(present.path);
    const original = bundled.templates.find(({ template }) => template.id === id) ?? unknownTemplate(id, own.problems);
    const target = path.join(this.#own.path, path.basename(original.path));
    await copyAsNew(original.path, target);
    return { template: { ...original.template, origin: 'own' }, path: target };
  }

  async #read(): Promise<{ own: LoadedFolder; bundled: LoadedFolder }> {
    const [own, bundled] = await Promise.all([this.#own.read(), this.#bundled.read()]);
    return { own, bundled };
  }
}

/** Never onto a file that is there; what could not be written whole is taken away. */
async function copyAsNew(from: string, to: string): Promise<void> {
  try {
    const bytes = await readFile(from);
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await writeFile(to, bytes, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' && syscall === 'open') throw ownAlready(to);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') {
      throw new StudioError('data-folder-unusable', `${to} cannot be written (${code}).`, { cause });
    }
    await rm(to, { force: true });
    throw new StudioError('disk-full', 'The disk is full, so the template was not copied.', {
      cause,
      hint: 'Free some space and try again.',
    });
  }
}

function ownAlready(filePath: string): StudioError {
  return new StudioError('conflict', `You have a template of your own there already: ${filePath}.`, {
    hint: 'Edit that file, or delete it to begin again with the bundled one.',
  });
}

function unknownTemplate(id: string, problems: readonly TemplateProblem[]): never {
  const broken = problems.find(({ fileName }) => fileName === `${id}.md`);
  throw new StudioError('not-found', `There is no template called "${id.slice(0, 100)}".`, {
    hint: broken ? `Mend ${broken.fileName} first: ${broken.message}` : 'Choose one of those that the list of templates shows.',
  });
}
