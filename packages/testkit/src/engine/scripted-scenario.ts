import { StudioError, type GenerateRequest, type Prompt } from '@maobi/core';
import { answerTo, endlessBeat, manyBytesAnswer } from './scripted-answers.ts';
import { valueFor } from './scripted-json.ts';
import { askedSection, followUpText, polishedText, sectionText } from './scripted-sections.ts';
import { tokensOf } from './scripted-tokens.ts';

export const scriptedScenarios = [
  'plain',
  'slow',
  'error-before',
  'error-midway',
  'endless',
  'split-utf8',
  'crash',
  'hang',
  'short',
  'echo',
] as const;

/**
 * - `plain`: reads, writes a whole text, ends by itself.
 * - `slow`: the same at the pace of a small computer.
 * - `error-before`, `error-midway`: ends `failed` before the first token, or halfway through the text.
 * - `endless`: never ends by itself.
 * - `split-utf8`: a text of characters made of many bytes and code points, one code point per event.
 * - `crash`: the engine dies a third into the text and comes back; three times in five minutes make its model suspect.
 * - `short`: a section has six tenths of the length it was asked for.
 * - `echo`: what stands behind the scenario in the question, to the character.
 * - `hang`: nothing comes after the prompt was read; only a Stop ends it, by force.
 */
export type ScriptedScenario = (typeof scriptedScenarios)[number];

/** What is going to be written, decided before the first token. */
export interface Script {
  readonly tokens: readonly string[];
  /** How it ends after the last token, unless stopped before. */
  readonly ending: 'stop' | 'length' | 'error' | 'crash' | 'hang';
}

/** The scenario named in the prompt as `[[scenario:endless]]`, if any. */
export function scenarioIn(prompt: Prompt): ScriptedScenario | null {
  const named = /\[\[scenario:([a-z0-9-]+)\]\]/u.exec(questionOf(prompt))?.[1];
  return scriptedScenarios.find((scenario) => scenario === named) ?? null;
}

/** @param roomTokens tokens that still fit the context */
export function writeScript(request: GenerateRequest, scenario: ScriptedScenario, roomTokens: number): Script {
  if (scenario === 'error-before') return { tokens: [], ending: 'error' };
  if (scenario === 'hang') return { tokens: [], ending: 'hang' };
  const limit = Math.min(request.maxTokens ?? roomTokens, roomTokens);
  if (scenario === 'endless') {
    const beat = tokensOf(endlessBeat);
    return { tokens: Array.from({ length: limit }, (_, index) => beat[index % beat.length] ?? ''), ending: 'length' };
  }
  const text = restOf(wholeText(request, scenario), request.prompt);
  const cut = beforeStop(text, request.stop);
  const tokens = scenario === 'split-utf8' ? [...cut] : tokensOf(cut);
  if (scenario === 'crash') return { tokens: tokens.slice(0, Math.ceil(tokens.length / 3)), ending: 'crash' };
  if (scenario === 'error-midway') return { tokens: tokens.slice(0, Math.ceil(tokens.length / 2)), ending: 'error' };
  return tokens.length > limit ? { tokens: tokens.slice(0, limit), ending: 'length' } : { tokens, ending: 'stop' };
}

function wholeText(request: GenerateRequest, scenario: ScriptedScenario): string {
  if (request.jsonSchema) {
    if (typeof request.jsonSchema['type'] === 'number') {
      throw new StudioError('invalid-request', 'The JSON schema cannot be used: "type" is not a name.');
    }
    return JSON.stringify(valueFor(request.jsonSchema), null, 2);
  }
  if (scenario === 'split-utf8') return manyBytesAnswer;
  if (scenario === 'echo') return questionOf(request.prompt).replace(/^.*?\[\[scenario:echo\]\]/su, '');
  const question = questionOf(request.prompt).replace(/\[\[scenario:[a-z0-9-]+\]\]/u, '');
  const section = askedSection(question);
  if (section) return sectionText({ ...section, words: section.words * (scenario === 'short' ? shortShare : 1) });
  return followUpText(question) ?? polishedText(question) ?? answerTo(question);
}

const shortShare = 0.6;

/** What is left of a text that the assistant's open turn began. */
function restOf(text: string, prompt: Prompt): string {
  const last = prompt.kind === 'messages' ? prompt.messages.at(-1) : undefined;
  if (last?.role !== 'assistant') return text;
  return text.startsWith(last.text) ? text.slice(last.text.length) : text.slice(Math.min(last.text.length, text.length));
}

function beforeStop(text: string, stop: readonly string[]): string {
  const ends = stop.map((stopText) => text.indexOf(stopText)).filter((at) => at >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

function questionOf(prompt: Prompt): string {
  if (prompt.kind === 'raw') return prompt.text;
  return prompt.messages.findLast((message) => message.role === 'user')?.text ?? '';
}
