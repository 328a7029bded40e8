import type { RequestIssue } from '@maobi/contract';
import { StudioError } from '@maobi/core';
import type { z } from 'zod';
import { issueTexts, sharpened } from './issue-texts.ts';

/** Largest request body: the longest message of the contract in UTF-8, with room for escapes. */
const maxBodyBytes = 8 * 1024 * 1024;

/**
 * The JSON body of a request. An absent body reads as `{}`, so that actions without input need none.
 * Throws `invalid-request` for another content type or for text that is not JSON, `payload-too-large` above the cap.
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type');
  // another type is what a web page can send without asking (a "simple" request): it must not be read as JSON
  if (type !== null && !/^application\/json\s*(;|$)/i.test(type.trim())) throw notJson(`content type "${type.slice(0, 100)}"`);
  const bytes = await readBody(request);
  if (type === null) {
    if (bytes.length > 0) throw notJson('no content type');
    return {};
  }
  if (bytes.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new StudioError('invalid-request', 'The request body is not valid JSON in UTF-8.', { cause });
  }
}

/**
 * The value as the schema understands it; throws `invalid-request` that names the first field at fault. `details.issues` has up to five of them, with
 * `words` in Chinese and English.
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5).map((issue) => toldIssue(sharpened(issue), value, where));
  const [first] = issues;
  throw new StudioError('invalid-request', first?.words.en.what ?? 'The request is not valid.', {
    ...(first && { hint: first.words.en.hint }),
    details: { param: parsed.error.issues[0]?.path.map(String).join('.') ?? null, issues },
  });
}

/** What is wrong with a field, as whole sentences in the languages of the studio. */
function toldIssue(issue: z.core.$ZodIssue, value: unknown, where: string): RequestIssue {
  const path = issue.path.map(String).join('.');
  const field = [where, path].filter(Boolean).join('.');
  const { zh, en } = issueTexts(issue, valueAt(value, issue.path));
  const words = {
    zh: { ...zh, what: `这个请求不对：${field} ${zh.what}。` },
    en: { ...en, what: `The request is not valid: ${field} ${en.what}.` },
  };
  return { path, message: en.what, words };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined), value);
}

/** The body as it came. Throws `payload-too-large` above the cap, or what is said instead. */
export async function readBody(
  request: Request,
  mostBytes = maxBodyBytes,
  tooLarge = () => bodyTooLarge(mostBytes),
): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > mostBytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > mostBytes) throw tooLarge();
    pieces.push(piece);
  }
  return joined(pieces, size);
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

function bodyTooLarge(mostBytes: number): StudioError {
  return new StudioError('payload-too-large', `The request is larger than ${mostBytes / 1024 / 1024} MB.`);
}

function notJson(what: string): StudioError {
  return new StudioError('invalid-request', `The request body has ${what}; it must be application/json.`, {
    hint: 'Send the header "content-type: application/json".',
  });
}
