import { type Brief, briefSchema, documentWordsRange, idSchema, type WritingLanguage, type WritingOptions } from '@maobi/contract';
import { detectLanguage, refuseProblems } from '@maobi/core';
import { ArticleFile } from '../article/article-file.ts';
import { confirmOverwriting } from '../article/confirm-overwriting.ts';
import { readText } from '../article/text-file.ts';
import { type CommandContext, wantedModel, wholeNumber } from '../commands/command-host.ts';
import { UsageError } from '../terminal/failures.ts';
import { type OutlineRowText, readOutline } from './outline-text.ts';
import { readFields } from './template-brief.ts';

/** As they come from the command line. */
export interface WriteOptions {
  readonly template?: string;
  readonly field?: readonly string[];
  readonly reader?: string;
  readonly tone?: string;
  readonly include?: readonly string[];
  readonly avoid?: readonly string[];
  readonly notes?: string;
  readonly words?: string;
  readonly minutes?: string;
  readonly lang?: WritingLanguage;
  readonly outlineOnly?: true;
  readonly fromOutline?: string;
  readonly resume?: true | string;
  readonly out?: string;
  readonly force?: true;
  readonly seed?: string;
  readonly model?: string;
  readonly json?: true;
}

/** What `maobi write` was asked to do, checked before any model is asked. */
export interface WriteRequest {
  /** Id of a document to go on with, `last` for the one that was stopped last; `null`: a new one. */
  readonly resume: string | null;
  readonly brief: Brief;
  /** Its length was asked for in words; else it is the usual one. */
  readonly hasOwnLength: boolean;
  /** In place of the brief's length. */
  readonly minutes: number | null;
  readonly outline: readonly OutlineRowText[] | null;
  readonly isOutlineOnly: boolean;
  readonly file: ArticleFile | null;
  readonly options: WritingOptions;
  readonly asJson: boolean;
}

const seedRange = { minimum: 0, maximum: 0xffffffff };
const minutesRange = { minimum: 1, maximum: 1440 };

/** Throws `UsageError`, `CommandError` or `StudioError` for whatever cannot be right. */
export async function readWriteRequest(topic: string, options: WriteOptions, context: CommandContext): Promise<WriteRequest> {
  const { words, minutes, seed, out, fromOutline } = options;
  refuseContradictions(topic, options);
  const model = wantedModel(options.model, context.environment);
  const brief = briefOf(topic.trim(), options);
  refuseTooLong(brief);
  refuseProblems(brief, null); // what only its template refuses is found when that is read
  const request = {
    resume: resumed(options.resume),
    brief,
    hasOwnLength: words !== undefined,
    minutes: minutes === undefined ? null : wholeNumber('--minutes', minutes, minutesRange),
    outline: fromOutline === undefined ? null : await outlineFrom(fromOutline, context.terminal.input),
    isOutlineOnly: options.outlineOnly === true,
    options: {
      ...(model === undefined ? {} : { model }),
      ...(seed === undefined ? {} : { seed: wholeNumber('--seed', seed, seedRange) }),
    },
    asJson: options.json === true,
  };
  if (words !== undefined && minutes !== undefined)
    throw new UsageError('--words and --minutes contradict each other.', 'Give one of them.');
  const file = out === undefined ? null : await ArticleFile.prepare(out);
  if (file) await confirmOverwriting(file, options.force === true, context.terminal);
  return { ...request, file };
}

function refuseContradictions(topic: string, { resume, outlineOnly, fromOutline, template, field }: WriteOptions): void {
  if (field !== undefined && template === undefined) throw new UsageError('--field belongs to a template.', 'Name it with --template.');
  const hasTopic = topic.trim() !== '';
  if (resume !== undefined && hasTopic) {
    throw new UsageError('--resume goes on with a document, so it takes no topic.', 'Leave out one of them.');
  }
  if (resume === undefined && !hasTopic) {
    throw new UsageError('The topic is empty.', 'Say what to write about: maobi write "人工智能如何重塑未来教育"');
  }
  if (outlineOnly && fromOutline !== undefined) {
    throw new UsageError('--outline-only and --from-outline contradict each other.', 'Give one of them.');
  }
}

function briefOf(topic: string, { words, lang, template, field, ...wishes }: WriteOptions): Brief {
  const { reader = '', tone = '', include = [], avoid = [], notes = '' } = wishes;
  return {
    topic,
    language: lang ?? detectLanguage(topic),
    words: words === undefined ? documentWordsRange.default : wholeNumber('--words', words, documentWordsRange),
    template: template ?? null,
    fields: readFields(field ?? []),
    reader: reader.trim(),
    tone: tone.trim(),
    mustInclude: listed(include),
    mustAvoid: listed(avoid),
    notes: notes.trim(),
  };
}

const optionNames: Readonly<Record<string, string>> = {
  topic: 'The topic',
  fields: 'A --field',
  reader: '--reader',
  tone: '--tone',
  mustInclude: '--include',
  mustAvoid: '--avoid',
  notes: '--notes',
};

/** By the names of the options: those of the brief say nothing to whoever typed them. */
function refuseTooLong(brief: Brief): void {
  const [issue] = briefSchema.safeParse(brief).error?.issues ?? [];
  const name = optionNames[String(issue?.path[0])];
  if (issue?.code !== 'too_big' || name === undefined) return;
  const most = issue.maximum.toLocaleString('en');
  if (issue.origin === 'array') throw new UsageError(`${name} is given more than ${most} times.`, 'Leave some of them out.');
  throw new UsageError(`${name} is longer than ${most} characters.`, 'Shorten it.');
}

function listed(given: readonly string[]): string[] {
  return given.map((item) => item.trim()).filter(Boolean);
}

function resumed(resume: true | string | undefined): string | null {
  if (resume === undefined) return null;
  if (resume === true) return 'last';
  if (idSchema.safeParse(resume).success) return resume;
  throw new UsageError(
    `"${resume}" is not the id of a document.`,
    'The result of "maobi write --json" names it; without one, --resume goes on with the document stopped last.',
  );
}

async function outlineFrom(path: string, input: NodeJS.ReadableStream): Promise<OutlineRowText[]> {
  const { text, name } = await readText(path, input);
  try {
    return readOutline(text);
  } catch (error) {
    throw new UsageError(
      `The outline ${name} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      'See what "maobi write TOPIC --outline-only" prints.',
    );
  }
}
